"""Acts taken back, single and bulk, and what others changed since."""

from __future__ import annotations

import pytest

from analysis.types import Span
from claims.errors import ReviewError
from claims.marking import Marking
from claims.models import Act, ClaimLink, QueueEntry, Statement, StatementJudgement
from claims.services.beside import judge_in_act
from claims.services.bulk import Asked, decide_statements
from claims.services.folding import fold_claim
from claims.services.linking import link_statement, unlink_statement
from claims.services.moves import make_changes
from claims.services.review import accept_statement, correct_speaker, reject_statement
from claims.services.statement_parts import join_statements, split_statement
from claims.services.undo_plan import plan_undo
from claims.services.undoing import ContestedError, undo_act
from tests.factories import (
    ArticleVersionFactory,
    ClaimFactory,
    ClaimLinkFactory,
    SpeakerFactory,
    StatementFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna():
    return UserFactory(username="anna")


@pytest.fixture
def ben():
    return UserFactory(username="ben")


@pytest.fixture
def three():
    return StatementFactory.create_batch(3, version=ArticleVersionFactory())


def accept_all(statements, actor):
    asked = [Asked(row.pk, 1) for row in statements]
    return decide_statements(asked=asked, status="accepted", actor=actor)


def statuses():
    return list(Statement.objects.order_by("pk").values_list("status", flat=True))


def test_a_bulk_act_is_one_entry_and_one_undo(three, anna, ben):
    done = accept_all(three, anna)

    undone = undo_act(act_id=done.act.pk, actor=ben)

    done.act.refresh_from_db()
    assert (done.act.n_statements, undone.n_undone, done.act.is_undone) == (3, 3, True)
    assert statuses() == ["proposed"] * 3
    assert (undone.act.undoes, undone.act.actor) == (done.act, ben)
    assert undone.act.article == three[0].version.article


def test_an_undo_is_undone_and_that_again(three, anna):
    act = accept_all(three, anna).act

    for expected in ("proposed", "accepted", "proposed", "accepted"):
        act = undo_act(act_id=act.pk, actor=anna).act
        assert statuses() == [expected] * 3

    first = Act.objects.get(kind="accept")
    assert (first.n_undone, first.is_undone) == (0, False)


def test_what_is_undone_waits_in_the_queue_again(three, anna):
    act = accept_all(three, anna).act
    assert not QueueEntry.objects.exists()

    undo_act(act_id=act.pk, actor=anna)

    assert QueueEntry.objects.count() == 3


def test_accepting_what_is_accepted_writes_nothing(three, anna):
    accept_all(three, anna)

    again = accept_all(three, anna)

    assert (again.act, again.n_unchanged, again.conflicts) == (None, 3, ())
    assert Act.objects.count() == 1


def test_a_bulk_act_leaves_what_somebody_changed_since_and_tells_of_it(three, anna, ben):
    reject_statement(statement_id=three[0].pk, row_version=1, actor=ben)

    done = accept_all(three, anna)

    assert (done.n_done, len(done.conflicts)) == (2, 1)
    assert "ben" in done.conflicts[0][1]
    assert statuses() == ["rejected", "accepted", "accepted"]


def test_a_contested_undo_writes_nothing_until_somebody_decides(three, anna, ben):
    act = accept_all(three, anna).act
    reject_statement(statement_id=three[0].pk, row_version=2, actor=ben)

    with pytest.raises(ContestedError) as refused:
        undo_act(act_id=act.pk, actor=anna)

    plan = refused.value.plan
    [item] = plan.contested
    assert (item.statement, len(plan.clean)) == (three[0], 2)
    assert {c.change.part: c.now for c in item.contests}["status"] == "rejected"
    assert [event.actor for event in item.since] == [ben]
    assert statuses() == ["rejected", "accepted", "accepted"]


def test_the_rest_is_undone_and_the_later_work_left(three, anna, ben):
    act = accept_all(three, anna).act
    reject_statement(statement_id=three[0].pk, row_version=2, actor=ben)

    undone = undo_act(act_id=act.pk, actor=anna, seen=plan_undo(act).seen)

    act.refresh_from_db()
    assert (undone.n_undone, undone.n_left, act.is_undone_in_part) == (2, 1, True)
    assert statuses() == ["rejected", "proposed", "proposed"]


def test_the_later_work_is_overwritten_only_where_chosen_and_can_be_brought_back(three, anna, ben):
    act = accept_all(three, anna).act
    reject_statement(statement_id=three[0].pk, row_version=2, actor=ben)
    plan = plan_undo(act)

    undone = undo_act(act_id=act.pk, actor=anna, seen=plan.seen, over=[plan.contested[0].event.pk])
    assert statuses() == ["proposed"] * 3

    undo_act(act_id=undone.act.pk, actor=ben)
    assert statuses() == ["rejected", "accepted", "accepted"]


def test_a_decision_on_a_plan_that_is_no_longer_true_is_refused(three, anna, ben):
    act = accept_all(three, anna).act
    seen = plan_undo(act).seen
    reject_statement(statement_id=three[1].pk, row_version=2, actor=ben)

    with pytest.raises(ContestedError, match="Look again"):
        undo_act(act_id=act.pk, actor=anna, seen=seen)

    assert statuses() == ["accepted", "rejected", "accepted"]


def test_a_later_change_that_was_taken_back_is_no_contest(three, anna, ben):
    act = accept_all(three, anna).act
    reject_statement(statement_id=three[0].pk, row_version=2, actor=ben)
    undo_act(act_id=Act.objects.get(kind="reject").pk, actor=ben)

    assert plan_undo(act).contested == []


def test_the_same_value_set_by_another_since_is_a_contest(anna, ben):
    statement, (one, other) = StatementFactory(), SpeakerFactory.create_batch(2)
    for row_version, (who, speaker) in enumerate([(anna, one), (ben, other), (ben, one)], start=1):
        correct_speaker(
            statement_id=statement.pk, row_version=row_version, actor=who, speaker=speaker
        )

    [item] = plan_undo(Act.objects.order_by("pk")[0]).contested

    assert [event.actor for event in item.since] == [ben, ben]


def test_one_statement_of_a_bulk_act_is_taken_back_alone(three, anna):
    act = accept_all(three, anna).act

    undo_act(act_id=act.pk, actor=anna, event_id=three[1].events.get().pk)

    act.refresh_from_db()
    assert statuses() == ["accepted", "proposed", "accepted"]
    assert (act.n_undone, act.can_be_undone) == (1, True)


def test_nothing_is_undone_twice(three, anna):
    act = accept_all(three, anna).act
    undo_act(act_id=act.pk, actor=anna)

    with pytest.raises(ReviewError, match="undone already"):
        undo_act(act_id=act.pk, actor=anna)


def test_a_refused_suggestion_is_suggested_again_when_the_refusal_is_undone(anna):
    link = ClaimLinkFactory(state="suggested", stance="denies")
    unlink_statement(statement_id=link.statement_id, row_version=1, claim=link.claim, actor=anna)

    undo_act(act_id=Act.objects.get().pk, actor=anna)

    link.refresh_from_db()
    assert (link.state, link.stance) == ("suggested", "denies")


def test_a_judgement_goes_with_the_link_it_was_made_with(anna):
    one, other, claim = StatementFactory(), StatementFactory(), ClaimFactory()
    link_statement(
        statement_id=one.pk,
        row_version=1,
        claim=claim,
        stance="denies",
        actor=anna,
        beside=judge_in_act(statement=one, other=other, verdict="rival", actor=anna),
    )

    undone = undo_act(act_id=Act.objects.get().pk, actor=anna).act
    assert not StatementJudgement.objects.standing().exists()
    assert not ClaimLink.objects.confirmed().exists()

    undo_act(act_id=undone.pk, actor=anna)
    assert StatementJudgement.objects.standing().get().verdict == "rival"
    assert ClaimLink.objects.confirmed().get().stance == "denies"


def test_a_link_to_a_claim_that_was_folded_since_is_shown_and_not_brought_back(anna):
    claim = ClaimFactory()
    other = ClaimFactory(question=claim.question)
    statement = StatementFactory()
    link_statement(
        statement_id=statement.pk, row_version=1, claim=claim, stance="denies", actor=anna
    )
    make_changes(fold_claim(claim, into=other))

    [item] = plan_undo(Act.objects.get()).items

    assert "merged" in item.why_not
    with pytest.raises(ReviewError):
        undo_act(act_id=Act.objects.get().pk, actor=anna)


def test_a_long_act_is_undone_in_few_queries(anna, django_assert_max_num_queries):
    many = StatementFactory.create_batch(40, version=ArticleVersionFactory())
    act = accept_all(many, anna).act

    with django_assert_max_num_queries(60):
        undo_act(act_id=act.pk, actor=anna)


def test_accepting_one_by_one_and_in_bulk_leaves_the_same_row(anna):
    one, other = StatementFactory.create_batch(2, is_unsure=True)

    accept_statement(statement_id=one.pk, row_version=1, actor=anna)
    accept_all([other], anna)

    one.refresh_from_db()
    other.refresh_from_db()
    assert one.state() == other.state()
    assert one.row_version == other.row_version


def test_a_verdict_on_a_statement_that_was_joined_since_waits_for_the_join(anna, ben):
    one, other = StatementFactory.create_batch(2, version=ArticleVersionFactory())
    accept_all([other], anna)
    join_statements(
        statement_id=one.pk, row_version=1, other_id=other.pk, other_row_version=2, actor=ben
    )
    act = Act.objects.get(kind="accept")
    plan = plan_undo(act)

    with pytest.raises(ReviewError, match="Nothing was undone"):
        undo_act(act_id=act.pk, actor=anna, seen=plan.seen, over=[plan.items[0].event.pk])
    assert "undo the join first" in plan.items[0].why_not

    undo_act(act_id=Act.objects.get(kind="join").pk, actor=anna)
    undo_act(act_id=act.pk, actor=anna)
    assert statuses() == ["proposed"] * 2


def test_a_split_is_taken_back_whole_or_not_at_all(anna, ben):
    statement = StatementFactory()
    _first, second = split_statement(
        statement_id=statement.pk,
        row_version=1,
        actor=anna,
        marking=Marking(content=(Span(0, 4), Span(5, 9))),
        at=1,
    )
    accept_all([second], ben)
    act = Act.objects.get(kind="split")
    plan = plan_undo(act)

    with pytest.raises(ContestedError, match="whole"):
        undo_act(act_id=act.pk, actor=anna, seen=plan.seen, over=[plan.items[0].event.pk])
    everything = [item.event.pk for item in plan.items]
    undo_act(act_id=act.pk, actor=anna, seen=plan.seen, over=everything)

    statement.refresh_from_db()
    assert statement.words == "twelve people died in the fire"
    assert statuses() == ["proposed", "dropped"]
