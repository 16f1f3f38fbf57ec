"""Other formats say what the JSON says, in the words of their standards."""

import csv
import datetime as dt
import io
import json

import pyarrow.parquet as pq
import pytest

from analysis.types import Span
from claims.selectors import cut_selectors
from partners.catalogue import CATALOGUE
from partners.columns import arrow_schema
from partners.models import Kind
from partners.renderers import EVERYWHERE
from tests.factories import (
    TEXT,
    ArticleVersionFactory,
    ClaimFactory,
    ClaimLinkFactory,
    MembershipFactory,
    SpeakerFactory,
    SpeakerNameFactory,
    StatementFactory,
)
from tests.partners.mirroring import KINDS

pytestmark = pytest.mark.django_db
ANNOTATION = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
FORMATS = {
    "json": "application/json",
    "jsonld": "application/ld+json",
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/jsonl",
    "parquet": "application/vnd.apache.parquet",
}


@pytest.fixture
def world(api):
    """One of everything, each with all it can have."""
    ministry = SpeakerFactory(name="Harbour Ministry", slug="ministry", kind="ministry")
    person = SpeakerFactory(name="Ada Kovan", slug="ada", wikidata="Q42", parent=ministry)
    SpeakerNameFactory(speaker=person, name="A. Kovan")
    MembershipFactory(
        person=person, post__organisation=ministry, post__label="Minister", start="2024-11"
    )
    version = ArticleVersionFactory(article__byline="J. Doe", article__state="corrected")
    statement = StatementFactory(
        version=version, status="accepted", speaker=person, editor_speaker=person
    )
    return ClaimLinkFactory(statement=statement, claim__question__slug="how-many")


def key_of(kind, link):
    return {
        "article": link.statement.version.article_id,
        "statement": link.statement_id,
        "speaker": "ada",
        "question": "how-many",
        "claim": link.claim_id,
    }[kind]


@pytest.mark.parametrize("kind", Kind.values)
@pytest.mark.parametrize("ending", FORMATS)
def test_ending_and_accept_give_the_same_bytes(api, world, kind, ending):
    for path in (f"/api/v1/{KINDS[kind]}", f"/api/v1/{KINDS[kind]}/{key_of(kind, world)}"):
        by_ending = api.get(f"{path}.{ending}")
        by_accept = api.get(path, HTTP_ACCEPT=FORMATS[ending].partition(";")[0])

        assert by_ending.status_code == by_accept.status_code == 200
        assert by_ending["Content-Type"] == by_accept["Content-Type"] == FORMATS[ending]
        assert by_ending["ETag"]
        if ending != "jsonld":  # its feed names its own address
            assert by_ending.content == by_accept.content


def test_a_format_that_is_not_offered_is_406_by_accept_and_404_by_ending(api, world):
    assert api.get("/api/v1/claims", HTTP_ACCEPT="image/png").status_code == 406
    assert api.get("/api/v1/claims.png").status_code == 404
    assert api.get("/api/v1/claims.annotation").status_code == 404


@pytest.mark.parametrize("renderer", EVERYWHERE)
def test_a_problem_is_json_whatever_was_asked_for(api, renderer):
    answer = api.get("/api/v1/claims?colour=red", HTTP_ACCEPT=renderer.media_type)

    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["errors"]


def test_the_same_tag_again_is_304_in_every_format(api, world):
    for ending in FORMATS:
        first = api.get(f"/api/v1/claims.{ending}")
        again = api.get(f"/api/v1/claims.{ending}", HTTP_IF_NONE_MATCH=first["ETag"])
        assert again.status_code == 304


def test_formats_without_a_place_for_it_name_the_next_page_in_a_header(api):
    ClaimFactory.create_batch(3)

    first = api.get("/api/v1/claims.csv?page_size=2")
    url, _, relation = first["Link"].partition("; ")
    second = api.get(url.strip("<>"))

    assert relation == 'rel="next"'
    assert second["Content-Type"].startswith("text/csv")
    assert len(list(csv.reader(io.StringIO(second.content.decode())))) == 2
    assert "Link" not in second


# Tables


def test_csv_holds_what_json_holds(api, world):
    row = api.get(f"/api/v1/statements/{world.statement_id}").json()

    [read] = csv.DictReader(io.StringIO(api.get("/api/v1/statements.csv").content.decode()))

    assert read["id"] == str(row["id"])
    assert read["words"] == row["words"]
    assert read["speaker.name"] == "Ada Kovan"
    assert read["article.outlet.name"] == row["article"]["outlet"]["name"]
    assert read["is_excerpt"] == "false"
    assert json.loads(read["claims"]) == row["claims"]
    assert read["relayed_by"] == ""


