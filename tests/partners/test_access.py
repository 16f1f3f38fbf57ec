"""Which key may do what: a table over every address of the API, then what scopes and limits mean."""

import datetime as dt
import re

import pytest
import time_machine
from django.core.cache import cache
from django.urls import get_resolver
from django.utils import timezone
from rest_framework.test import APIClient

from partners.errors import AccessError
from partners.models import ApiKey, KeyProblem, KeyUsage, Scope
from partners.services import usage
from partners.services.access import free_slug, make_key, open_partner, rotate_key, switch_off_key
from partners.services.usage import N_PROBLEMS_KEPT, note_answer, note_problem
from tests.factories import (
    ApiKeyFactory,
    ClaimLinkFactory,
    PartnerFactory,
    StatementFactory,
    UserFactory,
)
from tests.partners.mirroring import KINDS

pytestmark = pytest.mark.django_db
READ, EXCERPTS, REVIEWS, WEBHOOKS = Scope.values

# Address, method, and the scopes it asks for.
ENDPOINTS = [
    ("/api/v1/articles", "get", {READ}),
    ("/api/v1/articles/1", "get", {READ}),
    ("/api/v1/statements", "get", {READ}),
    ("/api/v1/statements/1", "get", {READ}),
    ("/api/v1/speakers", "get", {READ}),
    ("/api/v1/speakers/one", "get", {READ}),
    ("/api/v1/questions", "get", {READ}),
    ("/api/v1/questions/one", "get", {READ}),
    ("/api/v1/claims", "get", {READ}),
    ("/api/v1/claims/1", "get", {READ}),
    *((f"/api/v1/{name}.csv", "get", {READ}) for name in KINDS.values()),
    *((f"/api/v1/{name}/1.jsonld", "get", {READ}) for name in KINDS.values()),
    ("/api/v1/changes", "get", {READ}),
    ("/api/v1/dumps", "get", {READ}),
    ("/api/v1/dumps/1", "get", {READ}),
    ("/api/v1/dumps", "post", {READ, EXCERPTS}),
    ("/api/v1/dumps/1/files/claims-0001.parquet", "get", {READ, EXCERPTS}),
    ("/api/v1/reviews", "get", {REVIEWS}),
    ("/api/v1/reviews", "post", {REVIEWS}),
    ("/api/v1/reviews/1", "get", {REVIEWS}),
    ("/api/v1/webhooks", "get", {WEBHOOKS}),
    ("/api/v1/webhooks", "post", {WEBHOOKS}),
    ("/api/v1/webhooks/1", "get", {WEBHOOKS}),
    ("/api/v1/webhooks/1", "delete", {WEBHOOKS}),
    ("/api/v1/webhooks/1/secret", "post", {WEBHOOKS}),
    ("/api/v1/webhooks/1/test", "post", {WEBHOOKS}),
    ("/api/v1/webhooks/1/on", "post", {WEBHOOKS}),
    ("/api/v1/webhooks/1/off", "post", {WEBHOOKS}),
    ("/api/v1/webhooks/1/messages", "get", {WEBHOOKS}),
    ("/api/v1/webhooks/1/messages/1/replay", "post", {WEBHOOKS}),
]
SCOPED = {
    "nothing": {"scopes": []},
    "read": {"scopes": [READ]},
    "excerpts": {"scopes": [EXCERPTS]},
    "reviews": {"scopes": [REVIEWS]},
    "webhooks": {"scopes": [WEBHOOKS]},
    "read and excerpts": {"scopes": [READ, EXCERPTS]},
    "everything": {"scopes": Scope.values},
}
CLOSED = {
    "switched off": lambda: ApiKeyFactory(key="a-key", is_active=False),
    "expired": lambda: ApiKeyFactory(key="a-key", expires_at=timezone.now()),
    "of a partner who is switched off": lambda: ApiKeyFactory(
        key="a-key", partner=PartnerFactory(is_active=False)
    ),
    "unknown": lambda: None,
}


def ask(path, method, secret="a-key"):  # noqa: S107
    client = APIClient()
    if secret:
        client.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
    return getattr(client, method)(path)


