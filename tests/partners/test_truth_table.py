"""Who may do what, over every address of the API and of partners' pages: one table, and nothing outside it.

Each row is an act: an address and a method. It says what the act asks for, and every kind of asker tries it. An address or a method
that is open and has no row fails.
"""

from dataclasses import dataclass

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse
from django.utils import timezone

from claims.models import PartnerReview
from partners.models import Dump, DumpFile, Scope, WebhookEndpoint
from partners.services.access import add_member
from partners.services.webhooks import send_test
from tests.factories import (
    ApiKeyFactory,
    ClaimLinkFactory,
    PartnerFactory,
    SpeakerFactory,
    StatementFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
READ, EXCERPTS, REVIEWS, WEBHOOKS = Scope.values
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


@dataclass(frozen=True)
class Needs:
    """What an act asks for: scopes of a key, or a place at the partner; `own` things are there for their partner alone.

    With `also_without` it may be done without any key as well.
    """

    scopes: frozenset[str] = frozenset()
    place: str = ""
    own: bool = False
    also_without: bool = False

    @property
    def is_open(self) -> bool:
        return not self.scopes and not self.place


def key(*scopes, own=False):
    return Needs(scopes=frozenset(scopes), own=own)


EVERYBODY = Needs()
MEMBER, MANAGER = Needs(place="member", own=True), Needs(place="manager", own=True)
SOMEBODY = Needs(place="member")

TABLE = {
    **{
        (f"partners:{kind}-{form}", "GET"): key(READ)
        for kind in ("article", "statement", "speaker", "question", "claim", "dump")
        for form in ("list", "detail")
    },
    ("partners:change-list", "GET"): key(READ),
    ("partners:dump-list", "POST"): key(READ, EXCERPTS),
    ("partners:dump-file", "GET"): key(READ, EXCERPTS),
    ("partners:review-list", "GET"): key(REVIEWS),
    ("partners:review-list", "POST"): key(REVIEWS),
    ("partners:review-detail", "GET"): key(REVIEWS, own=True),
    ("partners:webhook-list", "GET"): key(WEBHOOKS),
    ("partners:webhook-list", "POST"): key(WEBHOOKS),
    ("partners:webhook-detail", "GET"): key(WEBHOOKS, own=True),
    ("partners:webhook-detail", "DELETE"): key(WEBHOOKS, own=True),
    **{
        (f"partners:webhook-{act}", "POST"): key(WEBHOOKS, own=True)
        for act in ("secret", "test", "on", "off", "replay")
    },
    ("partners:webhook-messages", "GET"): key(WEBHOOKS, own=True),
    ("partners:schema", "GET"): EVERYBODY,
    ("partners:oembed", "GET"): EVERYBODY,
    **{("partners:validate", method): EVERYBODY for method in ("GET", "POST")},
    **{
        (f"partners:{page}", method): EVERYBODY
        for page, methods in {"docs": ["GET"], "problems": ["GET"], "root": METHODS}.items()
        for method in methods
    },
    **{
        (f"partners:{name}", method): key(READ)
        for name in ("reconcile-suggest", "reconcile-properties", "reconcile-preview")
        for method in ("GET", "POST")
    },
    # The manifest, which a client reads before it has a key; questions need one.
    **{
        ("partners:reconcile", method): Needs(scopes=frozenset({READ}), also_without=True)
        for method in ("GET", "POST")
    },
    ("partner-pages:list", "GET"): SOMEBODY,
    ("partner-pages:detail", "GET"): MEMBER,
    ("partner-pages:webhook", "GET"): MEMBER,
    **{
        (f"partner-pages:{act}", "POST"): MANAGER
        for act in (
            *("key-add", "key-rotate", "key-off"),
            *("webhook-add", "webhook-change", "webhook-secret", "webhook-test"),
            *("webhook-switch", "webhook-remove", "webhook-replay"),
        )
    },
}


def _routes(resolver, space):
    """Return what each address of `resolver` names besides: its arguments; the shortest where it has several forms."""
    found = {}
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            found = _routes(pattern, space) | found
        else:
            found.setdefault(
                f"{space}:{pattern.name}", set(pattern.pattern.regex.groupindex) - {"key", "format"}
            )
    return found


ROUTES = _routes(get_resolver("partners.urls"), "partners") | _routes(
    get_resolver("partners.page_urls"), "partner-pages"
)
# The key of `reconcile-key` stands in the address, in place of the header; its own tests ask for it.
ELSEWHERE = {"partners:reconcile-key", "partners:nothing"}

KEYS = {
    "nobody": None,
    "an unknown key": {"key": "of-nobody"},
    "a key of no scope": {"scopes": []},
    **{f"a key for {scope}": {"scopes": [scope]} for scope in Scope.values},
    "a key for read and excerpts": {"scopes": [READ, EXCERPTS]},
    "a key for everything": {"scopes": Scope.values},
    "a key that has expired": {"scopes": Scope.values, "closed": "expired"},
    "a key that was switched off": {"scopes": Scope.values, "closed": "off"},
    "a key of a partner who is switched off": {"scopes": Scope.values, "closed": "paused"},
    "a key of another partner": {"scopes": Scope.values, "other": True},
}
PLACES = {
    "viewer": "",
    "editor": "",
    "curator": "",
    "administrator": "all",
    "member": "member",
    "manager": "manager",
    "manager of another partner": "other",
}


@pytest.fixture
def world(make_member, settings, tmp_path):
    """One of everything, and everybody who may come by."""
    settings.DUMPS_DIR = tmp_path
    partner = PartnerFactory()
    other = PartnerFactory(name="Another", slug="another")
    paused = PartnerFactory(name="Paused", slug="paused", is_active=False)
    for name, about in KEYS.items():
        if about and "scopes" in about:
            closed = about.get("closed")
            ApiKeyFactory(
                key=name.replace(" ", "-"),
                scopes=about["scopes"],
                partner=other if about.get("other") else paused if closed == "paused" else partner,
                is_active=closed != "off",
                expires_at=timezone.now() if closed == "expired" else None,
            )
    people = {
        group: make_member(group) for group in ("viewer", "editor", "curator", "administrator")
    }
    for name in ("member", "manager", "manager of another partner"):
        people[name] = UserFactory(username=name.replace(" ", "-"))
        home = other if "another" in name else partner
        add_member(partner=home, user=people[name], is_manager=name != "member")
    return {"people": people, "things": make_things(partner)}


def make_things(partner):
    """Return what addresses name, by the address's word."""
    statement = StatementFactory(status="accepted")
    link = ClaimLinkFactory(statement=statement, claim__question__slug="one")
    speaker = SpeakerFactory(slug="one")
    StatementFactory(status="accepted", speaker=speaker, editor_speaker=speaker)
    review = PartnerReview.objects.create(
        claim=link.claim, partner=partner.name, rating="x", claim_reviewed="x", url="https://p.example/1"
    )  # fmt: skip
    endpoint = WebhookEndpoint.objects.create(partner=partner, url="https://partner.example/")
    dump = Dump.objects.create(state=Dump.State.READY, finished_at=timezone.now(), token="t")
    file = DumpFile.objects.create(
        dump=dump, kind="claim", part=1, format="jsonl", last_id=1, n_rows=0, n_bytes=1, sha256="0" * 64
    )  # fmt: skip
    dump.path.mkdir(parents=True)
    file.path.write_bytes(b"x")
    return {
        "partner": partner,
        "key": ApiKeyFactory(key="to-be-rotated", partner=partner),
        "article": statement.version.article,
        "statement": statement,
        "claim": link.claim,
        "review": review,
        "webhook": endpoint,
        "message": send_test(endpoint=endpoint),
        "dump": dump,
        "file": file,
    }


def address_of(route, things):
    """Return the address of `route` for one of the things; the address's own words say which."""
    space, _, words = route.partition(":")
    kind = words.partition("-")[0]
    names = {
        "pk": things[kind].pk if kind in things else 0,
        "id": things[kind].pk if kind in things else 0,
        "slug": things["partner"].slug if space == "partner-pages" else "one",
        "message": things["message"].pk,
        "name": things["file"].name,
        "what": "type",
    }
    page = f"http://testserver{things['statement'].detail_url}"
    query = {"partners:oembed": f"?url={page}"}.get(route, "")
    wanted = ROUTES[route]
    return reverse(route, kwargs={name: names[name] for name in wanted}) + query


def body_of(route, things):
    """Return what is posted there: a whole one, so that only who asks decides."""
    return {
        "partners:review-list": {
            "claim": things["claim"].pk,
            "rating": "True",
            "claim_reviewed": "x",
            "url": "https://p.example/2",
        },
        "partners:webhook-list": {"url": "https://hooks.example.org/new"},
        "partners:validate": {"item": "{}"},
        "partner-pages:key-add": {"label": "x", "scopes": ["read"], "last_day": ""},
        "partner-pages:webhook-add": {"url": "https://93.184.215.14/hook", "types": ["claim"]},
        "partner-pages:webhook-change": {"url": "https://93.184.215.14/hook", "types": ["claim"]},
    }.get(route, {})


def should_be(who, needs):
    """Return how `who` is answered, in a word: allowed, or by which refusal."""
    if needs.is_open:
        return "allowed"
    if needs.scopes:
        return _with_a_key(who, needs)
    place = PLACES.get(who)
    if place is None:
        return "log in"
    if place == "all":
        return "allowed"
    if not needs.own:
        return "allowed" if place else "forbidden"
    if place not in {"member", "manager"}:
        return "not there"
    return "allowed" if place in {needs.place, "manager"} else "forbidden"


def _with_a_key(who, needs):
    about = KEYS.get(who) or {}
    if needs.also_without and not about:
        return "allowed"
    if "scopes" not in about or "closed" in about:
        return "no key"
    if not needs.scopes <= set(about["scopes"]):
        return "forbidden"
    return "not there" if needs.own and "other" in about else "allowed"


def ask(who, method, route, world):
    """Return the answer, in the same words; whatever the act did is undone."""
    client = Client(raise_request_exception=True)
    headers = {}
    if who in PLACES:
        client.force_login(world["people"][who])
    elif KEYS[who]:
        headers["authorization"] = f"Bearer {KEYS[who].get('key', who.replace(' ', '-'))}"
    body = body_of(route, world["things"]) if method == "POST" else {}
    given = {"content_type": "application/json"} if route.startswith("partners:") else {}
    if "reconcile" in route or "validate" in route:
        given = {}
    before = transaction.savepoint()
    answer = getattr(client, method.lower())(
        address_of(route, world["things"]), **({"data": body} | given), headers=headers
    )
    if answer.streaming:
        b"".join(answer.streaming_content)
    transaction.savepoint_rollback(before)
    if answer.status_code == 302 and answer["Location"].startswith("/login/"):
        return "log in"
    refusals = {401: "no key", 403: "forbidden", 404: "not there", 405: "no such method"}
    return refusals.get(
        answer.status_code, "allowed" if answer.status_code < 400 else str(answer.status_code)
    )


@pytest.mark.parametrize(("route", "method"), TABLE)
def test_who_may_do_it(world, route, method):
    wrong = {
        who: (answer, should)
        for who in (*KEYS, *PLACES)
        if (should := should_be(who, TABLE[route, method]))
        != (answer := ask(who, method, route, world))
    }

    assert wrong == {}


def test_every_address_has_a_row():
    assert set(ROUTES) - ELSEWHERE == {route for route, _ in TABLE}


def test_what_has_no_row_nobody_may_do(world):
    routes = {route for route, _ in TABLE}
    open_unseen = [
        (route, method, who, answer)
        for route in sorted(routes)
        for method in METHODS
        if (route, method) not in TABLE
        for who in ("nobody", "a key for everything", "administrator", "manager")
        if (answer := ask(who, method, route, world)) not in {"no such method", "no key", "log in"}
    ]

    assert open_unseen == []
