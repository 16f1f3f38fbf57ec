from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import DatabaseError

from analysis.types import Span
from claims.errors import ConflictError, ReviewError, SelectorError
from claims.models import ReviewEvent, Statement
from claims.services.linking import link_statement, unlink_statement
from claims.services.review import (
    accept_statement,
    correct_spans,
    correct_speaker,
    reject_statement,
)
from claims.services.undoing import ContestedError, undo_event
from tests.factories import ClaimFactory, SpeakerFactory, StatementFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return UserFactory(username="editor")


def newest_event(statement):
    return statement.events.order_by("-pk")[0]


def test_accepting_writes_one_event_with_before_and_after(editor):
    statement = StatementFactory()

    accept_statement(statement_id=statement.pk, row_version=1, actor=editor, why="heard it")

    event = statement.events.get()
    assert (event.act, event.actor, event.why) == ("accept", editor, "heard it")
    assert (event.before["status"], event.after["status"]) == ("proposed", "accepted")


def test_accepting_twice_writes_one_event(editor):
    statement = StatementFactory()
    accept_statement(statement_id=statement.pk, row_version=1, actor=editor)

    accept_statement(statement_id=statement.pk, row_version=1, actor=editor)

    assert statement.events.count() == 1


def test_a_different_verdict_on_a_stale_page_is_a_conflict_and_changes_nothing(editor):
    statement = StatementFactory()
    accept_statement(statement_id=statement.pk, row_version=1, actor=editor)

    with pytest.raises(ConflictError, match="editor changed this statement") as caught:
        reject_statement(statement_id=statement.pk, row_version=1, actor=UserFactory())

    statement.refresh_from_db()
    assert statement.status == "accepted"
    assert caught.value.fresh.row_version == 2
    assert statement.events.count() == 1


def test_correcting_the_speaker_keeps_what_the_engine_proposed(editor):
    engine, right = SpeakerFactory(), SpeakerFactory()
    statement = StatementFactory(engine_speaker=engine, speaker=engine)

    correct_speaker(statement_id=statement.pk, row_version=1, actor=editor, speaker=right)

    statement.refresh_from_db()
    assert (statement.engine_speaker, statement.editor_speaker, statement.speaker) == (
        engine,
        right,
        right,
    )


def test_the_database_refuses_a_speaker_that_nobody_chose():
    statement = StatementFactory(engine_speaker=None, speaker=None)
    other, chosen = SpeakerFactory(), SpeakerFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        Statement.objects.filter(pk=statement.pk).update(editor_speaker=chosen, speaker=other)


def test_correcting_the_spans_cuts_the_words_from_the_text(editor):
    statement = StatementFactory()
    text = statement.version.text
    start = text.index("There was no warning")

    fresh = correct_spans(
        statement_id=statement.pk,
        row_version=1,
        actor=editor,
        content=[Span(start, start + len("There was no warning"))],
        cue=[],
        source=[],
    )

    assert fresh.words == "There was no warning"
    assert fresh.content[0]["exact"] == text[fresh.start : fresh.end]


def test_a_statement_without_words_is_refused(editor):
    statement = StatementFactory()

    with pytest.raises(ReviewError, match="needs words"):
        correct_spans(
            statement_id=statement.pk, row_version=1, actor=editor, content=[], cue=[], source=[]
        )


def test_spans_outside_the_text_are_refused(editor):
    statement = StatementFactory()

    with pytest.raises(SelectorError):
        correct_spans(
            statement_id=statement.pk,
            row_version=1,
            actor=editor,
            content=[Span(0, 10_000)],
            cue=[],
            source=[],
        )


def test_undo_brings_back_what_stood_before_as_an_act_of_its_own(editor):
    statement = StatementFactory()
    accept_statement(statement_id=statement.pk, row_version=1, actor=editor)

    fresh = undo_event(event_id=newest_event(statement).pk, actor=editor)

    assert fresh.status == "proposed"
    assert [e.act for e in statement.events.order_by("pk")] == ["accept", "undo"]


def test_undo_twice_is_refused(editor):
    statement = StatementFactory()
    accept_statement(statement_id=statement.pk, row_version=1, actor=editor)
    event = newest_event(statement)
    undo_event(event_id=event.pk, actor=editor)

    with pytest.raises(ReviewError, match="undone already"):
        undo_event(event_id=event.pk, actor=editor)


def test_undoing_an_old_act_keeps_what_was_done_to_other_columns_since(editor):
    statement, speaker = StatementFactory(), SpeakerFactory()
    accept_statement(statement_id=statement.pk, row_version=1, actor=editor)
    accepted = newest_event(statement)
    correct_speaker(statement_id=statement.pk, row_version=2, actor=editor, speaker=speaker)

    fresh = undo_event(event_id=accepted.pk, actor=editor)

    assert (fresh.status, fresh.editor_speaker) == ("proposed", speaker)


def test_undo_never_overwrites_a_later_act_on_the_same_thing(editor):
    statement = StatementFactory()
    accept_statement(statement_id=statement.pk, row_version=1, actor=editor)
    accepted = newest_event(statement)
    reject_statement(statement_id=statement.pk, row_version=2, actor=editor)

    with pytest.raises(ContestedError, match="changed since"):
        undo_event(event_id=accepted.pk, actor=editor)


def test_a_stored_event_cannot_be_changed(editor):
    statement = StatementFactory()
    accept_statement(statement_id=statement.pk, row_version=1, actor=editor)

    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        ReviewEvent.objects.update(why="rewritten")


def test_linking_logs_the_claim_and_undo_takes_it_back(editor):
    statement, claim = StatementFactory(status="accepted"), ClaimFactory()
    link_statement(
        statement_id=statement.pk, row_version=1, claim=claim, stance="denies", actor=editor
    )
    event = newest_event(statement)

    undo_event(event_id=event.pk, actor=editor)

    assert event.after["link"] == {"claim": claim.pk, "stance": "denies"}
    assert not statement.links.confirmed().exists()


def test_linking_the_same_way_twice_writes_one_event(editor):
    statement, claim = StatementFactory(), ClaimFactory()
    for row_version in (1, 2):
        link_statement(
            statement_id=statement.pk,
            row_version=row_version,
            claim=claim,
            stance="asserts",
            actor=editor,
        )

    assert statement.events.count() == 1


def test_a_rejected_statement_bears_on_nothing(editor):
    statement = StatementFactory(status="rejected")

    with pytest.raises(ReviewError, match="accept it first"):
        link_statement(
            statement_id=statement.pk,
            row_version=1,
            claim=ClaimFactory(),
            stance="asserts",
            actor=editor,
        )


def test_undoing_an_unlink_restores_the_stance(editor):
    statement, claim = StatementFactory(), ClaimFactory()
    link_statement(
        statement_id=statement.pk, row_version=1, claim=claim, stance="qualifies", actor=editor
    )
    unlink_statement(statement_id=statement.pk, row_version=2, claim=claim, actor=editor)

    undo_event(event_id=newest_event(statement).pk, actor=editor)

    assert statement.links.confirmed().get().stance == "qualifies"