@pytest.mark.parametrize(("path", "method", "scopes"), ENDPOINTS)
@pytest.mark.parametrize("key", SCOPED)
def test_a_key_may_do_what_its_scopes_allow(path, method, scopes, key):
    ApiKeyFactory(key="a-key", **SCOPED[key])
    is_allowed = scopes <= set(SCOPED[key]["scopes"])

    answer = ask(path, method)

    # Allowed and empty-handed: 400 is an answer to a body that was left out, 404 to a thing that is not there.
    assert (answer.status_code in {200, 202, 400, 404}) is is_allowed
    if not is_allowed:
        assert answer.status_code == 403
        assert answer.json()["type"].endswith("#not-allowed")
        assert any(f"“{scope}”" in answer.json()["detail"] for scope in scopes)


@pytest.mark.parametrize(("path", "method", "scopes"), ENDPOINTS)
@pytest.mark.parametrize("key", CLOSED)
def test_a_key_that_is_not_usable_opens_nothing(path, method, scopes, key):
    CLOSED[key]()

    assert ask(path, method).status_code == 401


@pytest.mark.parametrize(("path", "method", "scopes"), ENDPOINTS)
def test_nobody_gets_in_without_a_key(path, method, scopes):
    assert ask(path, method, secret="").status_code == 401


def test_the_table_names_every_address():
    patterns = [
        str(pattern.pattern)
        for pattern in get_resolver("partners.urls").url_patterns
        if "v1/" in str(pattern.pattern)
    ]
    open_to_all = {"v1/", "v1/schema", r"^v1/[\s\S]*$"}

    unnamed = [
        pattern
        for pattern in patterns
        if pattern not in open_to_all
        and not any(re.match(pattern, path.removeprefix("/api/")) for path, *_ in ENDPOINTS)
    ]

    assert unnamed == []


def test_without_excerpts_no_word_of_an_article_leaves():
    ApiKeyFactory(key="a-key", scopes=[READ])
    statement = StatementFactory(status="accepted", cue=[], source=[])
    ClaimLinkFactory(statement=statement)

    row = ask(f"/api/v1/statements/{statement.pk}", "get").json()

    assert (row["words"], row["selectors"], row["is_excerpt"]) == (None, None, True)
    assert row["text_fragment"] == statement.version.article.canonical_url
    for path in ("/api/v1/statements", "/api/v1/changes?expand=item"):
        assert "twelve people" not in ask(path, "get").content.decode()
    guessed = ask("/api/v1/statements?q=twelve", "get")
    assert (guessed.status_code, guessed.json()["errors"][0]["pointer"]) == (400, "#/q")


def test_the_same_address_has_another_tag_without_words(api):
    statement = StatementFactory(status="accepted")
    ApiKeyFactory(key="a-key", scopes=[READ])

    tags = {
        client["ETag"]
        for client in (
            api.get(f"/api/v1/statements/{statement.pk}"),
            ask(f"/api/v1/statements/{statement.pk}", "get"),
        )
    }

    assert len(tags) == 2


def test_a_key_has_limits_of_its_own(settings):
    ApiKeyFactory(key="a-key", requests_per_minute=2, requests_per_day=3)
    with time_machine.travel("2026-03-02T12:00:15Z", tick=False) as clock:
        first, second, third = (ask("/api/v1/claims", "get") for _ in range(3))
        clock.shift(60)
        fourth = ask("/api/v1/claims", "get")

    assert [a.status_code for a in (first, second, third, fourth)] == [200, 200, 429, 429]
    assert first["RateLimit-Policy"] == '"key";q=2;w=60, "day";q=3;w=86400'
    assert first["RateLimit"] == '"key";r=1;t=45, "day";r=2;t=43185'
    assert third["Retry-After"] == "45"
    assert fourth["Retry-After"] == "43125"


def test_a_day_goes_on_after_a_restart():
    ApiKeyFactory(key="a-key", requests_per_day=2)
    for _ in range(2):
        ask("/api/v1/claims", "get")

    cache.clear()

    assert ask("/api/v1/claims", "get").status_code == 429


