"""A public page says to machines what the API says, and nothing in it can end the element it stands in."""

import json
import re

import pytest

from claims.models import PartnerReview
from partners.templatetags.published import write_in_page
from tests.factories import ClaimLinkFactory

pytestmark = pytest.mark.django_db
SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


@pytest.fixture
def link():
    return ClaimLinkFactory(claim__question__slug="how-many")


def pages_of(link):
    """The page of each thing, and its address in the API."""
    return {
        "claim": (link.claim.detail_url, f"/api/v1/claims/{link.claim_id}"),
        "statement": (link.statement.detail_url, f"/api/v1/statements/{link.statement_id}"),
        "question": (link.claim.question.get_absolute_url(), "/api/v1/questions/how-many"),
    }


@pytest.mark.parametrize("kind", ["claim", "statement", "question"])
def test_a_page_holds_the_json_ld_of_the_api_and_leads_to_it(api, client_as, link, kind):
    path, href = pages_of(link)[kind]

    page = client_as("nobody").get(path).content.decode()
    [written] = SCRIPT.findall(page)

    assert json.loads(written) == api.get(f"{href}.jsonld").json()
    for ending in ("json", "jsonld", "csv", "jsonl"):
        assert f'href="http://testserver{href}.{ending}"' in page
    assert (f"{href}.annotation" in page) == (kind == "statement")


def test_the_list_of_questions_is_a_feed_of_what_the_api_has(api, client_as, link):
    page = client_as("nobody").get("/questions/").content.decode()
    [written] = SCRIPT.findall(page)

    feed = json.loads(written)
    [element] = feed["dataFeedElement"]

    own = api.get("/api/v1/questions/how-many.jsonld").json()
    assert feed["@type"] == "DataFeed"
    assert {"@context": feed["@context"], **element["item"]} == own
    assert element["dateModified"] > own["dateCreated"]
    for ending in ("json", "jsonld", "csv", "jsonl"):
        href = re.escape(f"http://testserver/api/v1/questions.{ending}")
        assert (
            api.get(re.search(href, page)[0].removeprefix("http://testserver")).status_code == 200
        )


def test_the_page_of_a_claim_has_a_review_only_where_a_partner_has_rated(client_as, link):
    client = client_as("nobody")
    before = client.get(link.claim.detail_url).content.decode()
    PartnerReview.objects.create(
        claim=link.claim,
        partner="Northgate Checks",
        rating="Mostly false",
        url="https://checks.example/1",
        claim_reviewed="Twelve died",
        state=PartnerReview.State.CONFIRMED,
    )

    [written] = SCRIPT.findall(client.get(link.claim.detail_url).content.decode())

    assert "ClaimReview" not in before
    [review] = json.loads(written)["subjectOf"]
    assert (review["@type"], review["author"]["name"]) == ("ClaimReview", "Northgate Checks")


def test_no_sign_ends_the_element_or_a_line_of_it():
    text = "</script><!-- & \u2028\u2029"

    written = write_in_page({"text": text})

    assert not re.search("[<>&\u2028\u2029]", written)
    assert json.loads(written) == {"text": text}


def test_a_claim_of_hostile_words_stays_data(client_as, link):
    link.claim.text = "</script><script>alert(1)</script>"
    link.claim.save(update_fields=["text"])

    page = client_as("nobody").get(link.claim.detail_url).content.decode()

    assert "<script>alert" not in page
    assert json.loads(SCRIPT.findall(page)[0])["text"] == link.claim.text


def test_the_links_of_discovery_answer(client_as, link):
    client = client_as("nobody")
    page = client.get(link.statement.detail_url).content.decode()

    addresses = re.findall(r'href="(http://testserver/api/oembed[^"]+)"', page)

    assert len(addresses) == 2
    for address in addresses:
        assert client.get(address.replace("&amp;", "&")).status_code == 200
