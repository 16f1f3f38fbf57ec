"""Statements that the engine missed."""

from __future__ import annotations

import pytest

from analysis.types import Attribution, CueClass, Extraction, Quotation, Span
from claims.errors import ReviewError, SameWordsError
from claims.marking import Marking
from claims.models import Statement
from claims.services.adding import add_statement
from claims.services.correcting import Labels
from claims.services.review import reject_statement
from claims.services.runs import store_extraction
from claims.services.undoing import undo_event
from tests.factories import (
    ArticleVersionFactory,
    ExtractionRunFactory,
    SpeakerFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

LABELS = Labels("direct", "assert", ("negated",))


@pytest.fixture
def editor():
    return UserFactory(username="editor")


@pytest.fixture
def version():
    return ArticleVersionFactory()


def find(version, words):
    start = version.text.index(words)
    return Span(start, start + len(words))


def add(version, editor, words="There was no warning", **changes):
    marking = Marking(
        content=(find(version, words),),
        cue=(find(version, "told"),),
        source=(find(version, "Minister Ada Kovan"),),
    )
    given = {"version": version, "text_sha256": version.text_sha256, "marking": marking}
    return add_statement(**given | {"labels": LABELS, "speaker": None, "actor": editor} | changes)


def test_an_added_statement_is_the_editors_own_and_accepted(version, editor):
    speaker = SpeakerFactory(name="Ada Kovan")

    statement = add(version, editor, speaker=speaker)

    assert (statement.status, statement.decided_by, statement.speaker) == (
        "accepted",
        editor,
        speaker,
    )
    assert statement.is_by_editor
    assert statement.touched_at is not None
    assert statement.speaker_name == "Minister Ada Kovan"
    assert statement.content[0] == {
        "start": statement.start,
        "end": statement.end,
        "exact": "There was no warning",
        "prefix": version.text[statement.start - 32 : statement.start],
        "suffix": version.text[statement.end : statement.end + 32],
    }
    assert [e.act for e in statement.events.all()] == ["add"]


def test_undoing_the_addition_drops_the_row_and_undoing_that_brings_it_back(version, editor):
    statement = add(version, editor)

    undone = undo_event(event_id=statement.events.get().pk, actor=editor)
    assert undone.status == "dropped"
    again = undo_event(event_id=statement.events.first().pk, actor=editor)

    assert (again.status, again.state()) == ("accepted", statement.state())


def test_the_same_words_are_not_added_twice(version, editor):
    first = add(version, editor)

    with pytest.raises(SameWordsError, match="already") as caught:
        add(version, editor)

    assert caught.value.same == first
    assert Statement.objects.count() == 1


def test_a_rejected_statement_is_not_made_anew(version, editor):
    first = add(version, editor)
    reject_statement(statement_id=first.pk, row_version=1, actor=editor)

    with pytest.raises(SameWordsError, match="rejected"):
        add(version, editor)


def test_words_whose_addition_was_undone_can_be_added_again(version, editor):
    first = add(version, editor)
    undo_event(event_id=first.events.get().pk, actor=editor)

    assert add(version, editor).pk != first.pk


def test_the_same_words_of_another_source_are_another_statement(version, editor):
    add(version, editor)
    marking = Marking(
        content=(find(version, "There was no warning"),), source=(find(version, "reporters"),)
    )

    assert add(version, editor, marking=marking).pk


def test_words_marked_in_another_text_are_refused(version, editor):
    with pytest.raises(ReviewError, match="has changed"):
        add(version, editor, text_sha256="0" * 64)


def test_nothing_marked_is_refused(version, editor):
    with pytest.raises(ReviewError, match="needs words"):
        add(version, editor, marking=Marking())


def test_the_engine_proposes_nothing_over_added_words(version, editor):
    statement = add(version, editor)
    found = Attribution(
        source=(),
        cue=(),
        content=(find(version, "There was no warning,"),),
        quotation=Quotation.DIRECT,
        cue_class=CueClass.ASSERT,
        modality=(),
        confidence=0.9,
    )

    store_extraction(
        run=ExtractionRunFactory(version=version),
        extraction=Extraction((found,), (None,), engine="test@1"),
        seconds=0.1,
    )

    assert list(Statement.objects.all()) == [statement]
