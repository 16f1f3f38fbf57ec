"""What the answers hold, down to the field."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from analysis.types import Span
from claims.selectors import cut_selectors
from tests.factories import (
    TEXT,
    ArticleFactory,
    ArticleVersionFactory,
    ClaimFactory,
    ClaimLinkFactory,
    MembershipFactory,
    SpeakerFactory,
    SpeakerNameFactory,
    StatementFactory,
)

pytestmark = pytest.mark.django_db

SEEN = dt.datetime(2026, 3, 1, 10, 0, tzinfo=dt.UTC)


def test_an_article(api):
    article = ArticleFactory(outlet__country="NO", byline="")
    ArticleVersionFactory(article=article, number=1, text="Old.")
    version = ArticleVersionFactory(article=article, number=2, fetched_at=SEEN)

    served = api.get(f"/api/v1/articles/{article.pk}").json()

    assert served == {
        "id": article.pk,
        "url": f"http://testserver/articles/{article.pk}/",
        "canonical_url": article.canonical_url,
        "outlet": {
            "id": article.outlet_id,
            "name": article.outlet.name,
            "kind": "online",
            "country": "NO",
        },
        "title": "Port fire leaves questions",
        "byline": None,
        "language": "en",
        "published_at": "2026-03-01T09:00:00Z",
        "modified_at": None,
        "first_seen_at": "2026-03-01T10:00:00Z",
        "state": "live",
        "origin": article.origin_id,
        "version": {
            "number": 2,
            "text_sha256": version.text_sha256,
            "fetched_at": "2026-03-01T10:00:00Z",
        },
    }


def test_pasted_text_has_neither_outlet_nor_address(api):
    version = ArticleVersionFactory(article__outlet=None, article__canonical_url=None)
    StatementFactory(version=version, status="accepted")

    article = api.get(f"/api/v1/articles/{version.article_id}").json()
    statement = api.get("/api/v1/statements").json()["results"][0]

    assert (article["outlet"], article["canonical_url"]) == (None, None)
    assert (statement["article"]["outlet"], statement["text_fragment"]) == (None, None)


def test_a_statement(api):
    version = ArticleVersionFactory()
    speaker = SpeakerFactory(name="Harbour Ministry", slug="harbour-ministry", kind="ministry")
    at = TEXT.index("said")
    statement = StatementFactory(
        version=version,
        status="accepted",
        cue=cut_selectors(TEXT, [Span(at, at + 4)]),
        source=cut_selectors(TEXT, [Span(at - 21, at - 1)]),
        modality=["hedged"],
        speaker_name="The Harbour Ministry",
        role_words="",
        affiliation_words="the government",
        relayed_by="Port Radio",
        editor_speaker=speaker,
        speaker=speaker,
    )
    link = ClaimLinkFactory(statement=statement, claim__question__slug="how-many")

    served = api.get(f"/api/v1/statements/{statement.pk}").json()

    assert served["url"] == f"http://testserver/statements/{statement.pk}/"
    assert served["article"]["id"] == version.article_id
    assert served["version"]["text_sha256"] == version.text_sha256
    assert served["speaker"] == {
        "id": speaker.pk,
        "slug": "harbour-ministry",
        "name": "Harbour Ministry",
        "kind": "ministry",
    }
    assert (served["speaker_name"], served["role_words"]) == ("The Harbour Ministry", None)
    assert (served["affiliation"], served["relayed_by"]) == ("the government", "Port Radio")
    assert (served["quotation"], served["cue_class"], served["modality"]) == (
        "indirect",
        "assert",
        ["hedged"],
    )
    assert served["words"] == "twelve people died in the fire"
    assert served["is_excerpt"] is False
    assert served["claims"] == [{"id": link.claim_id, "question": "how-many", "stance": "asserts"}]
    assert served["text_fragment"] == (
        f"{version.article.canonical_url}#:~:text=twelve%20people%20died%20in%20the%20fire"
    )
    assert served["selectors"]["cue"][0]["quote"]["exact"] == "said"
    for spans in served["selectors"].values():
        for span in spans:
            start, end = span["position"]["start"], span["position"]["end"]
            assert span["position"]["type"] == "TextPositionSelector"
            assert span["quote"]["type"] == "TextQuoteSelector"
            assert TEXT[start:end] == span["quote"]["exact"]
            assert TEXT[:start].endswith(span["quote"]["prefix"])
            assert TEXT[end:].startswith(span["quote"]["suffix"])


def test_offsets_count_code_points(api):
    text = "🚢🔥 “Väder 🌊 warning”, 林 said."
    version = ArticleVersionFactory(text=text)
    StatementFactory(version=version, exact="Väder 🌊 warning", status="accepted")

    span = api.get("/api/v1/statements").json()["results"][0]["selectors"]["content"][0]

    assert span["position"] == {"type": "TextPositionSelector", "start": 4, "end": 19}
    assert text[4:19] == span["quote"]["exact"] == "Väder 🌊 warning"


def test_a_speaker(api):
    ministry = SpeakerFactory(name="Harbour Ministry", slug="harbour-ministry", kind="ministry")
    person = SpeakerFactory(name="Ada Kovan", country="NO", wikidata="Q42", parent=ministry)
    SpeakerNameFactory(speaker=person, name="A. Kovan", start="2019-05")
    MembershipFactory(
        person=person, post__label="Minister", post__organisation=ministry, start="2024-11"
    )

    served = api.get(f"/api/v1/speakers/{person.slug}").json()

    brief = {
        "id": ministry.pk,
        "slug": "harbour-ministry",
        "name": "Harbour Ministry",
        "kind": "ministry",
    }
    assert (served["name"], served["country"], served["wikidata"]) == ("Ada Kovan", "NO", "Q42")
    assert served["parent"] == brief
    assert served["names"] == [
        {"name": "A. Kovan", "language": "en", "kind": "alias", "start": "2019-05", "end": None},
        {"name": "Ada Kovan", "language": "en", "kind": "full", "start": None, "end": None},
    ]
    assert served["posts"] == [
        {
            "label": "Minister",
            "organisation": brief,
            "start": "2024-11",
            "end": None,
            "source": None,
        }
    ]
    assert api.get(served["statements"]).status_code == 200


def test_a_question_and_its_claims(api):
    claim = ClaimFactory(text="Twelve people died.", answer="12", question__summary="")

    question = api.get(f"/api/v1/questions/{claim.question.slug}").json()
    served = api.get(f"/api/v1/claims/{claim.pk}").json()

    assert question["claims"] == [{"id": claim.pk, "text": "Twelve people died.", "answer": "12"}]
    assert (question["answer_kind"], question["unit"], question["summary"]) == (
        "number",
        "dead",
        None,
    )
    assert question["url"] == f"http://testserver/questions/{claim.question.slug}/"
    assert served["question"]["slug"] == claim.question.slug
    assert served["url"] == f"http://testserver/claims/{claim.pk}/"
    assert served["statements"] == f"http://testserver/api/v1/statements?claim={claim.pk}"


def test_times_are_utc_wherever_the_asker_lives(api):
    ArticleVersionFactory()
    api.cookies["timezone"] = "Asia/Tokyo"

    assert (
        api.get("/api/v1/articles").json()["results"][0]["published_at"] == "2026-03-01T09:00:00Z"
    )


def add_rows():
    """One more of everything, each with all its relations."""
    speaker = SpeakerFactory(parent=SpeakerFactory())
    MembershipFactory(person=speaker)
    MembershipFactory(person=speaker.parent)
    statement = StatementFactory(status="accepted", editor_speaker=speaker, speaker=speaker)
    ClaimLinkFactory(statement=statement)


@pytest.mark.parametrize("name", ["articles", "statements", "speakers", "questions", "claims"])
def test_the_number_of_queries_does_not_grow_with_rows(api, name):
    add_rows()
    api.get(f"/api/v1/{name}")
    with CaptureQueriesContext(
        connection,
    ) as few:
        n_few = len(api.get(f"/api/v1/{name}").json()["results"])
    for _ in range(4):
        add_rows()
    with CaptureQueriesContext(connection) as many:
        n_many = len(api.get(f"/api/v1/{name}").json()["results"])

    assert n_many > n_few
    assert len(many) == len(few) <= 18
    assert not [q for q in many if '"articles_articleversion"."text"' in q["sql"]]
