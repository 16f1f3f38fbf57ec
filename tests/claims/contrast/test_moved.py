"""The page as it stood before a merge, a fold or a split."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from claims.contrast import Filters, contrast_question
from claims.contrast.moved import was_merged_since
from claims.services.linking import link_statement
from claims.services.merging import merge_questions
from claims.services.question_undo import undo_question_event
from claims.services.splitting import SplitOff, split_question
from tests.claims.contrast.saying import day, say
from tests.factories import ClaimFactory, QuestionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def questions():
    made = [QuestionFactory(created_at=day(1)) for _i in range(2)]
    for question in made:
        ClaimFactory(question=question, created_at=day(1), text="Twelve people died.")
    return made


def shown(question, on):
    question.refresh_from_db()
    contrast = contrast_question(question, Filters(as_of=dt.date(2026, 3, on)))
    return [(column.claim.pk, column.n_statements) for column in contrast.columns]


def merge(questions, editor, folds, on):
    for question in questions:
        question.refresh_from_db()
    with time_machine.travel(day(on), tick=False):
        return merge_questions(
            question_id=questions[0].pk,
            row_version=questions[0].row_version,
            other_id=questions[1].pk,
            other_row_version=questions[1].row_version,
            folds=folds,
            actor=editor,
        )


def test_before_a_merge_each_question_stands_with_its_own(questions, editor):
    ours, theirs = (question.claims.get() for question in questions)
    say(ours, on=2)
    say(theirs, on=2)

    merge(questions, editor, {theirs.pk: ours.pk}, on=10)

    assert shown(questions[0], 9) == [(ours.pk, 1)]
    assert shown(questions[1], 9) == [(theirs.pk, 1)]
    assert shown(questions[0], 10) == [(ours.pk, 2)]
    assert was_merged_since(questions[1], day(10))
    assert not was_merged_since(questions[1], day(11))


def test_between_a_merge_and_its_undoing_the_claims_stand_together(questions, editor):
    ours, theirs = (question.claims.get() for question in questions)
    event = merge(questions, editor, {}, on=10)
    with time_machine.travel(day(12), tick=False):
        undo_question_event(event_id=event.pk, actor=editor)

    assert shown(questions[0], 11) == [(ours.pk, 0), (theirs.pk, 0)]
    assert shown(questions[0], 13) == [(ours.pk, 0)]


def test_a_link_confirmed_before_a_fold_stands_from_its_own_day(questions, editor):
    ours, theirs = (question.claims.get() for question in questions)
    link = say(theirs, on=2, linked_at=day(2, 11))
    type(link).objects.filter(pk=link.pk).update(state="suggested")
    with time_machine.travel(day(5), tick=False):
        link_statement(
            statement_id=link.statement_id,
            row_version=1,
            claim=theirs,
            stance="asserts",
            actor=editor,
        )

    merge(questions, editor, {theirs.pk: ours.pk}, on=10)

    assert shown(questions[1], 4) == [(theirs.pk, 0)]
    assert shown(questions[1], 6) == [(theirs.pk, 1)]
    assert shown(questions[0], 11) == [(ours.pk, 1)]


def test_a_question_merged_twice_still_knows_its_acts(questions, editor):
    ours, theirs = (question.claims.get() for question in questions)
    third = QuestionFactory(created_at=day(1))
    last = ClaimFactory(question=third, created_at=day(1))
    link = say(theirs, on=2, status="accepted", linked_at=day(2, 11))
    merge(questions, editor, {theirs.pk: ours.pk}, on=10)

    merge([third, questions[0]], editor, {ours.pk: last.pk}, on=15)

    link.refresh_from_db()
    assert link.claim == last
    assert shown(third, 14) == [(last.pk, 0)]
    assert shown(third, 16) == [(last.pk, 1)]
    assert shown(questions[0], 12) == [(ours.pk, 1)]


def test_before_a_split_the_statement_stands_where_it_was(questions, editor):
    question = questions[0]
    claim = question.claims.get()
    link, _stays = say(claim, on=2), say(claim, on=3)
    with time_machine.travel(day(10), tick=False):
        event = split_question(
            question_id=question.pk,
            row_version=question.row_version,
            chosen=SplitOff(frozenset(), frozenset({link.pk})),
            text="How many were hurt?",
            answer_kind="number",
            actor=editor,
        )

    assert shown(question, 9) == [(claim.pk, 2)]
    assert shown(question, 10) == [(claim.pk, 1)]
    assert shown(event.other, 9) == []
    assert [n for _pk, n in shown(event.other, 10)] == [1]