def test_every_answer_is_counted_by_day_and_kind(api, api_key):
    with time_machine.travel("2026-03-02T23:59:00Z", tick=False) as clock:
        api.get("/api/v1/claims")
        api.get("/api/v1/claims?q=a&q=b")
        ApiKey.objects.update(requests_per_minute=2)
        api.get("/api/v1/claims")
        clock.shift(60)
        api.get("/api/v1/claims")

    counted = KeyUsage.objects.order_by("on").values_list("n_requests", "n_refused", "n_throttled")
    assert list(counted) == [(3, 1, 1), (1, 0, 0)]


@pytest.mark.django_db(transaction=True)
def test_a_fast_reader_is_written_once_a_second_and_wholly(monkeypatch, api_key, wait_until):
    monkeypatch.setattr(usage, "WRITE_EVERY_S", 0.2)
    for _ in range(50):
        note_answer(key_id=api_key.pk, status=200)
    assert sum(KeyUsage.objects.values_list("n_requests", flat=True)) < 50

    wait_until(
        lambda: KeyUsage.objects.filter(n_requests=50).exists(), what="the rest of the burst"
    )


def test_what_was_refused_is_kept_for_the_partner(api, api_key):
    api.get("/api/v1/claims?colour=red")

    problem = KeyProblem.objects.get()
    assert (problem.key, problem.status, problem.method) == (api_key, 400, "GET")
    assert problem.path == "/api/v1/claims?colour=red"
    assert "cannot be used" in problem.detail


def test_only_the_newest_problems_are_kept(api_key):
    for n in range(N_PROBLEMS_KEPT + 3):
        note_problem(key_id=api_key.pk, method="GET", path=f"/{n}", status=404, detail="")

    kept = list(KeyProblem.objects.order_by("pk").values_list("path", flat=True))
    assert len(kept) == N_PROBLEMS_KEPT
    assert kept[0] == "/3"


def test_a_rotated_key_goes_on_for_a_week_beside_its_successor():
    old, secret = make_key(partner=PartnerFactory(), scopes=[READ], label="import")
    ApiKey.objects.filter(pk=old.pk).update(requests_per_day=9)
    editor = UserFactory()

    new, other_secret = rotate_key(key=old, by=editor)

    assert (new.label, new.scopes, new.requests_per_day, new.made_by) == (
        *("import", [READ], 9),
        editor,
    )
    assert {ask("/api/v1/claims", "get", s).status_code for s in (secret, other_secret)} == {200}
    with time_machine.travel(timezone.now() + dt.timedelta(days=7, minutes=1)):
        assert ask("/api/v1/claims", "get", secret).status_code == 401
        assert ask("/api/v1/claims", "get", other_secret).status_code == 200


def test_a_key_that_ends_sooner_is_not_prolonged_by_rotating():
    end = timezone.now() + dt.timedelta(days=1)
    old, _ = make_key(partner=PartnerFactory(), scopes=[READ], expires_at=end)

    rotate_key(key=old)

    old.refresh_from_db()
    assert old.expires_at == end


def test_a_key_is_rotated_once():
    old, _ = make_key(partner=PartnerFactory(), scopes=[READ])
    rotate_key(key=old)

    with pytest.raises(AccessError, match="rotated already"):
        rotate_key(key=old)


def test_a_key_that_is_off_is_not_rotated():
    old, _ = make_key(partner=PartnerFactory(), scopes=[READ])
    assert switch_off_key(key=old)
    assert not switch_off_key(key=old)

    with pytest.raises(AccessError, match="switched off"):
        rotate_key(key=old)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"scopes": []}, "may do nothing"),
        ({"scopes": [READ, REVIEWS]}, "not allowed"),
        ({"scopes": [READ], "expires_at": timezone.now()}, "in the past"),
    ],
)
def test_a_key_that_cannot_be_is_not_made(asked, message):
    with pytest.raises(AccessError, match=message):
        make_key(partner=PartnerFactory(scopes=[READ]), **asked)


def test_names_that_look_alike_get_slugs_of_their_own():
    slugs = [open_partner(name=name).slug for name in ("The Desk", "The desk!", "Деск")]

    assert slugs == ["the-desk", "the-desk-2", "partner"]
    assert open_partner(name="The Desk").slug == "the-desk"
    assert free_slug("the desk") == "the-desk-3"
