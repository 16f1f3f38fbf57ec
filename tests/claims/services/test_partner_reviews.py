from __future__ import annotations

import pytest

from claims.errors import ReviewError
from claims.models import PartnerReview, QuestionEvent
from claims.services.partner_reviews import decide_partner_review, record_partner_review
from tests.factories import ClaimFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim():
    return ClaimFactory()


def record(claim, **changes):
    values = {
        "partner": "Northgate Checks",
        "rating": "Mostly false",
        "url": "https://checks.example/12",
        "claim_reviewed": "Only twelve died",
    }
    return record_partner_review(claim=claim, **(values | changes))


def test_what_comes_in_by_itself_waits_for_an_editor(claim):
    assert record(claim).state == "suggested"
    assert not QuestionEvent.objects.exists()


def test_what_an_editor_records_is_confirmed_and_on_record(claim, editor):
    review = record(claim, actor=editor)

    assert (review.state, review.decided_by) == ("confirmed", editor)
    assert QuestionEvent.objects.get().details["partner"] == "Northgate Checks"


def test_the_same_review_again_stays_confirmed(claim, editor):
    record(claim, actor=editor)

    assert record(claim).state == "confirmed"
    assert PartnerReview.objects.count() == 1


def test_a_review_whose_words_changed_waits_again(claim, editor):
    record(claim, actor=editor)

    review = record(claim, rating="Unproven")

    assert (review.state, review.rating) == ("suggested", "Unproven")


def test_a_refused_review_that_says_the_same_stays_refused(claim, editor):
    review = record(claim)
    decide_partner_review(review_id=review.pk, shown="suggested", state="refused", actor=editor)

    assert record(claim).state == "refused"


def test_a_decision_on_what_has_changed_meanwhile_is_refused(claim, editor):
    review = record(claim)
    decide_partner_review(review_id=review.pk, shown="suggested", state="refused", actor=editor)

    with pytest.raises(ReviewError, match="meanwhile"):
        decide_partner_review(
            review_id=review.pk, shown="suggested", state="confirmed", actor=editor
        )


def test_a_review_without_a_rating_is_refused(claim):
    with pytest.raises(ReviewError, match="needs its partner"):
        record(claim, rating=" ")


def test_an_address_that_is_none_of_the_web_is_refused(claim):
    with pytest.raises(ReviewError, match="begins with https"):
        record(claim, url="javascript:alert(1)")
