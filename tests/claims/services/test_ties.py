from __future__ import annotations

import numpy as np
import pytest

from claims.errors import ReviewError
from claims.matching_gateway import ENGINE
from claims.models import ClaimLink, GroupMember, QuestionEvent, QuestionTie, StatementGroup
from claims.services.grouping import GroupsAtHand
from claims.services.relations import judge_statements
from claims.services.ties import take_back_tie, tie_group, tie_statement, ties_of
from claims.vector_store import store_statement_vectors
from tests.factories import ClaimLinkFactory, QuestionFactory, StatementFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def statement():
    return StatementFactory()


@pytest.fixture
def question():
    return QuestionFactory()


def placed(statement, group=None):
    group = group or StatementGroup.objects.create(number=statement.pk)
    return GroupMember.objects.create(statement=statement, group=group).group


def test_a_tie_twice_is_one_row(statement, question, editor):
    for _i in range(2):
        tie_statement(statement=statement, question=question, kind="belongs", actor=editor)

    assert QuestionTie.objects.count() == 1
    assert QuestionEvent.objects.count() == 1


def test_the_other_tie_takes_the_first_back_and_keeps_it(statement, question, editor):
    first = tie_statement(statement=statement, question=question, kind="belongs", actor=editor)

    tie_statement(statement=statement, question=question, kind="apart", actor=editor)

    first.refresh_from_db()
    assert first.taken_back_by == editor
    assert ties_of(statement.pk).apart == {question.pk}


def test_a_tie_taken_back_stands_no_more(statement, question, editor):
    tie = tie_statement(statement=statement, question=question, kind="apart", actor=editor)

    assert take_back_tie(tie=tie, actor=editor)
    assert not take_back_tie(tie=tie, actor=editor)
    assert ties_of(statement.pk).apart == frozenset()


def test_a_group_ties_all_its_members_and_a_statement_may_differ(statement, question, editor):
    other = StatementFactory()
    group = placed(statement)
    placed(other, group)

    tie_group(group=group, question=question, kind="apart", actor=editor)
    tie_statement(statement=other, question=question, kind="belongs", actor=editor)

    assert ties_of(statement.pk).apart == {question.pk}
    assert ties_of(other.pk).belongs == {question.pk}
    assert ties_of(other.pk).apart == frozenset()


def test_a_group_that_belongs_to_a_question_is_not_proposed_as_one(statement, question, editor):
    group = placed(statement)

    tie_group(group=group, question=question, kind="belongs", actor=editor)

    assert not StatementGroup.objects.worth_a_question(least=0.0).filter(pk=group.pk).exists()


def test_keeping_out_removes_what_was_suggested_and_nothing_settled(question, editor):
    waiting = ClaimLinkFactory(state="suggested")
    refused = ClaimLinkFactory(
        statement=waiting.statement, claim__question=waiting.claim.question, state="refused"
    )

    tie_statement(
        statement=waiting.statement,
        question=waiting.claim.question,
        kind="apart",
        actor=editor,
    )

    assert list(ClaimLink.objects.all()) == [refused]


def test_a_statement_linked_to_the_question_is_not_kept_out(editor):
    link = ClaimLinkFactory()

    with pytest.raises(ReviewError, match="unlink it first"):
        tie_statement(
            statement=link.statement, question=link.claim.question, kind="apart", actor=editor
        )


def test_a_statement_judged_a_rival_of_a_linked_one_belongs_to_its_question(statement, editor):
    link = ClaimLinkFactory()

    judge_statements(one=statement, other=link.statement, verdict="rival", actor=editor)

    assert ties_of(statement.pk).belongs == {link.claim.question_id}


def test_a_tie_of_its_own_goes_before_what_a_pair_implies(statement, editor):
    link = ClaimLinkFactory()
    judge_statements(one=statement, other=link.statement, verdict="same", actor=editor)

    tie_statement(statement=statement, question=link.claim.question, kind="apart", actor=editor)

    assert ties_of(statement.pk).belongs == frozenset()


def vectored(words, direction):
    statement = StatementFactory(words=words)
    vector = np.zeros((1, 384), dtype=np.float32)
    vector[0, direction] = 1.0
    store_statement_vectors([statement], vector, engine=ENGINE)
    statement.refresh_from_db()
    return statement


@pytest.mark.parametrize(
    ("verdict", "is_together"), [("same", True), ("rival", True), ("unrelated", False)]
)
def test_a_new_statement_is_placed_with_what_it_was_judged_to_belong_with(
    editor, verdict, is_together
):
    groups = GroupsAtHand(ENGINE)
    old = vectored("twelve people died in the fire", 0)
    # unlike in every word if they belong together, alike if they do not
    new = vectored("a quite different matter", 9 if is_together else 0)
    groups.place(old, follows=None)

    judge_statements(one=old, other=new, verdict=verdict, actor=editor)
    placement = groups.place(new, follows=None)

    assert (placement.group == old.pk) == is_together


def test_what_keeps_two_apart_goes_before_what_brings_them_together(editor):
    groups = GroupsAtHand(ENGINE)
    friend, foe, new = (vectored("twelve people died in the fire", 0) for _i in range(3))
    groups.place(friend, follows=None)
    assert groups.place(foe, follows=None).group == friend.pk

    judge_statements(one=friend, other=new, verdict="same", actor=editor)
    judge_statements(one=foe, other=new, verdict="unrelated", actor=editor)

    assert groups.place(new, follows=None).group == new.pk
