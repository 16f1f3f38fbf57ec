"""The demo withdraws a statement that partners were told of, and everything that partners read shows it marked."""

from __future__ import annotations

import csv
import io

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from claims.demo.files import read_seed
from claims.models import ReviewEvent, Statement
from claims.services.linking import link_statement
from claims.services.review import accept_statement
from claims.services.undoing import undo_event
from partners.models import Change
from partners.services.feed import publish_all_changes
from tests.factories import (
    ApiKeyFactory,
    ArticleVersionFactory,
    ClaimFactory,
    StatementFactory,
    UserFactory,
)
from tracker.management.commands.prepare_demo import withdraw_some

pytestmark = pytest.mark.django_db


@pytest.fixture
def published():
    """The statement of the demo, accepted and linked; beside it one that stays."""
    editor, claim = UserFactory(username="curator"), ClaimFactory()
    [words] = [row["words"] for row in read_seed("withdrawn.json")]
    version = ArticleVersionFactory(text=f"The report says that {words}.")
    withdrawn = StatementFactory(version=version, exact=words)
    for row in [withdrawn, StatementFactory()]:
        accept_statement(statement_id=row.pk, row_version=1, actor=editor)
        link_statement(
            statement_id=row.pk, row_version=2, claim=claim, stance="denies", actor=editor
        )
    return withdrawn


def test_the_feed_tells_of_the_statement_and_then_that_it_was_withdrawn(published):
    withdraw_some()
    publish_all_changes()

    told = Change.objects.filter(kind="statement", item_id=published.pk).order_by("sequence")
    assert list(told.values_list("act", flat=True)) == ["created", "withdrawn"]


def test_it_is_withdrawn_once_with_its_reason(published):
    withdraw_some()
    event = ReviewEvent.objects.get(act="withdraw")
    undo_event(event_id=event.pk, actor=event.actor)

    withdraw_some()

    published.refresh_from_db()
    assert (event.actor.username, event.why) == ("curator", read_seed("withdrawn.json")[0]["why"])
    assert published.status == Statement.Status.ACCEPTED


def test_an_archive_without_the_demo_is_left_alone():
    StatementFactory(status="accepted")

    withdraw_some()

    assert not ReviewEvent.objects.exists()
    assert not Change.objects.exists()


def test_pages_and_frames_say_that_it_was_withdrawn(client, published):
    withdraw_some()

    page = client.get(published.detail_url).text
    frame = client.get(f"{published.detail_url}embed/").text
    question = published.links.get().claim.question
    around = client.get(reverse("claims:question-embed", args=[question.slug])).text

    for html in (page, frame):
        assert "The editors have withdrawn this statement" in html
        assert published.words not in html
    assert "Withdrawn, and no longer shown here:" in around
    assert published.words not in around


def test_lists_that_are_asked_for_it_show_it_marked(published):
    withdraw_some()
    ApiKeyFactory()
    api = APIClient()
    api.credentials(HTTP_AUTHORIZATION="Bearer test-key")

    [row] = api.get("/api/v1/statements?withdrawn=only").json()["results"]
    exported = io.StringIO(api.get("/api/v1/statements.csv?withdrawn=include").text)

    assert (row["id"], row["is_withdrawn"], row["words"]) == (published.pk, True, None)
    marks = {int(line["id"]): line["is_withdrawn"] for line in csv.DictReader(exported)}
    assert marks[published.pk] == "true"
    assert sorted(marks.values()) == ["false", "true"]
