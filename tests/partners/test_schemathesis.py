"""Whatever the document allows or forbids is answered as it says: every operation, then ways from one to the next."""

import contextlib

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, settings
from schemathesis.config import SchemathesisConfig
from schemathesis.core import NOT_SET

from partners import tasks
from partners.api.reviews import EXAMPLE
from partners.openapi_links import LINKS
from partners.services.dumping import request_dump
from partners.services.webhooks import add_endpoint, send_test
from tests.factories import (
    ApiKeyFactory,
    ArticleVersionFactory,
    ClaimLinkFactory,
    MembershipFactory,
    SpeakerFactory,
    StatementFactory,
)
from tests.partners.mirroring import KINDS

SOMEWHERE = {"id": 1, "message": 1, "slug": "a", "name": "claims-0001.parquet"}
BEARER = {"Authorization": "Bearer test-key"}
BODIES = {
    "reviews_create": EXAMPLE.value,
    "webhooks_create": {"url": "https://hooks.example.org/new"},
}
STARTS = [
    *(f"{name}_list" for name in (*KINDS.values(), "changes", "dumps", "reviews", "webhooks")),
    *("dumps_create", "reviews_create", "webhooks_create", "reviews_list"),
]
# The same requests every time, on every machine.
STEADY = settings(
    deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)
# A body that is right by itself is refused where its Idempotency-Key was used for another one.
REUSED = {
    "include-name": "POST /api/v1/reviews",
    "checks": {"positive_data_acceptance": {"expected-statuses": [201, 401, 403, 404, 409, 422]}},
}
application = get_wsgi_application()


def served(environ, start_response):
    """Answer as a server does, who closes what it has sent: schemathesis would leave a streamed file open."""
    with contextlib.closing(application(environ, start_response)) as answer:
        return list(answer)


schema = schemathesis.openapi.from_wsgi(
    "/api/v1/schema", served, config=SchemathesisConfig.from_dict({"operations": [REUSED]})
)


@schema.auth()
class Key:
    """Lets every request carry the key."""

    def get(self, case, context):
        return "test-key"

    def set(self, case, data, context):
        case.headers = {**(case.headers or {}), "Authorization": f"Bearer {data}"}


@pytest.fixture(autouse=True)
def one_connection():
    """Keep the test's connection open between requests, as Django's own test client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def rows(api_key, settings, tmp_path):
    """Rows of every shape: with and without all that may be missing; a dump, a webhook, and a message to it."""
    settings.API_REQUESTS_PER_MINUTE = 10**6
    settings.DUMPS_DIR = tmp_path
    speaker = SpeakerFactory(parent=SpeakerFactory(), wikidata="Q42", country="NO")
    MembershipFactory(person=speaker, start="2024-11")
    MembershipFactory(person=speaker.parent)
    whole = StatementFactory(
        status="accepted", editor_speaker=speaker, speaker=speaker, modality=["hedged"]
    )
    ClaimLinkFactory(statement=whole, claim__pk=1, claim__question__slug="0")
    bare = ArticleVersionFactory(
        article__outlet=None, article__canonical_url=None, article__published_at=None
    )
    StatementFactory(version=bare, status="accepted", speaker_name="", speaker_kind="")
    StatementFactory(status="accepted", version__article__outlet__excerpt_limit=2)
    ClaimLinkFactory(
        statement__status="accepted", claim__pk=2, claim__answer="", claim__question__unit=""
    )
    tasks.write_dump(request_dump().pk)
    endpoint, _ = add_endpoint(partner=api_key.partner, url="https://hooks.example.org/a")
    send_test(endpoint=endpoint)


@pytest.mark.slow
@schema.parametrize()
@settings(STEADY, max_examples=10, phases=[Phase.explicit, Phase.generate])
def test_every_operation_answers_as_documented(rows, case):
    case.call_and_validate()


@pytest.mark.parametrize(
    ("headers", "status"), [({}, 401), ({"Authorization": "Bearer of-no-scope"}, 403)]
)
def test_who_may_not_is_told_so_as_documented(db, headers, status):
    ApiKeyFactory(key="of-no-scope", scopes=[])

    for found in schema.get_all_operations():
        case = found.ok().Case(path_parameters=SOMEWHERE, body={}, media_type="application/json")
        answer = case.call(headers=headers)
        case.validate_response(answer, headers=headers)
        assert answer.status_code == status


@pytest.mark.slow
def test_journeys_along_links_find_nothing(rows):
    class Journey(schema.as_state_machine()):
        """A partner who goes where answers lead; each journey starts from the same rows."""

        def setup(self):
            self.before = transaction.savepoint()

        def teardown(self):
            transaction.savepoint_rollback(self.before)

    Journey.run(settings=settings(STEADY, max_examples=25, stateful_step_count=8))


def test_every_link_leads_to_an_answer(rows):
    operations = {
        found.ok().definition.raw["operationId"]: found.ok()
        for found in schema.get_all_operations()
    }
    ways = [(start, {}, {"body": BODIES.get(start, NOT_SET)}) for start in STARTS]
    followed = set()

    for name, path, given in ways:
        answer = ask(operations[name], path, given)
        for link in LINKS.get(name, ()) if answer is not None else ():
            values = {key: look_up(text, answer, path) for key, text in link.parameters.items()}
            if (name, link.operation) in followed or None in values.values():
                continue
            followed.add((name, link.operation))
            in_path = {key: values.pop(key) for key in set(values) & set(SOMEWHERE)}
            ways.append((link.operation, in_path, {"query": values}))

    assert followed == {(name, link.operation) for name in LINKS for link in LINKS[name]}


def ask(operation, path, given):
    """Return the body of the answer, once checked; None if there is none."""
    before = transaction.savepoint()
    case = operation.Case(path_parameters=path, media_type="application/json", **given)
    answer = case.call(headers=BEARER)
    case.validate_response(answer, headers=BEARER)
    assert answer.status_code < 300
    if case.method == "DELETE":
        transaction.savepoint_rollback(before)
    return answer.json() if "json" in answer.headers.get("content-type", [""])[0] else None


def look_up(expression, answer, path):
    """Return what a link's runtime expression stands for; None if it is not there."""
    if expression.startswith("$request.path."):
        return path[expression.rpartition(".")[2]]
    value = answer
    for step in expression.removeprefix("$response.body#/").split("/"):
        try:
            value = value[int(step) if isinstance(value, list) else step]
        except (IndexError, TypeError):
            return None
    return value