def test_csv_has_the_same_columns_on_every_page(api, world):
    full = api.get("/api/v1/statements.csv").content.decode().splitlines()[0]
    bare = ArticleVersionFactory(article__outlet=None)
    StatementFactory(version=bare, status="accepted", speaker_name="")

    pages = [api.get(f"/api/v1/statements.csv?page_size=1{c}") for c in ("",)]
    pages.append(api.get(pages[0]["Link"].split(">")[0][1:]))

    assert {page.content.decode().splitlines()[0] for page in pages} == {full}


def test_jsonl_holds_a_row_a_line(api, world):
    rows = api.get("/api/v1/speakers").json()["results"]

    lines = api.get("/api/v1/speakers.jsonl").content.decode().splitlines()

    assert [json.loads(line) for line in lines] == rows


def as_json(value):
    """Return values of Parquet as JSON has them: moments are texts there."""
    if isinstance(value, dict):
        return {name: as_json(one) for name, one in value.items()}
    if isinstance(value, list):
        return [as_json(one) for one in value]
    if isinstance(value, dt.datetime):
        return value.isoformat().replace("+00:00", "Z")
    return value


def read_parquet(answer):
    return pq.read_table(io.BytesIO(answer.content))


@pytest.mark.parametrize("kind", Kind.values)
def test_parquet_has_the_columns_of_the_dumps_and_the_rows_of_json(api, world, kind):
    path = f"/api/v1/{KINDS[kind]}"
    rows = api.get(path).json()["results"]

    table = read_parquet(api.get(f"{path}.parquet"))

    schema = arrow_schema(CATALOGUE[kind].component)
    assert table.schema.equals(schema)
    assert as_json(table.to_pylist()) == rows
    assert len(rows) > 0


def test_parquet_keeps_moments_and_numbers_apart_from_texts(api, world):
    row = api.get(f"/api/v1/statements/{world.statement_id}").json()

    [read] = read_parquet(api.get(f"/api/v1/statements/{world.statement_id}.parquet")).to_pylist()

    assert read["modified_at"] == dt.datetime.fromisoformat(row["modified_at"])
    assert read["confidence"] == row["confidence"]
    assert read["speaker"]["name"] == "Ada Kovan"
    assert read["relayed_by"] is None


def test_parquet_of_some_members_has_their_columns(api, world):
    path = "/api/v1/statements.parquet"

    assert read_parquet(api.get(f"{path}?fields=words,id")).column_names == ["id", "words"]
    assert read_parquet(api.get(f"{path}?expand=speaker")).num_rows == 1


def test_parquet_of_nothing_has_all_columns(api):
    table = read_parquet(api.get("/api/v1/claims.parquet"))

    assert table.num_rows == 0
    assert "question" in table.column_names


# Members


def test_only_the_members_that_are_named_come(api, world):
    page = api.get("/api/v1/statements?fields=id,words").json()
    table = api.get("/api/v1/statements.csv?fields=speaker,id").content.decode()

    assert [set(row) for row in page["results"]] == [{"id", "words"}]
    assert table.splitlines()[0] == "id,speaker.id,speaker.slug,speaker.name,speaker.kind"


def test_a_thing_that_is_expanded_is_what_its_own_address_serves(api, world):
    row = api.get(f"/api/v1/statements/{world.statement_id}?expand=article,speaker,claims").json()

    assert row["speaker"] == api.get("/api/v1/speakers/ada").json()
    assert row["article"] == api.get(f"/api/v1/articles/{row['article']['id']}").json()
    [claim] = row["claims"]
    assert claim["stance"] == "asserts"
    assert claim["text"] == api.get(f"/api/v1/claims/{world.claim_id}").json()["text"]


def test_what_is_not_published_on_its_own_stays_in_brief(api):
    hidden = SpeakerFactory(is_provisional=True, name="Port Office")
    child = SpeakerFactory(parent=hidden)
    StatementFactory(status="accepted", speaker=child, editor_speaker=child)

    [row] = api.get("/api/v1/speakers?expand=parent").json()["results"]

    assert row["parent"] is None


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ("fields=colour", "#/fields"),
        ("fields=id,id", "#/fields"),
        ("fields=", "#/fields"),
        ("expand=id", "#/expand"),
        ("expand=speaker,colour", "#/expand"),
    ],
)
def test_a_member_that_there_is_not_is_refused(api, world, query, pointer):
    for path in ("/api/v1/statements", f"/api/v1/statements/{world.statement_id}"):
        answer = api.get(f"{path}?{query}")
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (400, pointer)


def test_expanding_costs_the_same_for_many_rows(api, world, django_assert_max_num_queries):
    for _ in range(4):
        ClaimLinkFactory()

    with django_assert_max_num_queries(26):
        rows = api.get("/api/v1/statements?expand=article,speaker,claims").json()["results"]

    assert len(rows) == 5


