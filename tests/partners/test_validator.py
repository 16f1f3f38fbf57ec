"""The page that checks items: pasted by anybody, fetched for whoever is signed in, and never from our own network."""

import json

import pytest

from claims.models import PartnerReview
from partners.views.validator import FETCHES
from tests.factories import ClaimLinkFactory
from tests.partners.validation.test_checking import ANNOTATION, REVIEW, changed

pytestmark = pytest.mark.django_db
PAGE = "/api/validate/"


@pytest.fixture
def check(client):
    def check(item, client=client):
        text = item if isinstance(item, str) else json.dumps(item)
        return client.post(PAGE, {"item": text})

    return check


def test_the_docs_lead_there(client):
    assert f'href="{PAGE}"' in client.get("/api/docs/").content.decode()


def test_anybody_may_have_an_item_checked(check):
    page = check(REVIEW).content.decode()

    assert page.count("keeps to it") == 2
    assert page.count("does not apply") == 1


def test_a_fault_is_shown_with_reason_and_place(check):
    page = check(changed(ANNOTATION, "/target/selector/0/end", 1)).content.decode()

    assert "1 fault" in page
    assert "“end” lies before “start”." in page
    assert "<code>/target/selector/0/end</code>" in page


def test_what_was_pasted_is_kept_and_never_becomes_html(check):
    hostile = changed(REVIEW, "/url", "<script>alert(1)</script>")

    page = check(hostile).content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize("given", [{}, {"item": " "}, {"item": "{}", "url": "https://a.example"}])
def test_one_of_the_two_has_to_be_given(client, given):
    answer = client.post(PAGE, given)

    assert answer.status_code == 422
    assert "one of the two" in answer.content.decode()


def test_an_address_is_fetched_only_for_whoever_is_signed_in(client, client_as):
    answer = client.post(PAGE, {"url": "https://outlet.example/1"})

    assert answer.status_code == 422
    assert "Sign in to have an address fetched" in answer.content.decode()
    assert "Or its address" not in client.get(PAGE).content.decode()
    assert "Or its address" in client_as("viewer").get(PAGE).content.decode()


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1:8000/", "http://localhost/", "http://[::1]/", "http://169.254.169.254/"],
)
def test_our_own_network_is_never_asked(client_as, url):
    answer = client_as("viewer").post(PAGE, {"url": url})

    assert answer.status_code == 422
    assert "field-errors" in answer.content.decode()


def test_so_many_addresses_a_minute_and_no_more(client_as):
    client = client_as("viewer")
    for _ in range(FETCHES):
        client.post(PAGE, {"url": "http://127.0.0.1/"})

    assert "wait a minute" in client.post(PAGE, {"url": "http://127.0.0.1/"}).content.decode()


@pytest.mark.parametrize("name", ["claim", "statement", "annotation"])
def test_an_example_of_ours_keeps_to_the_standards(client, check, name):
    link = ClaimLinkFactory()
    PartnerReview.objects.create(
        claim=link.claim,
        partner="Northgate Checks",
        rating="Incomplete",
        url="https://checks.example/1",
        claim_reviewed="Twelve people died",
        state=PartnerReview.State.CONFIRMED,
    )
    shown = client.get(PAGE, {"example": name}).context["form"]["item"].value()

    page = check(shown).content.decode()

    assert "keeps to it" in page
    assert "badge-failed" not in page


def test_without_anything_published_there_is_no_example(client):
    assert client.get(PAGE, {"example": "claim"}).context["form"]["item"].value() == ""
    assert client.get(PAGE, {"example": "colour"}).status_code == 200
