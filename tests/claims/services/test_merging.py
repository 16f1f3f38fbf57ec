from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from claims.errors import ReviewError, StaleQuestionError
from claims.models import ClaimLink, QuestionEvent, QuestionTie
from claims.services.linking import link_statement
from claims.services.merging import merge_questions
from claims.services.question_undo import undo_question_event
from claims.services.questions import add_claim
from claims.services.relations import relate_claims
from claims.services.ties import tie_statement
from tests.factories import ClaimFactory, ClaimLinkFactory, QuestionFactory, StatementFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair():
    """Two questions that ask the same, each with a claim of twelve dead; the second has one more."""
    question, other = QuestionFactory(slug="how-many-died"), QuestionFactory(slug="the-toll")
    ours = ClaimFactory(question=question, slug="twelve")
    same = ClaimFactory(question=other, slug="twelve")
    more = ClaimFactory(question=other, slug="seventeen", text="Seventeen people died.")
    return question, other, ours, same, more


def merge(pair, actor, folds=None, **changes):
    question, other = pair[:2]
    for each in (question, other):
        each.refresh_from_db()
    asked = {
        "question_id": question.pk,
        "row_version": question.row_version,
        "other_id": other.pk,
        "other_row_version": other.row_version,
        "folds": folds or {},
        "actor": actor,
    }
    return merge_questions(**(asked | changes))


def standing(question):
    return {claim.text for claim in question.claims.standing()}


def test_the_claims_come_along_and_the_old_question_says_where_they_went(pair, editor):
    question, other, ours, same, _more = pair

    event = merge(pair, editor, {same.pk: ours.pk})

    other.refresh_from_db()
    assert standing(question) == {"Twelve people died.", "Seventeen people died."}
    assert other.standing == question
    assert (event.act, event.actor, event.other) == ("merge", editor, other)


def test_a_claim_that_is_not_folded_gets_a_slug_of_its_own(pair, editor):
    merge(pair, editor)

    assert sorted(pair[0].claims.values_list("slug", flat=True)) == [
        "seventeen",
        "twelve",
        "twelve-2",
    ]


def test_links_keep_stance_and_state_on_the_claim_that_they_are_folded_into(pair, editor):
    _question, _other, ours, same, _more = pair
    denied = ClaimLinkFactory(claim=same, stance="denies")
    refused = ClaimLinkFactory(claim=same, state="refused")

    merge(pair, editor, {same.pk: ours.pk})

    for link, stance, state in ((denied, "denies", "confirmed"), (refused, "asserts", "refused")):
        link.refresh_from_db()
        assert (link.claim, link.stance, link.state) == (ours, stance, state)


def test_what_an_editor_settled_goes_before_what_the_engine_suggested(pair, editor):
    _question, _other, ours, same, _more = pair
    suggested = ClaimLinkFactory(claim=ours, state="suggested", stance="asserts")
    settled = ClaimLinkFactory(claim=same, statement=suggested.statement, stance="denies")

    event = merge(pair, editor, {same.pk: ours.pk})

    suggested.refresh_from_db()
    assert (suggested.state, suggested.stance) == ("confirmed", "denies")
    undo_question_event(event_id=event.pk, actor=editor)
    for link in (suggested, settled):
        link.refresh_from_db()
    assert (suggested.state, suggested.stance, suggested.claim) == ("suggested", "asserts", ours)
    assert (settled.state, settled.stance, settled.claim) == ("confirmed", "denies", same)


def test_a_statement_settled_otherwise_on_the_two_claims_stops_the_fold(pair, editor):
    question, other, ours, same, _more = pair
    link = ClaimLinkFactory(claim=ours, stance="asserts")
    ClaimLinkFactory(claim=same, statement=link.statement, stance="denies")

    with pytest.raises(ReviewError, match="not in the same way"):
        merge(pair, editor, {same.pk: ours.pk})

    other.refresh_from_db()
    assert other.merged_into is None
    assert not QuestionEvent.objects.filter(question=question).exists()