# JSON-LD


def test_a_claim_is_a_claim_and_no_review(api, world):
    served = api.get(f"/api/v1/claims/{world.claim_id}.jsonld").json()

    assert (served["@context"], served["@type"]) == ("https://schema.org", "Claim")
    assert served["text"] == "Twelve people died."
    assert served["@id"] == f"http://testserver/api/v1/claims/{world.claim_id}"
    assert served["about"]["@type"] == "Question"
    assert "ClaimReview" not in json.dumps(served)
    assert "reviewRating" not in json.dumps(served)


def test_a_statement_is_a_quotation_from_an_article(api, world):
    served = api.get(f"/api/v1/statements/{world.statement_id}.jsonld").json()

    assert (served["@type"], served["text"]) == ("Quotation", "twelve people died in the fire")
    assert served["creator"] == {"@type": "Person", "name": "Ada Kovan"}
    article = served["isBasedOn"]
    assert article["@type"] == "NewsArticle"
    assert article["publisher"]["@type"] == "NewsMediaOrganization"
    assert article["creativeWorkStatus"] == "Corrected"
    assert "spokenByCharacter" not in served


def test_a_speaker_is_a_person_with_roles(api, world):
    served = api.get("/api/v1/speakers/ada.jsonld").json()

    assert (served["@type"], served["sameAs"]) == ("Person", "https://www.wikidata.org/wiki/Q42")
    assert served["alternateName"] == ["A. Kovan"]
    [role] = served["memberOf"]
    assert (role["@type"], role["roleName"], role["startDate"]) == ("Role", "Minister", "2024-11")
    assert role["memberOf"]["@type"] == "GovernmentOrganization"


def test_a_list_is_a_data_feed_with_its_licence(api, world, settings):
    settings.DATA_LICENCE = "https://creativecommons.org/licenses/by/4.0/"

    served = api.get("/api/v1/statements.jsonld").json()

    assert served["@type"] == "DataFeed"
    assert served["sdLicense"] == settings.DATA_LICENCE
    [element] = served["dataFeedElement"]
    assert (element["@type"], element["item"]["@type"]) == ("DataFeedItem", "Quotation")
    assert "@context" not in element["item"]


def test_json_ld_leaves_out_what_is_not_known(api):
    bare = ArticleVersionFactory(article__outlet=None, article__published_at=None)
    statement = StatementFactory(version=bare, status="accepted", speaker_name="")

    served = api.get(f"/api/v1/statements/{statement.pk}.jsonld").json()

    assert "creator" not in served
    assert None not in served.values()
    assert "publisher" not in served["isBasedOn"]


# Web Annotation


def test_a_statement_is_an_annotation_of_the_publishers_page(api, world):
    answer = api.get(f"/api/v1/statements/{world.statement_id}.annotation")
    served = answer.json()

    assert answer["Content-Type"] == ANNOTATION
    assert served["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert (served["type"], served["motivation"]) == ("Annotation", "identifying")
    target = served["target"]
    assert target["source"] == world.statement.version.article.canonical_url
    position, quote = target["selector"]
    assert TEXT[position["start"] : position["end"]] == quote["exact"]
    assert TEXT.count(quote["prefix"] + quote["exact"] + quote["suffix"]) == 1
    assert target["state"]["type"] == "TimeState"
    assert served["body"][0]["value"] == "Ada Kovan"


def test_several_spans_are_several_targets(api):
    at = TEXT.index("twelve")
    spans = cut_selectors(TEXT, [Span(at, at + 6), Span(at + 7, at + 13)])
    statement = StatementFactory(status="accepted", content=spans, words="twelve … people")

    served = api.get(f"/api/v1/statements/{statement.pk}.annotation").json()

    assert [t["selector"][1]["exact"] for t in served["target"]] == ["twelve", "people"]


def test_words_around_that_are_withheld_are_left_out(api):
    statement = StatementFactory(status="accepted", version__article__outlet__excerpt_limit=2)

    served = api.get(f"/api/v1/statements/{statement.pk}.annotation").json()

    assert set(served["target"]["selector"][1]) == {"type", "exact"}


def test_a_list_is_a_page_of_a_collection(api, world):
    StatementFactory(status="accepted")

    page = api.get("/api/v1/statements.annotation?page_size=1").json()

    assert (page["type"], page["partOf"]["type"]) == ("AnnotationPage", "AnnotationCollection")
    assert [item["type"] for item in page["items"]] == ["Annotation"]
    assert "@context" not in page["items"][0]
    assert api.get(page["next"]).json()["items"]
