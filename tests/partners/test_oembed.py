"""oEmbed 1.0: what its sections 2.2 and 2.3 ask for, and nothing that is not published."""

from xml.etree import ElementTree

import pytest

from claims.models import Question, Statement
from tests.factories import ClaimFactory, ClaimLinkFactory, QuestionFactory

pytestmark = pytest.mark.django_db
SITE = "http://testserver"


@pytest.fixture
def link():
    return ClaimLinkFactory()


@pytest.fixture
def ask(client):
    def ask(url, **given):
        return client.get("/api/oembed", {"url": url, **given})

    return ask


def test_a_statement_is_a_rich_frame(ask, link):
    answer = ask(SITE + link.statement.detail_url)
    said = answer.json()

    assert answer["Content-Type"] == "application/json"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert (said["version"], said["type"]) == ("1.0", "rich")
    assert f'src="{SITE}/statements/{link.statement_id}/embed/"' in said["html"]
    assert isinstance(said["width"], int)
    assert isinstance(said["height"], int)
    assert "<script" not in said["html"]


def test_xml_says_what_json_says(ask, link):
    url = SITE + link.claim.question.get_absolute_url()

    answer = ask(url, format="xml")
    root = ElementTree.fromstring(answer.content)  # noqa: S314 - our own answer

    assert answer["Content-Type"].startswith("text/xml")
    assert root.tag == "oembed"
    assert {child.tag: child.text for child in root} == {
        name: str(value) for name, value in ask(url).json().items()
    }


def test_no_frame_is_larger_than_asked_for(ask, link):
    said = ask(
        SITE + link.claim.question.get_absolute_url(), maxwidth="300", maxheight="200"
    ).json()

    assert (said["width"], said["height"]) == (300, 200)
    assert 'width="300" height="200"' in said["html"]


@pytest.mark.parametrize(
    "given", [{"maxwidth": "wide"}, {"maxheight": "0"}, {"maxwidth": "-3"}, {"maxwidth": "²"}]
)
def test_a_size_that_is_none_is_refused(ask, link, given):
    assert ask(SITE + link.statement.detail_url, **given).status_code == 400


def test_the_page_has_to_be_named(client):
    assert client.get("/api/oembed").status_code == 400


def test_other_formats_are_not_implemented(ask, link):
    assert ask(SITE + link.statement.detail_url, format="yaml").status_code == 501


@pytest.mark.parametrize(
    "url",
    [
        "https://elsewhere.example/statements/1/",
        f"{SITE}/statements/999999/",
        f"{SITE}/speakers/",
        f"{SITE}/no/such/page",
        "statements/1/",
        "http://[",
        "",
    ],
)
def test_what_is_not_a_page_of_ours_is_not_found(ask, url):
    assert ask(url).status_code == 404


def test_what_is_not_published_is_not_found(ask, link):
    hidden = QuestionFactory(is_published=False)
    Statement.objects.update(status="proposed")

    assert ask(SITE + hidden.get_absolute_url()).status_code == 404
    assert ask(SITE + link.statement.detail_url).status_code == 404


def test_a_merged_question_is_embedded_where_it_stands(ask):
    standing = ClaimFactory().question
    merged = QuestionFactory()
    Question.objects.filter(pk=merged.pk).update(merged_into=standing)

    assert f"/{standing.slug}/embed/" in ask(SITE + merged.get_absolute_url()).json()["html"]
