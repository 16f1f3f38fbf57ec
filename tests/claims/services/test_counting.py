from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.types import Span
from claims.models import Outcome, OutcomeCount, ReviewEvent
from claims.services.correcting import Labels, correct_labels
from claims.services.counting import count_outcomes, rebuild_outcomes
from claims.services.review import (
    correct_spans,
    correct_speaker,
    withdraw_statement,
)
from claims.services.undoing import undo_event
from tests.claims.quality.rows import decide, propose
from tests.factories import DeskFactory, SpeakerFactory, StatementFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor():
    return UserFactory()


def counted(by="all"):
    rows = OutcomeCount.objects.filter(by=by)
    return {row.value: (row.n_accepted, row.n) for row in rows}


def every_count():
    names = ("desk", "day", "by", "value", "n", "n_accepted", "n_new_words", "n_new_speaker")
    return sorted(OutcomeCount.objects.values_list(*names, "n_new_labels"))


def test_an_accepted_and_a_rejected_proposal_are_counted(actor):
    decide(propose(), "accept", actor=actor)
    decide(propose(confidence=0.35), "reject", actor=actor)
    propose()

    count_outcomes()

    assert counted() == {"": (1, 2)}
    assert counted("confidence") == {"9": (1, 1), "3": (0, 1)}
    assert counted("engine") == {"test-engine@1": (1, 2)}


def test_counting_twice_changes_nothing(actor):
    decide(propose(), "accept", actor=actor)

    first = count_outcomes().version
    second = count_outcomes().version

    assert (first, second) == (1, 1)
    assert counted() == {"": (1, 1)}


def test_what_an_editor_added_does_not_count(actor):
    decide(StatementFactory(), "accept", actor=actor)

    count_outcomes()

    assert counted() == {}


def test_an_undone_verdict_does_not_count(actor):
    decide(propose(), "accept", actor=actor)
    count_outcomes()

    undo_event(event_id=ReviewEvent.objects.latest("pk").pk, actor=actor)
    count_outcomes()

    assert counted() == {}
    assert not Outcome.objects.exists()


def test_the_last_verdict_counts(actor):
    statement = propose()
    decide(statement, "accept", actor=actor)
    count_outcomes()

    decide(statement, "reject", actor=actor)
    count_outcomes()

    assert counted() == {"": (0, 1)}


def test_a_withdrawn_statement_does_not_count(actor):
    statement = decide(propose(), "accept", actor=actor)
    count_outcomes()

    withdraw_statement(statement_id=statement.pk, row_version=statement.row_version, actor=actor)
    count_outcomes()

    assert counted() == {}


@pytest.mark.parametrize("why", ["Nothing to dispute", "Stands here already"])
def test_a_rejection_that_says_nothing_against_the_engine_is_set_aside(actor, why):
    decide(propose(), "reject", actor=actor, why=why)

    count_outcomes()

    assert counted() == {}
    assert [n for _accepted, n in counted("reason").values()] == [1]


def test_a_rejection_counts_under_its_reason(actor):
    decide(propose(), "reject", actor=actor, why="Wrong speaker")
    decide(propose(), "reject", actor=actor, why="the caption of a picture")

    count_outcomes()

    assert counted("reason") == {"speaker": (0, 1), "other": (0, 1)}


def test_a_corrected_border_counts_as_words_corrected(actor):
    statement = propose()
    start, end = statement.start, statement.end
    statement = correct_spans(
        statement_id=statement.pk,
        row_version=statement.row_version,
        actor=actor,
        content=[Span(start + 7, end)],
        cue=[],
        source=[],
    )
    decide(statement, "accept", actor=actor)

    count_outcomes()

    assert OutcomeCount.objects.get(by="all").n_new_words == 1
    assert counted() == {"": (1, 1)}


