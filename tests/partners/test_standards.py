"""What the API really serves, checked as a partner would check it: by the page's own rules, and by the schema of RFC 9457."""

import pytest
from jsonschema import Draft202012Validator
from rest_framework.test import APIClient

from claims.models import PartnerReview
from partners.models import Kind
from partners.validation.checking import check_item
from tests.factories import (
    TEXT,
    ApiKeyFactory,
    ArticleVersionFactory,
    ClaimFactory,
    ClaimLinkFactory,
    MembershipFactory,
    SpeakerFactory,
    StatementFactory,
)
from tests.partners.mirroring import KINDS as LISTS

pytestmark = pytest.mark.django_db
ANNOTATION = "W3C Web Annotation"
SCHEMA_ORG = "JSON-LD, schema.org"
# RFC 9457, appendix A; validation adds `errors`, each with its pointer (3.1, 3.2).
PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string", "minLength": 1},
        "status": {"type": "integer", "minimum": 100, "maximum": 599},
        "detail": {"type": "string", "minLength": 1},
        "instance": {"type": "string", "format": "uri-reference"},
        "errors": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["detail", "pointer"],
                "properties": {
                    "detail": {"type": "string", "minLength": 1},
                    "pointer": {"type": "string", "pattern": "^#(/.*)?$"},
                },
                "additionalProperties": False,
            },
        },
    },
    "additionalProperties": False,
}


@pytest.fixture
def world(api):
    """Things with all they can have, and things with nothing."""
    ministry = SpeakerFactory(name="Harbour Ministry", slug="ministry", kind="ministry")
    person = SpeakerFactory(name="Ada Kovan", slug="ada", wikidata="Q42", parent=ministry)
    MembershipFactory(
        person=person, post__organisation=ministry, post__label="Minister", start="2024-11"
    )
    version = ArticleVersionFactory(article__byline="J. Doe", article__state="corrected")
    statement = StatementFactory(
        version=version, status="accepted", speaker=person, editor_speaker=person
    )
    link = ClaimLinkFactory(statement=statement, claim__question__slug="how-many")
    PartnerReview.objects.create(
        claim=link.claim,
        partner="Northgate Checks",
        rating="Incomplete",
        url="https://checks.example/1",
        claim_reviewed="Twelve people died",
        published_on="2026-03-12",
        state=PartnerReview.State.CONFIRMED,
    )
    bare = ArticleVersionFactory(
        article__outlet=None, article__published_at=None, article__canonical_url=None
    )
    StatementFactory(version=bare, status="accepted", speaker_name="")
    ClaimFactory(question=link.claim.question, text="Seventeen people died.", answer="")
    StatementFactory(status="accepted", version__article__outlet__excerpt_limit=2)


def faults_of(document, standard):
    [result] = [one for one in check_item(document).results if one.standard == standard]
    assert result.is_meant
    return [(f.pointer, f.says, f.shown) for f in result.findings]


@pytest.mark.parametrize("kind", Kind.values)
def test_json_ld_has_the_shapes_of_schema_org(api, world, kind):
    path = f"/api/v1/{LISTS[kind]}"
    rows = api.get(path).json()["results"]
    keys = [row["slug"] if kind in {"speaker", "question"} else row["id"] for row in rows]
    documents = [api.get(f"{path}.jsonld").json()]
    documents += [api.get(f"{path}/{key}.jsonld").json() for key in keys]

    assert len(keys) > 0
    for document in documents:
        assert faults_of(document, SCHEMA_ORG) == []


def test_a_review_by_a_partner_is_a_whole_claim_review(api, world):
    [first, *others] = api.get("/api/v1/claims.jsonld").json()["dataFeedElement"]
    document = {"@context": "https://schema.org", **first["item"]}

    [result] = [one for one in check_item(document).results if one.standard == "ClaimReview"]

    assert result.is_meant
    assert result.n_faults == 0
    assert not any("subjectOf" in other["item"] for other in others)


def test_annotations_keep_the_rules_of_the_w3c(api, world):
    rows = api.get("/api/v1/statements").json()["results"]
    documents = [
        api.get("/api/v1/statements.annotation").json(),
        api.get("/api/v1/statements.annotation?page_size=1").json(),
        *(api.get(f"/api/v1/statements/{row['id']}.annotation").json() for row in rows),
    ]

    assert len(documents) == 5
    for document in documents:
        assert faults_of(document, ANNOTATION) == []


def test_a_selector_that_is_served_selects_its_words_in_the_text(api, world):
    for item in api.get("/api/v1/statements.annotation").json()["items"]:
        position, quote = item["target"]["selector"]
        assert TEXT[position["start"] : position["end"]] == quote["exact"]


def test_annotations_without_words_keep_the_rules_too(world):
    ApiKeyFactory(key="read-only", scopes=["read"])
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION="Bearer read-only")

    assert faults_of(client.get("/api/v1/statements.annotation").json(), ANNOTATION) == []


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "/api/v1/claims?colour=red&page_size=x", 400),
        ("get", "/api/v1/claims/77", 404),
        ("get", "/api/v1/nowhere", 404),
        ("delete", "/api/v1/claims", 405),
        ("get", "/api/v1/changes?cursor=gone", 400),
        ("post", "/api/v1/reviews", 400),
    ],
)
def test_a_problem_is_one_by_the_schema_of_rfc_9457(api, method, path, status):
    answer = getattr(api, method)(path, {} if method == "post" else None, format="json")

    assert answer.status_code == status
    Draft202012Validator(PROBLEM, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(
        answer.json()
    )
    assert answer.json()["status"] == status


def test_a_request_without_a_key_is_refused_by_a_problem():
    answer = APIClient().get("/api/v1/claims")

    Draft202012Validator(PROBLEM).validate(answer.json())
    assert answer.status_code == 401
