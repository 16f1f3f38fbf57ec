"""Correcting words, labels and speaker: the row stays the row, each act can be taken back."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.types import Span
from claims.errors import ConflictError, ReviewError, SelectorError
from claims.marking import Marking
from claims.services.correcting import (
    Labels,
    NewSpeaker,
    correct_labels,
    correct_statement,
    credit_new_speaker,
)
from claims.services.review import correct_spans
from claims.services.undoing import undo_event
from speakers.models import Speaker
from tests.claims.test_borders import TEXTS, edges
from tests.factories import ArticleVersionFactory, SpeakerFactory, StatementFactory, UserFactory

pytestmark = pytest.mark.django_db

EMOJI = "She said: “👩‍👩‍👧‍👦 ça va, e\u0301te\u0301 👍🏽.” قالت الوزيرةُ نعم\n"


@pytest.fixture
def editor():
    return UserFactory(username="editor")


def test_each_label_that_differs_is_an_event_and_all_are_one_act(editor):
    statement = StatementFactory(modality=["hedged"])
    labels = Labels("direct", "deny", ("negated", "hedged"))

    fresh = correct_labels(statement_id=statement.pk, row_version=1, actor=editor, labels=labels)

    assert (fresh.quotation, fresh.cue_class, fresh.modality) == (
        "direct",
        "deny",
        ["hedged", "negated"],
    )
    events = list(statement.events.order_by("pk"))
    assert [e.act for e in events] == ["correct_quotation", "correct_cue_class", "correct_modality"]
    assert len({e.part_of_id for e in events}) == 1


def test_labels_that_stand_write_no_event(editor):
    statement = StatementFactory()

    correct_labels(
        statement_id=statement.pk,
        row_version=1,
        actor=editor,
        labels=Labels(statement.quotation, statement.cue_class),
    )

    assert statement.events.count() == 0


def test_a_label_that_does_not_exist_is_refused(editor):
    statement = StatementFactory()

    with pytest.raises(ReviewError, match="from the lists"):
        correct_labels(
            statement_id=statement.pk,
            row_version=1,
            actor=editor,
            labels=Labels("direct", "shouts"),
        )


def test_words_and_labels_are_one_act_and_go_back_one_by_one(editor):
    statement = StatementFactory()
    before = statement.state()
    text = statement.version.text
    start = text.index("died")

    correct_statement(
        statement_id=statement.pk,
        row_version=1,
        actor=editor,
        marking=Marking(content=(Span(start, start + 4),)),
        labels=Labels("mixed", "warn"),
    )
    for event in statement.events.order_by("-pk"):
        undo_event(event_id=event.pk, actor=editor)

    statement.refresh_from_db()
    assert statement.state() == before
    assert statement.words == "twelve people died in the fire"


def test_a_stale_page_corrects_nothing(editor):
    statement = StatementFactory(row_version=4)

    with pytest.raises(ConflictError):
        correct_statement(
            statement_id=statement.pk,
            row_version=3,
            actor=editor,
            marking=Marking.of(statement),
            labels=Labels("direct", "deny"),
        )

    statement.refresh_from_db()
    assert (statement.quotation, statement.row_version) == ("indirect", 4)


def test_a_refused_label_leaves_the_words_as_they_were(editor):
    statement = StatementFactory()

    with pytest.raises(ReviewError):
        correct_statement(
            statement_id=statement.pk,
            row_version=1,
            actor=editor,
            marking=Marking(content=(Span(0, 4),)),
            labels=Labels("shouted", "deny"),
        )

    statement.refresh_from_db()
    assert statement.words == "twelve people died in the fire"
    assert statement.events.count() == 0


def test_a_span_that_cuts_a_character_is_grown_to_hold_it(editor):
    version = ArticleVersionFactory(text=EMOJI)
    statement = StatementFactory(version=version, exact="ça va")
    family, accent = EMOJI.index("👩‍👩‍👧‍👦"), EMOJI.index("e\u0301te\u0301")

    fresh = correct_spans(
        statement_id=statement.pk,
        row_version=1,
        actor=editor,
        content=[Span(family + 3, accent + 4)],
        cue=[],
        source=[],
    )

    assert fresh.content[0]["exact"] == "👩‍👩‍👧‍👦 ça va, e\u0301te\u0301"


def test_spans_of_one_role_that_overlap_are_refused_in_plain_words(editor):
    statement = StatementFactory()

    with pytest.raises(SelectorError, match="shrink one"):
        correct_spans(
            statement_id=statement.pk,
            row_version=1,
            actor=editor,
            content=[Span(30, 40), Span(35, 50)],
            cue=[],
            source=[],
        )


@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(data=st.data(), text=TEXTS)
def test_whatever_is_marked_is_stored_whole_or_refused(db, data, text):
    text = f"word {text} end"
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    version = ArticleVersionFactory(text=text)
    statement = StatementFactory(version=version, exact="word")
    actor = UserFactory(username=f"editor of {statement.pk}")

    try:
        fresh = correct_spans(
            statement_id=statement.pk, row_version=1, actor=actor, content=[span], cue=[], source=[]
        )
    except SelectorError:
        assert not span.of(text).strip()
        return

    stored = fresh.content[0]
    assert stored["exact"] == text[stored["start"] : stored["end"]]
    assert {stored["start"], stored["end"]} <= edges(text)
    assert stored["exact"].strip()


def test_a_new_speaker_is_added_as_provisional_and_credited(editor):
    statement = StatementFactory()

    fresh = credit_new_speaker(
        statement_id=statement.pk,
        row_version=1,
        actor=editor,
        speaker=NewSpeaker("Irena Holt", "person", description="harbour master"),
        is_provisional=True,
    )

    assert (fresh.speaker.name, fresh.speaker.is_provisional) == ("Irena Holt", True)
    assert statement.events.get().act == "correct_speaker"


def test_a_speaker_who_is_there_already_is_not_made_twice(editor):
    known = SpeakerFactory(name="Irena Holt")
    statement = StatementFactory()

    fresh = credit_new_speaker(
        statement_id=statement.pk,
        row_version=1,
        actor=editor,
        speaker=NewSpeaker("Irena Holt", "person"),
        is_provisional=True,
    )

    assert fresh.speaker == known


def test_no_speaker_is_made_when_the_page_was_stale(editor):
    statement = StatementFactory(row_version=2)

    with pytest.raises(ConflictError):
        credit_new_speaker(
            statement_id=statement.pk,
            row_version=1,
            actor=editor,
            speaker=NewSpeaker("Irena Holt", "person"),
            is_provisional=True,
        )

    assert not Speaker.objects.named("Irena Holt").exists()


def test_a_name_without_letters_is_refused_by_the_registrys_sentence(editor):
    statement = StatementFactory()

    with pytest.raises(ReviewError, match="letters or digits"):
        credit_new_speaker(
            statement_id=statement.pk,
            row_version=1,
            actor=editor,
            speaker=NewSpeaker("…", "person"),
            is_provisional=True,
        )
