"""Settling two readings: what becomes of the statement, and that it can be undone."""

from __future__ import annotations

import pytest

from analysis.types import Span
from claims.errors import ConflictError, ReviewError
from claims.marking import Marking
from claims.models import Act, ReadingDue, SecondReading, Statement
from claims.services.correcting import Labels
from claims.services.review import accept_statement, correct_speaker
from claims.services.second_reading import Marked, give_reading, keep_draft
from claims.services.settling import settle_difference
from claims.services.undo_plan import plan_undo
from claims.services.undoing import ContestedError, undo_act
from tests.claims.quality.rows import decide, propose
from tests.factories import ArticleVersionFactory, DeskFactory, SpeakerFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return UserFactory(username="ada")


@pytest.fixture
def ben():
    return UserFactory(username="ben")


@pytest.fixture
def cleo():
    """Who settles."""
    return UserFactory(username="cleo")


@pytest.fixture
def statement():
    version = ArticleVersionFactory()
    DeskFactory(second_share=100).routes.create(article=version.article)
    return propose(version=version)


def read_twice(statement, ada, ben, *, first="accept", second="rejected", **changes):
    decide(statement, first, actor=ada)
    if changes:
        parts = {
            "marking": Marking.of(statement),
            "labels": Labels(statement.quotation, statement.cue_class),
            "speaker": None,
        }
        marked = Marked(**parts | changes)
        keep_draft(statement_id=statement.pk, actor=ben, marked=marked)
    return give_reading(statement_id=statement.pk, verdict=second, actor=ben)


def settle(statement, choice, actor, **fields):
    row_version = Statement.objects.get(pk=statement.pk).row_version
    at = {"statement_id": statement.pk, "row_version": row_version, "actor": actor}
    return settle_difference(**at | fields, choice=choice)


def settled():
    reading = SecondReading.objects.get()
    return reading.settled, reading.is_open, reading.settled_by and reading.settled_by.username


def test_the_first_stands_and_nothing_else_changes(statement, ada, ben, cleo):
    read_twice(statement, ada, ben)
    before = Statement.objects.get(pk=statement.pk).state()

    after = settle(statement, "first", cleo, why="She is right")

    assert after.state() == before
    assert settled() == ("first", False, "cleo")
    assert Act.objects.get(kind="settle").why == "She is right"


def test_the_second_verdict_takes_the_place_of_the_first(statement, ada, ben, cleo):
    read_twice(statement, ada, ben)

    after = settle(statement, "second", cleo)

    assert (after.status, after.decided_by) == ("rejected", cleo)
    assert settled() == ("second", False, "cleo")


def test_of_two_who_accept_only_what_differs_is_taken(statement, ada, ben, cleo):
    marking = Marking(content=(Span(54, 67),))
    read_twice(statement, ada, ben, second="accepted", marking=marking)
    speaker = SpeakerFactory()
    correct_speaker(statement_id=statement.pk, row_version=2, actor=ada, speaker=speaker)

    after = settle(statement, "second", cleo)

    assert (after.words, after.start, after.end) == ("twelve people", 54, 67)
    assert (after.status, after.decided_by, after.speaker) == ("accepted", ada, speaker)


def test_with_the_second_verdict_come_the_second_words_labels_and_speaker(
    statement, ada, ben, cleo
):
    speaker = SpeakerFactory()
    read_twice(
        statement,
        ada,
        ben,
        first="reject",
        second="accepted",
        marking=Marking(content=(Span(54, 67),)),
        labels=Labels("direct", "deny", ("hedged",)),
        speaker=speaker,
    )

    after = settle(statement, "second", cleo)

    assert (after.status, after.words, after.speaker) == ("accepted", "twelve people", speaker)
    assert (after.quotation, after.cue_class, after.modality) == ("direct", "deny", ["hedged"])


def test_taking_an_unsure_second_sets_the_statement_aside(statement, ada, ben, cleo):
    read_twice(statement, ada, ben, second="unsure")

    after = settle(statement, "second", cleo)

    assert (after.status, after.is_unsure, after.decided_by) == ("proposed", True, None)


def test_neither_sends_it_back_to_the_queue_and_it_is_not_drawn_again(statement, ada, ben, cleo):
    read_twice(statement, ada, ben)

    after = settle(statement, "neither", cleo)
    assert (after.status, after.decided_by) == ("proposed", None)
    accept_statement(statement_id=statement.pk, row_version=after.row_version, actor=cleo)

    assert settled() == ("neither", False, "cleo")
    assert not ReadingDue.objects.exists()


@pytest.mark.parametrize("choice", ["first", "second", "neither"])
def test_settling_is_undone_and_open_again(statement, ada, ben, cleo, choice):
    read_twice(statement, ada, ben)
    before = Statement.objects.get(pk=statement.pk).state()
    settle(statement, choice, cleo)

    undo_act(act_id=Act.objects.get(kind="settle").pk, actor=ada)

    assert Statement.objects.get(pk=statement.pk).state() == before
    assert settled() == ("", True, None)


def test_settling_twice_alike_writes_one_event(statement, ada, ben, cleo):
    read_twice(statement, ada, ben)

    settle(statement, "first", cleo)
    settle(statement, "first", ada)

    assert Act.objects.filter(kind="settle").count() == 1


def test_settling_what_is_settled_otherwise_is_a_conflict(statement, ada, ben, cleo):
    read_twice(statement, ada, ben)
    settle(statement, "first", cleo)

    with pytest.raises(ConflictError, match="cleo settled this already: the first reading stands"):
        settle(statement, "second", ada)


def test_a_stale_page_settles_nothing(statement, ada, ben, cleo):
    read_twice(statement, ada, ben)

    with pytest.raises(ConflictError, match="ada changed this statement"):
        settle(statement, "second", cleo, row_version=1)

    assert settled() == ("", True, None)


@pytest.mark.parametrize(
    ("choice", "said"), [("first", "nothing to settle"), ("third", "Choose whose reading stands")]
)
def test_there_is_nothing_to_settle_where_readings_agree(statement, ada, ben, cleo, choice, said):
    read_twice(statement, ada, ben, second="accepted")

    with pytest.raises(ReviewError, match=said):
        settle(statement, choice, cleo)


def test_taking_back_a_reading_that_was_settled_since_is_decided_first(statement, ada, ben, cleo):
    read_twice(statement, ada, ben)
    settle(statement, "second", cleo)
    given = Act.objects.get(kind="read_again")

    with pytest.raises(ContestedError) as refused:
        undo_act(act_id=given.pk, actor=ben)

    (item,) = plan_undo(given).contested
    assert [event.act for event in item.since] == ["settle"]
    undo_act(act_id=given.pk, actor=ben, seen=refused.value.plan.seen, over=[item.event.pk])
    assert not SecondReading.objects.exists()
