"""One statement made two, two made one, and both taken back."""

from __future__ import annotations

import pytest

from analysis.types import Span
from claims.errors import ConflictError, ReviewError, SelectorError
from claims.marking import Marking
from claims.models import Statement
from claims.services.linking import link_statement
from claims.services.review import accept_statement, reject_statement
from claims.services.statement_parts import join_statements, merge_spans, split_statement
from claims.services.undoing import undo_act
from tests.factories import (
    ArticleVersionFactory,
    ClaimFactory,
    SpeakerFactory,
    StatementFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return UserFactory(username="editor")


def find(statement, words):
    start = statement.version.text.index(words)
    return Span(start, start + len(words))


def split(statement, editor, row_version=1):
    return split_statement(
        statement_id=statement.pk,
        row_version=row_version,
        actor=editor,
        marking=Marking(
            content=(find(statement, "twelve people died"), find(statement, "in the fire"))
        ),
        at=1,
    )


def undo_all(statements, editor):
    """Take back the newest act on these statements."""
    events = [s.events.first() for s in statements]
    act = max(events, key=lambda event: event.pk).part_of
    undo_act(act_id=act.pk, actor=editor)


def test_the_first_half_keeps_row_and_links_the_second_names_it(editor):
    speaker = SpeakerFactory()
    statement = StatementFactory(
        status="accepted", engine_speaker=speaker, speaker=speaker, modality=["hedged"]
    )
    fresh = link_statement(
        statement_id=statement.pk,
        row_version=1,
        claim=ClaimFactory(),
        stance="asserts",
        actor=editor,
    )

    first, second = split(statement, editor, row_version=fresh.row_version)

    assert (first.pk, first.words, first.links.count()) == (statement.pk, "twelve people died", 1)
    assert (second.words, second.split_from, second.links.count()) == ("in the fire", first, 0)
    assert (second.status, second.speaker, second.modality) == ("accepted", speaker, ["hedged"])
    assert second.touched_at is not None


def test_a_split_is_one_act_of_two_events(editor):
    first, second = split(StatementFactory(), editor)

    (one,), (other,) = first.events.all(), second.events.all()
    assert (one.act, other.act) == ("split", "split")
    assert one.part_of == other.part_of
    assert one.part_of.n_statements == 2


def test_undoing_a_split_brings_the_words_back_and_drops_the_second(editor):
    statement = StatementFactory()
    before = statement.state()
    first, second = split(statement, editor)

    undo_all([first, second], editor)

    statement.refresh_from_db()
    second.refresh_from_db()
    assert statement.state() == before
    assert second.status == "dropped"


@pytest.mark.parametrize("status", ["rejected", "withdrawn", "dropped"])
def test_what_does_not_stand_is_not_split(editor, status):
    with pytest.raises(ReviewError, match="accept it first"):
        split(StatementFactory(status=status), editor)


@pytest.mark.parametrize("at", [0, 1, -1])
def test_a_half_without_words_is_refused(editor, at):
    statement = StatementFactory()

    with pytest.raises(ReviewError, match="both sides"):
        split_statement(
            statement_id=statement.pk,
            row_version=1,
            actor=editor,
            marking=Marking.of(statement),
            at=at,
        )


def test_halves_that_share_words_are_refused_and_nothing_is_made(editor):
    statement = StatementFactory()
    marking = Marking(
        content=(find(statement, "twelve people died"), find(statement, "died in the fire"))
    )

    with pytest.raises(SelectorError, match="overlap"):
        split_statement(
            statement_id=statement.pk, row_version=1, actor=editor, marking=marking, at=1
        )

    assert Statement.objects.count() == 1
    assert statement.events.count() == 0


def test_splitting_from_a_stale_page_makes_nothing(editor):
    statement = StatementFactory(row_version=3)

    with pytest.raises(ConflictError):
        split(statement, editor, row_version=2)

    assert Statement.objects.count() == 1


@pytest.fixture
def pair():
    version = ArticleVersionFactory()
    return (
        StatementFactory(version=version, exact="twelve people died"),
        StatementFactory(version=version, exact="in the fire", quotation="direct"),
    )


def join(one, other, editor, **changes):
    given = {
        "statement_id": one.pk,
        "row_version": one.row_version,
        "other_id": other.pk,
        "other_row_version": other.row_version,
        "actor": editor,
    }
    return join_statements(**given | changes)


def test_joined_words_that_touch_become_one_span_and_the_other_names_it(pair, editor):
    one, other = pair

    kept = join(one, other, editor)

    other.refresh_from_db()
    assert (kept.pk, kept.exact_words, kept.quotation) == (
        one.pk,
        ["twelve people died in the fire"],
        "indirect",
    )
    assert (other.status, other.joined_into) == ("dropped", kept)


def test_joined_words_that_lie_apart_stay_two_spans(editor):
    version = ArticleVersionFactory()
    one = StatementFactory(version=version, exact="twelve people died")
    other = StatementFactory(version=version, exact="There was no warning")

    kept = join(one, other, editor)

    assert kept.exact_words == ["twelve people died", "There was no warning"]


def test_the_links_of_the_other_are_set_on_the_one_that_stays(pair, editor):
    one, other = pair
    claim = ClaimFactory()
    other = link_statement(
        statement_id=other.pk, row_version=1, claim=claim, stance="denies", actor=editor
    )

    kept = join(one, other, editor)

    assert [(link.claim, link.stance, link.state) for link in kept.links.all()] == [
        (claim, "denies", "confirmed")
    ]


def test_a_stance_that_stands_is_not_overwritten_by_a_join(pair, editor):
    claim = ClaimFactory()
    one, other = (
        link_statement(statement_id=s.pk, row_version=1, claim=claim, stance=stance, actor=editor)
        for s, stance in zip(pair, ["asserts", "denies"], strict=True)
    )

    kept = join(one, other, editor)

    assert [link.stance for link in kept.links.all()] == ["asserts"]


def test_an_accepted_statement_stays_accepted_when_joined_into_a_proposed_one(pair, editor):
    one, other = pair
    other = accept_statement(statement_id=other.pk, row_version=1, actor=editor)

    kept = join(one, other, editor)

    assert (kept.status, kept.decided_by) == ("accepted", editor)


def test_undoing_a_join_brings_both_back_exactly(pair, editor):
    one, other = pair
    other = accept_statement(statement_id=other.pk, row_version=1, actor=editor)
    other = link_statement(
        statement_id=other.pk, row_version=2, claim=ClaimFactory(), stance="denies", actor=editor
    )
    before = one.state(), other.state()
    join(one, other, editor)

    undo_all([one, other], editor)

    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.state(), other.state()) == before
    assert not one.links.filter(state="confirmed").exists()
    assert other.links.filter(state="confirmed").count() == 1