@pytest.mark.parametrize(
    "spans",
    [
        pytest.param(lambda s: {"content": [Span(s.start, s.start + 6)]}, id="less-than-half"),
        pytest.param(lambda s: {"source": [Span(0, 4)]}, id="a-source-where-none-was-proposed"),
    ],
)
def test_what_was_accepted_in_quite_other_words_counts_against_the_engine(actor, spans):
    statement = propose()
    asked = {"content": [Span(statement.start, statement.end)], "cue": [], "source": []}
    statement = correct_spans(
        statement_id=statement.pk,
        row_version=statement.row_version,
        actor=actor,
        **(asked | spans(statement)),
    )
    decide(statement, "accept", actor=actor)

    count_outcomes()

    assert counted() == {"": (0, 1)}
    assert counted("reason") == {"rewritten": (0, 1)}


def test_a_corrected_speaker_and_label_are_counted_under_the_label_proposed(actor):
    statement = propose()
    statement = correct_speaker(
        statement_id=statement.pk,
        row_version=statement.row_version,
        actor=actor,
        speaker=SpeakerFactory(),
    )
    statement = correct_labels(
        statement_id=statement.pk,
        row_version=statement.row_version,
        actor=actor,
        labels=Labels("indirect", "deny"),
    )
    decide(statement, "accept", actor=actor)

    count_outcomes()

    row = OutcomeCount.objects.get(by="cue_class")
    assert (row.value, row.n_new_speaker, row.n_new_labels) == ("assert", 1, 1)


def test_naming_the_engines_own_speaker_is_no_correction(actor):
    speaker = SpeakerFactory()
    statement = propose(engine_speaker=speaker, speaker=speaker)
    statement = correct_speaker(
        statement_id=statement.pk, row_version=1, actor=actor, speaker=speaker
    )
    decide(statement, "accept", actor=actor)

    count_outcomes()

    assert OutcomeCount.objects.get(by="all").n_new_speaker == 0


def test_a_verdict_counts_for_the_desk_and_on_the_day_it_was_given(actor):
    statement, desk = propose(), DeskFactory()
    desk.routes.create(outlet=statement.version.article.outlet)
    with time_machine.travel(dt.datetime(2026, 3, 4, 12, tzinfo=dt.UTC)):
        decide(statement, "accept", actor=actor)

        count_outcomes()

    row = OutcomeCount.objects.get(by="all")
    assert (row.desk, row.day) == (desk.pk, dt.date(2026, 3, 4))


def test_an_event_that_commits_after_a_later_one_is_not_missed(actor):
    late = decide(propose(), "accept", actor=actor)
    first_pk = ReviewEvent.objects.get(statement=late).pk
    decide(propose(), "accept", actor=actor)
    state = count_outcomes()
    # As if the first had not been committed when the second was counted.
    Outcome.objects.filter(pk=late.pk).delete()

    assert state.seen < first_pk

    count_outcomes()

    assert Outcome.objects.filter(pk=late.pk).exists()


def test_old_events_are_not_read_again(actor, django_assert_max_num_queries):
    with time_machine.travel(timezone.now() - dt.timedelta(hours=1)):
        decide(propose(), "accept", actor=actor)
    count_outcomes()

    with django_assert_max_num_queries(2):
        count_outcomes()


VERDICTS = st.lists(
    st.tuples(st.integers(0, 3), st.sampled_from(["accept", "reject", "undo", "trim", "count"])),
    max_size=14,
)


@given(steps=VERDICTS)
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_counts_kept_up_equal_counts_made_anew(actor, steps):
    statements = [propose(confidence=0.2 + 0.2 * n) for n in range(4)]
    for n, step in steps:
        statement = type(statements[n]).objects.get(pk=statements[n].pk)
        if step == "count":
            count_outcomes()
        elif step == "undo":
            event = statement.events.exclude(act="undo").filter(undone_by=None).first()
            if event:
                undo_event(event_id=event.pk, actor=actor)
        elif step == "trim":
            correct_spans(
                statement_id=statement.pk,
                row_version=statement.row_version,
                actor=actor,
                content=[Span(statement.start, statement.end - 5)]
                if statement.end - statement.start > 10
                else [Span(statement.start, statement.end)],
                cue=[],
                source=[],
            )
        else:
            decide(statement, step, actor=actor)
    count_outcomes()
    kept_up = every_count()

    rebuild_outcomes()

    assert every_count() == kept_up
