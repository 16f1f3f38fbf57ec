"""The pages of published reviews: who may hand feeds in, and one key for each decision."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from claims.models import PartnerReview, ReviewImport
from tests.claims.services.test_review_imports import feed, take
from tests.factories import ClaimFactory

pytestmark = pytest.mark.django_db
LIST, JUDGE = "/reviews/imports/", "/reviews/judge/"


def hand_in(client, **values):
    given = {"file": SimpleUploadedFile("feed.json", feed()), "is_dry_run": "on"} | values
    return client.post(LIST, {name: value for name, value in given.items() if value})


@pytest.mark.parametrize(
    ("who", "status"),
    [("nobody", 302), ("viewer", 403), ("editor", 200), ("curator", 200), ("administrator", 200)],
)
def test_who_may_hand_feeds_in(client_as, who, status):
    run = take(ClaimFactory())
    client = client_as(who)

    assert client.get(LIST).status_code == status
    assert client.get(run.get_absolute_url()).status_code == status
    assert client.get(JUDGE).status_code == status
    before = ReviewImport.objects.count()
    hand_in(client)
    assert (ReviewImport.objects.count() > before) is (status == 200)


def test_a_file_is_taken_in_and_its_report_shown(client_as):
    claim = ClaimFactory()
    answer = hand_in(client_as("editor"))

    run = ReviewImport.objects.get()
    assert answer["Location"] == run.get_absolute_url()
    assert (run.is_dry_run, run.n_reviews) == (True, 3)
    page = client_as("editor").get(take(claim).get_absolute_url()).content.decode()
    assert "matched 2, known already 0, no sure match 1" in page
    assert str(claim) in page


@pytest.mark.parametrize(
    "values",
    [
        {"file": None},
        {"url": "https://checks.example/feed"},
        {"file": SimpleUploadedFile("feed.json", b"no feed")},
    ],
)
def test_what_cannot_be_taken_in_says_so(client_as, values):
    answer = hand_in(client_as("editor"), **values)

    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert not ReviewImport.objects.exists()


def test_a_trial_is_repeated_for_real_and_an_import_undone(client_as):
    claim, client = ClaimFactory(), client_as("editor")
    trial = take(claim, is_dry_run=True)

    client.post(reverse("claims:review-import-repeat", args=[trial.pk]))
    assert ReviewImport.objects.filter(is_dry_run=False).count() == 1

    run = take(claim)
    client.post(reverse("claims:review-import-undo", args=[run.pk]))
    assert not PartnerReview.objects.exists()


def test_one_decision_leads_to_the_next_and_can_be_undone(client_as):
    take(ClaimFactory())
    first, second = PartnerReview.objects.order_by("pk")
    client = client_as("editor")
    assert 'data-key="y"' in client.get(JUDGE).content.decode()

    given = {"review": first.pk, "shown": "suggested", "state": "confirmed"}
    page = client.post(JUDGE, given, follow=True)

    assert page.context["review"] == second
    first.refresh_from_db()
    assert first.state == "confirmed"
    undone = client.post(
        JUDGE, {"review": first.pk, "shown": "confirmed", "state": "suggested"}, follow=True
    )
    assert undone.context["review"] == first


def test_somebody_elses_decision_is_not_overwritten(client_as):
    take(ClaimFactory())
    first = PartnerReview.objects.first()
    PartnerReview.objects.filter(pk=first.pk).update(state="refused")

    client_as("editor").post(
        JUDGE, {"review": first.pk, "shown": "suggested", "state": "confirmed"}
    )

    first.refresh_from_db()
    assert first.state == "refused"


@pytest.mark.parametrize("review", ["", "x", "9" * 30])
def test_an_odd_decision_leads_back(client_as, review):
    assert client_as("editor").post(JUDGE, {"review": review}).status_code == 302
