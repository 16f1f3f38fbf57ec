from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from claims.errors import ReviewError
from claims.models import ClaimRelation, StatementJudgement
from claims.services.relations import judge_statements, relate_claims, take_back_judgement
from tests.factories import ClaimFactory, StatementFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair():
    return StatementFactory(), StatementFactory()


def judge(pair, verdict="rival", **more):
    return judge_statements(
        one=pair[0], other=pair[1], verdict=verdict, actor=UserFactory(), **more
    )


def test_the_smaller_key_stands_first_whichever_way_a_pair_is_given(pair):
    judgement = judge(pair[::-1])

    assert (judgement.a, judgement.b) == pair


def test_the_same_verdict_twice_is_one_row(pair):
    assert judge(pair) == judge(pair[::-1])


def test_another_verdict_takes_the_first_one_back_and_keeps_it(pair):
    first = judge(pair)

    second = judge(pair, "not_comparable", why="time")

    first.refresh_from_db()
    assert first.taken_back_at is not None
    assert list(StatementJudgement.objects.standing()) == [second]


def test_a_judgement_taken_back_stands_no_more_and_says_who_did_it(pair):
    judgement, user = judge(pair), UserFactory()

    assert take_back_judgement(judgement=judgement, actor=user)
    assert not take_back_judgement(judgement=judgement, actor=user)

    judgement.refresh_from_db()
    assert judgement.taken_back_by == user
    assert judge(pair) != judgement


@pytest.mark.parametrize(("verdict", "why"), [("not_comparable", ""), ("rival", "time")])
def test_a_why_goes_with_not_comparable_and_with_nothing_else(pair, verdict, why):
    with pytest.raises(ReviewError):
        judge(pair, verdict, why=why)


def test_the_database_refuses_a_pair_out_of_order(pair):
    with pytest.raises(IntegrityError), transaction.atomic():
        StatementJudgement.objects.create(a=pair[1], b=pair[0], verdict="same")


def test_relating_two_claims_again_replaces_what_was_said():
    claim, other, user = ClaimFactory(), ClaimFactory(), UserFactory()
    relate_claims(claim=claim, other=other, kind="contradicts", actor=user)

    relate_claims(claim=claim, other=other, kind="not_comparable", why="place", actor=user)

    relation = ClaimRelation.objects.get()
    assert (relation.kind, relation.why, relation.actor) == ("not_comparable", "place", user)


def test_a_claim_is_not_related_to_itself():
    claim = ClaimFactory()

    with pytest.raises(ReviewError):
        relate_claims(claim=claim, other=claim, kind="corrects", actor=UserFactory())
