"""Partners hand in reviews: once, under their own name, and never as ours."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.utils import timezone
from rest_framework.test import APIClient

from claims.models import PartnerReview, Question
from claims.services.partner_reviews import decide_partner_review
from partners.models import KeyedRequest
from partners.tasks import tidy_up
from tests.factories import ApiKeyFactory, ClaimFactory, PartnerFactory, UserFactory
from tests.partners.mirroring import follow

pytestmark = pytest.mark.django_db
REVIEWS = "/api/v1/reviews"
URL = "https://factcheck.example/port-fire"


@pytest.fixture
def claim():
    return ClaimFactory(pk=7)


def body(**changes):
    whole = {
        "claim": 7,
        "rating": "Mostly true",
        "claim_reviewed": "Twelve people died in the fire.",
        "url": URL,
        "author": "J. Doe",
        "published_on": "2026-03-04",
        "language": "en",
    }
    return {**whole, **changes}


def hand_in(api, name=None, **changes):
    headers = {"Idempotency-Key": str(name)} if name else {}
    return api.post(REVIEWS, body(**changes), format="json", headers=headers)


def test_a_review_waits_for_an_editor_and_then_stands_beside_the_claim(api, claim):
    made = hand_in(api)
    assert (made.status_code, made.json()["state"]) == (201, "suggested")
    assert api.get("/api/v1/claims/7").json()["reviews"] == []

    decide_partner_review(
        review_id=made.json()["id"], shown="suggested", state="confirmed", actor=UserFactory()
    )

    assert api.get("/api/v1/claims/7").json()["reviews"] == [
        {
            "partner": "A partner",
            "rating": "Mostly true",
            "language": "en",
            "claim_reviewed": "Twelve people died in the fire.",
            "url": URL,
            "author": "J. Doe",
            "published_on": "2026-03-04",
        }
    ]
    assert api.get(f"{REVIEWS}/{made.json()['id']}").json()["state"] == "confirmed"
    [review] = api.get("/api/v1/claims/7.jsonld").json()["subjectOf"]
    assert review["@type"] == "ClaimReview"
    assert review["author"]["name"] == "A partner"
    assert review["reviewRating"] == {"@type": "Rating", "alternateName": "Mostly true"}


def test_the_feed_tells_of_a_review_that_was_taken(api, claim):
    made = hand_in(api).json()
    _, token = follow(api)

    decide_partner_review(
        review_id=made["id"], shown="suggested", state="confirmed", actor=UserFactory()
    )

    assert [(e["type"], e["act"]) for e in follow(api, token)[0]] == [("claim", "changed")]


def test_a_claim_review_of_schema_org_is_taken_too(api, claim):
    sent = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": URL,
        "claimReviewed": "Twelve people died in the fire.",
        "datePublished": "2026-03-04T10:00:00Z",
        "inLanguage": "en",
        "author": {"@type": "Organization", "name": "J. Doe"},
        "reviewRating": {"@type": "Rating", "ratingValue": 4, "alternateName": "Mostly true"},
        "itemReviewed": {"@type": "Claim", "@id": "http://testserver/api/v1/claims/7"},
    }

    made = api.post(REVIEWS, sent, format="json").json()

    assert {name: made[name] for name in body()} == body()


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"claim": "7"}, "#/claim"),
        ({"claim": True}, "#/claim"),
        ({"rating": "  "}, "#/rating"),
        ({"rating": 5}, "#/rating"),
        ({"url": "factcheck.example"}, "#/url"),
        ({"published_on": "yesterday"}, "#/published_on"),
        ({"claim_reviewed": "x" * 501}, "#/claim_reviewed"),
    ],
)
def test_what_is_no_review_is_explained(api, claim, changes, pointer):
    answer = hand_in(api, **changes)

    assert answer.status_code == 400
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]
    assert not PartnerReview.objects.exists()


def test_a_claim_review_that_names_no_claim_of_ours_is_explained(api, claim):
    answer = api.post(REVIEWS, {"@type": "ClaimReview", "url": URL}, format="json")

    assert "#/claim" in [error["pointer"] for error in answer.json()["errors"]]


def test_a_claim_that_is_not_published_cannot_be_reviewed(api, claim):
    Question.objects.update(is_published=False)

    assert hand_in(api).status_code == 404


def test_the_same_address_again_brings_a_review_up_to_date(api, claim):
    first = hand_in(api).json()

    second = hand_in(api, rating="False").json()

    assert (second["id"], second["rating"]) == (first["id"], "False")


def test_nobody_changes_or_sees_the_review_of_another(api, claim):
    made = hand_in(api).json()
    ApiKeyFactory(key="other", partner=PartnerFactory(name="Other", slug="other"))
    other = APIClient()
    other.credentials(HTTP_AUTHORIZATION="Bearer other")

    assert hand_in(other, rating="False").status_code == 409
    assert other.get(REVIEWS).json()["results"] == []
    assert other.get(f"{REVIEWS}/{made['id']}").status_code == 404
    assert PartnerReview.objects.get().rating == "Mostly true"


# Idempotency


def test_a_repeated_request_is_done_once_and_answered_alike(api, claim):
    name = uuid.uuid4()
    first = hand_in(api, name)
    PartnerReview.objects.update(rating="Changed meanwhile")

    second = hand_in(api, name)

    assert (second.status_code, second.content) == (first.status_code, first.content)
    assert second["Idempotent-Replayed"] == "true"
    assert "Idempotent-Replayed" not in first
    assert PartnerReview.objects.get().rating == "Changed meanwhile"


def test_a_key_for_another_body_is_refused(api, claim):
    name = uuid.uuid4()
    hand_in(api, name)

    answer = hand_in(api, name, rating="False")

    assert answer.status_code == 422
    assert answer.json()["type"].endswith("#key-reused")


def test_a_request_that_is_still_running_is_not_done_beside_itself(api, api_key, claim):
    name = uuid.uuid4()
    hand_in(api, name)
    KeyedRequest.objects.update(status=None, answer="")

    assert hand_in(api, name).status_code == 409
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=3)):
        assert hand_in(api, name).status_code == 201


def test_a_request_that_failed_may_be_made_again(api, claim):
    name = uuid.uuid4()
    assert hand_in(api, name, rating="").status_code == 400

    assert hand_in(api, name).status_code == 201


def test_after_a_day_a_key_is_forgotten(api, claim):
    name = uuid.uuid4()
    hand_in(api, name)
    with time_machine.travel(timezone.now() + dt.timedelta(hours=25)):
        tidy_up()
        assert not KeyedRequest.objects.exists()
        assert hand_in(api, name, rating="False").status_code == 201


def test_two_partners_may_use_the_same_key(api, claim):
    name = uuid.uuid4()
    hand_in(api, name)
    ApiKeyFactory(key="other", partner=PartnerFactory(name="Other", slug="other"))
    other = APIClient()
    other.credentials(HTTP_AUTHORIZATION="Bearer other")

    assert hand_in(other, name, url=f"{URL}/2").status_code == 201


def test_a_key_that_is_no_uuid_is_refused(api, claim):
    answer = hand_in(api, "again")

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["pointer"] == "#/Idempotency-Key"
