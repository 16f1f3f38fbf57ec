"""A feed becomes suggestions under its publisher's name; a trial becomes none; an undo leaves what was decided."""

from __future__ import annotations

import json

import pytest
from django_q.models import OrmQ

from claims.errors import ReviewError
from claims.models import PartnerReview, ReviewImport
from claims.proposing import Proposal
from claims.services.partner_reviews import decide_partner_review
from claims.services.review_imports import (
    import_for_real,
    request_import,
    undo_import,
    work_import,
)
from tests.claims.test_review_feeds import review
from tests.factories import ClaimFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim():
    return ClaimFactory()


def feed(n=3, **changes):
    rows = [review(url=f"https://checks.example/{number}", **changes) for number in range(n)]
    return json.dumps(rows).encode()


def take(claim, data=None, *, is_dry_run=False, hits=2):
    """Import a feed of which the first `hits` are about `claim`."""
    run = request_import(
        source="feed.json", data=data or feed(), actor=None, is_dry_run=is_dry_run, queue=False
    )

    def match(one):
        is_hit = int(one.url[-1]) < hits
        return Proposal(claim.pk, "asserts", 0.9, ("Why.",), "same", 0.0, 0.9) if is_hit else None

    work_import(run=run, match=match)
    run.refresh_from_db()
    return run


def test_matches_wait_under_the_publishers_name(claim):
    run = take(claim)

    assert (run.state, run.n_done) == ("done", 3)
    assert run.outcomes == {"matched": 2, "known": 0, "unmatched": 1, "refused": 0}
    stored = PartnerReview.objects.all()
    assert {(r.partner, r.state, r.came_with, r.score) for r in stored} == {
        ("Northgate Checks", "suggested", run, 0.9)
    }
    assert stored[0].reasons == ["Why."]


def test_a_trial_stores_nothing_and_can_be_done_for_real(claim, editor):
    trial = take(claim, is_dry_run=True)
    assert trial.outcomes["matched"] == 2
    assert not PartnerReview.objects.exists()

    run = import_for_real(run=trial, actor=editor)

    assert (run.is_dry_run, run.n_reviews, run.made_by) == (False, 3, editor)


def test_the_same_feed_again_suggests_nothing_twice(claim):
    take(claim)
    again = take(claim)

    assert again.outcomes["known"] == 2
    assert PartnerReview.objects.count() == 2


def test_new_words_at_a_known_address_wait_again(claim, editor):
    take(claim)
    one = PartnerReview.objects.first()
    decide_partner_review(review_id=one.pk, shown="suggested", state="confirmed", actor=editor)

    take(claim, feed(reviewRating={"alternateName": "True after all"}))

    one.refresh_from_db()
    assert (one.rating, one.state) == ("True after all", "suggested")


def test_another_publishers_address_is_refused(claim):
    take(claim)
    other = take(claim, feed(author={"name": "Somebody else"}))

    assert other.outcomes["refused"] == 2
    assert "Another publisher" in other.report[0]["detail"]


def test_an_undo_leaves_what_was_decided(claim, editor):
    run = take(claim)
    first, _second = PartnerReview.objects.order_by("pk")
    decide_partner_review(review_id=first.pk, shown="suggested", state="confirmed", actor=editor)

    assert undo_import(run=run) == 1

    assert list(PartnerReview.objects.all()) == [first]
    with pytest.raises(ReviewError):
        undo_import(run=run)


def test_a_decision_is_undone(claim, editor):
    take(claim)
    one = PartnerReview.objects.first()
    decide_partner_review(review_id=one.pk, shown="suggested", state="refused", actor=editor)
    decide_partner_review(review_id=one.pk, shown="refused", state="suggested", actor=editor)

    one.refresh_from_db()
    assert (one.state, one.decided_by, one.decided_at) == ("suggested", None, None)


def test_a_worker_that_died_is_gone_on_from(claim):
    run = take(claim)
    ReviewImport.objects.filter(pk=run.pk).update(
        state="running", n_done=2, report=run.report[:2], finished_at=None
    )
    run.refresh_from_db()

    work_import(run=run, match=lambda one: None)

    assert [row["row"] for row in run.report] == [1, 2, 3]


@pytest.mark.django_db(transaction=True)
def test_a_feed_is_queued_by_the_path_of_its_task(editor):
    run = request_import(source="x", data=feed(), actor=editor, is_dry_run=True)

    [queued] = [row.task for row in OrmQ.objects.all()]
    assert (queued["func"], queued["args"]) == ("claims.review_matching.match_reviews", (run.pk,))


def test_an_address_that_cannot_be_read_says_so():
    run = request_import(
        source="https://127.0.0.1/feed.json", data=None, actor=None, is_dry_run=False, queue=False
    )

    work_import(run=run, match=lambda one: None)

    assert run.state == "failed"
    assert run.failure


def test_what_is_no_feed_is_not_taken_in():
    with pytest.raises(ReviewError):
        request_import(source="x", data=b"\xff", actor=None, is_dry_run=False, queue=False)

    assert not ReviewImport.objects.exists()