def test_undo_brings_every_claim_and_link_back(pair, editor):
    question, other, ours, same, more = pair
    on_same, on_more = ClaimLinkFactory(claim=same), ClaimLinkFactory(claim=more)
    relation = relate_claims(claim=same, other=more, kind="contradicts", actor=editor)
    tie = tie_statement(statement=StatementFactory(), question=other, kind="belongs", actor=editor)
    event = merge(pair, editor, {same.pk: ours.pk})
    relation.refresh_from_db()
    tie.refresh_from_db()
    assert (relation.claim, tie.question) == (ours, question)

    undone = undo_question_event(event_id=event.pk, actor=editor)

    for row in (other, same, on_same, on_more, relation, tie):
        row.refresh_from_db()
    assert (other.merged_into, same.folded_into) == (None, None)
    assert (on_same.claim, on_more.claim, relation.claim, tie.question) == (
        same,
        more,
        same,
        other,
    )
    assert standing(other) == {"Twelve people died.", "Seventeen people died."}
    assert (undone.act, undone.undoes) == ("undo", event)


def test_what_was_linked_since_stays_where_it_was_put(pair, editor):
    _question, _other, ours, same, _more = pair
    event = merge(pair, editor, {same.pk: ours.pk})
    later = ClaimLinkFactory(claim=ours)

    undo_question_event(event_id=event.pk, actor=editor)

    later.refresh_from_db()
    assert later.claim == ours


def test_a_merge_is_undone_once(pair, editor):
    event = merge(pair, editor)
    undo_question_event(event_id=event.pk, actor=editor)

    with pytest.raises(ReviewError, match="undone already"):
        undo_question_event(event_id=event.pk, actor=editor)


def test_a_merge_is_not_undone_past_a_later_one(pair, editor):
    question = pair[0]
    event = merge(pair, editor)
    third = QuestionFactory()
    later = merge((third, question), editor)

    with pytest.raises(ReviewError, match="undo that act first"):
        undo_question_event(event_id=event.pk, actor=editor)

    undo_question_event(event_id=later.pk, actor=editor)
    undo_question_event(event_id=event.pk, actor=editor)
    assert standing(pair[1]) == {"Twelve people died.", "Seventeen people died."}


@pytest.mark.parametrize("name", ["row_version", "other_row_version"])
def test_a_stale_page_merges_nothing(pair, editor, name):
    question, other = pair[:2]
    add_claim(question=question, text="Nineteen people died.")
    add_claim(question=other, text="Nineteen people died.")

    with pytest.raises(StaleQuestionError, match="Look again"):
        merge(pair, editor, **{name: 1})

    assert not QuestionEvent.objects.exists()


def test_a_question_merged_meanwhile_is_named_with_where_it_went(pair, editor):
    merge(pair, editor)

    with pytest.raises(StaleQuestionError, match="has been merged into"):
        merge((QuestionFactory(), pair[1]), editor)


def test_nothing_is_added_to_a_merged_question(pair, editor):
    merge(pair, editor)

    with pytest.raises(ReviewError, match="merged into another"):
        add_claim(question=pair[1], text="Nineteen people died.")


def test_a_fold_of_claims_of_other_questions_is_refused(pair, editor):
    stranger = ClaimFactory()

    with pytest.raises(ReviewError, match="Fold only"):
        merge(pair, editor, {pair[3].pk: stranger.pk})


def test_a_tie_that_stands_on_both_questions_stays_one(pair, editor):
    question, other = pair[:2]
    statement = StatementFactory()
    for each, kind in ((question, "belongs"), (other, "apart")):
        tie_statement(statement=statement, question=each, kind=kind, actor=editor)

    merge(pair, editor)

    ties = QuestionTie.objects.standing().filter(statement=statement)
    assert [(tie.question, tie.kind) for tie in ties] == [(question, "belongs")]


def test_an_act_on_a_question_is_never_changed(pair, editor):
    event = merge(pair, editor)

    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        QuestionEvent.objects.filter(pk=event.pk).update(why="another reason")


def test_a_folded_claim_takes_no_more_links(pair, editor):
    _question, _other, ours, same, _more = pair
    merge(pair, editor, {same.pk: ours.pk})
    same.refresh_from_db()

    statement = StatementFactory()
    with pytest.raises(ReviewError, match="was folded into"):
        link_statement(
            statement_id=statement.pk, row_version=1, claim=same, stance="asserts", actor=editor
        )
    assert not ClaimLink.objects.filter(statement=statement).exists()