def test_a_joined_statement_is_not_decided(pair, editor):
    one, other = pair
    join(one, other, editor)
    other.refresh_from_db()

    with pytest.raises(ReviewError, match="undo the join"):
        accept_statement(statement_id=other.pk, row_version=other.row_version, actor=editor)


def test_statements_of_two_texts_are_not_joined(editor):
    with pytest.raises(ReviewError, match="one text"):
        join(StatementFactory(), StatementFactory(), editor)


def test_a_statement_is_not_joined_with_itself(pair, editor):
    with pytest.raises(ReviewError, match="one text"):
        join(pair[0], pair[0], editor)


def test_a_rejected_statement_is_not_joined(pair, editor):
    one, other = pair
    other = reject_statement(statement_id=other.pk, row_version=1, actor=editor)

    with pytest.raises(ReviewError, match="accept it first"):
        join(one, other, editor)


@pytest.mark.parametrize("stale", ["row_version", "other_row_version"])
def test_a_join_names_the_version_of_both_rows(pair, editor, stale):
    with pytest.raises(ConflictError):
        join(*pair, editor, **{stale: 9})

    assert not Statement.objects.exclude(joined_into=None).exists()


def test_spans_that_overlap_or_touch_merge():
    text = "one two three four"

    merged = merge_spans(text, [Span(8, 13), Span(0, 3), Span(4, 9), Span(14, 18)])

    assert merged == [Span(0, 18)]
    assert merge_spans(text, [Span(0, 3), Span(8, 13)]) == [Span(0, 3), Span(8, 13)]
