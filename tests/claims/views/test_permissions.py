"""Who may open and do what: one table."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.factories import ClaimFactory, SpeakerFactory, StatementFactory

pytestmark = pytest.mark.django_db

OK, SIGN_IN, FORBIDDEN = "ok", "sign in", "forbidden"

OPEN = ["login", "claims:question-list", "published question"]
PAGES = [
    "desk",
    "search",
    "article",
    "statement",
    "speaker",
    "question",
    "claims:question-proposed",
]
EDITORS_ONLY = [
    "claims:review",
    "claims:review-list",
    "claims:review-keys",
    "claims:question-add",
    "claims:quality",
    "review-link",
    "correct",
    "add a statement",
]
BENCH = ["lease", "story", "link"]
ACTS = [
    "accept",
    "reject",
    "withdraw",
    "speaker",
    "new-speaker",
    "spans",
    "correct",
    "split",
    "link",
]


def act_on(act):
    return f"statement-{act}"


@pytest.fixture
def addresses():
    statement = StatementFactory()
    return {
        "article": statement.version.article.get_absolute_url(),
        "statement": statement.detail_url,
        "correct": reverse("claims:statement-correct", args=[statement.pk]),
        "add a statement": reverse("claims:statement-add", args=[statement.version.article_id]),
        "speaker": SpeakerFactory().get_absolute_url(),
        "question": ClaimFactory(question__is_published=False).question.get_absolute_url(),
        "published question": ClaimFactory().question.get_absolute_url(),
        "review-view-save": reverse("claims:review-view-save"),
        **{f"review-{act}": reverse(f"claims:review-{act}", args=[statement.pk]) for act in BENCH},
        **{act_on(act): reverse(f"claims:statement-{act}", args=[statement.pk]) for act in ACTS},
    }


def outcome(response):
    if response.status_code == 302 and response.url.startswith(reverse("login")):
        return SIGN_IN
    return FORBIDDEN if response.status_code == 403 else OK


def address_of(name, addresses):
    return addresses.get(name) or reverse(name)


@pytest.mark.parametrize("name", [*PAGES, *EDITORS_ONLY])
def test_strangers_are_asked_to_sign_in(client, addresses, name):
    assert outcome(client.get(address_of(name, addresses))) == SIGN_IN


@pytest.mark.parametrize("name", OPEN)
@pytest.mark.parametrize("group", ["nobody", "viewer", "editor", "curator", "administrator"])
def test_what_is_open_is_open_to_everybody(client_as, addresses, group, name):
    assert client_as(group).get(address_of(name, addresses)).status_code == 200


@pytest.mark.parametrize("act", ACTS)
def test_strangers_cannot_act(client, addresses, act):
    assert outcome(client.post(addresses[act_on(act)])) == SIGN_IN


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("group", ["viewer", "editor", "curator", "administrator"])
def test_everybody_signed_in_may_read(client_as, addresses, group, name):
    assert client_as(group).get(address_of(name, addresses)).status_code == 200


@pytest.mark.parametrize("name", EDITORS_ONLY)
@pytest.mark.parametrize(
    ("group", "expected"),
    [("viewer", FORBIDDEN), ("editor", OK), ("curator", OK), ("administrator", OK)],
)
def test_only_reviewers_open_the_workbench(client_as, addresses, group, expected, name):
    assert outcome(client_as(group).get(address_of(name, addresses))) == expected


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize(
    ("group", "expected"),
    [("viewer", FORBIDDEN), ("editor", OK), ("curator", OK), ("administrator", OK)],
)
def test_only_reviewers_act(client_as, addresses, group, expected, act):
    response = client_as(group).post(addresses[act_on(act)], {"row_version": 1})

    assert outcome(response) == expected
    assert response.status_code in {200, 302, 403, 422}


@pytest.mark.parametrize("name", [*(f"review-{act}" for act in BENCH), "review-view-save"])
@pytest.mark.parametrize(
    ("group", "expected"),
    [("nobody", SIGN_IN), ("viewer", FORBIDDEN), ("editor", OK), ("curator", OK)],
)
def test_only_reviewers_work_at_the_bench(client_as, addresses, group, expected, name):
    response = client_as(group).post(addresses[name], {"row_version": 1})

    assert outcome(response) == expected
