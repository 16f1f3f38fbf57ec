"""The reconciliation API as OpenRefine uses it: by the text of the specification, and as careful as the engine."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from speakers.services.registry import create_speaker
from tests.factories import (
    ApiKeyFactory,
    MembershipFactory,
    PostFactory,
    SpeakerFactory,
    StatementFactory,
)
from tests.partners.reconcile.schemas import (
    EXTENSION,
    MANIFEST,
    PROPOSALS,
    RESULTS,
    SUGGESTIONS,
)

pytestmark = pytest.mark.django_db
KEY = "a-key-for-openrefine"
HERE = f"/api/reconcile/k/{KEY}"


@pytest.fixture(autouse=True)
def _key(db):
    ApiKeyFactory(key=KEY)


def public(name, kind="person", **fields):
    """A speaker that partners may see: checked, and credited with an accepted statement."""
    speaker = create_speaker(name=name, kind=kind, **fields)
    StatementFactory(speaker=speaker, engine_speaker=speaker, status="accepted")
    return speaker


def valid(schema, answer):
    Draft202012Validator(schema).validate(answer.json())
    return answer.json()


def asked(client, query, **extra):
    """The candidates for one query, posted as a form."""
    batch = json.dumps({"q0": {"query": query, **extra}})
    return valid(RESULTS, client.post(HERE, {"queries": batch}))["q0"]["result"]


@pytest.mark.parametrize("address", ["/api/reconcile", HERE])
def test_the_manifest_needs_no_key_and_is_valid(client, address):
    manifest = valid(MANIFEST, client.get(address))

    assert manifest["versions"] == ["0.1", "0.2"]
    assert ("authentication" in manifest) is (address != HERE)
    assert manifest["suggest"]["entity"]["service_url"] == f"http://testserver{address}"


def test_a_whole_name_of_one_speaker_matches(client):
    public("Ada Kovan", country="NO")

    [found] = asked(client, "ada kovan")

    assert (found["id"], found["match"], found["score"]) == ("ada-kovan", True, 100.0)
    assert found["type"] == [{"id": "person", "name": "Person"}, {"id": "people", "name": "People"}]
    assert found["description"] == "person, NO"


def test_another_spelling_matches_only_while_nobody_else_comes_near(client):
    public("Mohammed Rashid Kolar")
    assert asked(client, "Muhammad Rashid Kolar")[0]["match"] is True

    public("Muhammed Rashid Kolar", slug="another")
    both = asked(client, "Muhammad Rashid Kolar")

    assert [row["match"] for row in both] == [False, False]


def test_namesakes_are_offered_and_none_matches(client):
    for slug in ("one", "two"):
        public("Ada Kovan", slug=slug, country={"one": "NO", "two": "SE"}[slug])

    open_, narrowed = (
        asked(client, "Ada Kovan"),
        asked(client, "Ada Kovan", properties=[{"pid": "country", "v": "se"}]),
    )

    assert {row["id"] for row in open_} == {"one", "two"}
    assert not any(row["match"] for row in open_)
    assert max(row["score"] for row in open_) < 100
    assert [(row["id"], row["match"]) for row in narrowed] == [("two", True)]


def test_a_surname_alone_never_matches(client):
    public("Ada Kovan")

    assert not any(row["match"] for row in asked(client, "Kovan", type="person"))


def test_the_role_on_the_day_tells_namesakes_apart(client):
    ministry = public("Harbour Ministry", kind="ministry")
    people = [
        public("Ada Kovan", slug=slug, country=c) for slug, c in (("one", "NO"), ("two", "SE"))
    ]
    post = PostFactory(label="Minister", organisation=ministry)
    MembershipFactory(person=people[1], post=post, start="2024")
    told = [
        {"pid": "role", "v": "minister"},
        {"pid": "organisation", "v": {"id": "harbour-ministry", "name": "Harbour Ministry"}},
        {"pid": "on", "v": "2025-02"},
    ]

    found = asked(client, "Ada Kovan", properties=told)

    assert (found[0]["id"], found[0]["match"]) == ("two", True)


@pytest.mark.parametrize(
    ("query", "extra", "match"),
    [
        pytest.param("Q42", {}, True, id="as-the-query"),
        pytest.param("q42", {}, True, id="in-small-letters"),
        pytest.param("A. Kovan", {"properties": [{"pid": "wikidata", "v": "Q42"}]}, True, id="with-a-name"),
        pytest.param("Bo Lind", {"properties": [{"pid": "wikidata", "v": "Q42"}]}, False, id="of-another-name"),
        pytest.param("", {"properties": [{"pid": "wikidata", "v": ["Q42"]}]}, True, id="without-a-query"),
        pytest.param("ada-kovan", {}, True, id="our-own-identifier"),
    ],
)  # fmt: skip
def test_identifiers(client, query, extra, match):
    public("Ada Kovan", wikidata="Q42")

    batch = {"q": ({"query": query} if query else {}) | extra}
    answer = client.post(HERE, {"queries": json.dumps(batch)})

    [found] = valid(RESULTS, answer)["q"]["result"]
    assert (found["id"], found["match"]) == ("ada-kovan", match)


def test_an_identifier_that_two_records_carry_matches_neither(client):
    public("Ada Kovan", wikidata="Q42")
    SpeakerFactory(name="Ada K", slug="ada-k", wikidata="Q42")

    assert not any(row["match"] for row in asked(client, "Q42"))


def test_what_is_not_published_is_never_told(client):
    create_speaker(name="Ada Kovan", kind="person", wikidata="Q42", is_provisional=True)

    assert asked(client, "Ada Kovan") == []
    assert asked(client, "Q42") == []
    suggested = valid(SUGGESTIONS, client.get(f"{HERE}/suggest/entity", {"prefix": "ada"}))
    assert suggested["result"] == []
    assert client.get(f"{HERE}/preview/ada-kovan").status_code == 404
    wanted = {"ids": ["ada-kovan"], "properties": [{"id": "wikidata"}]}
    rows = client.post(HERE, {"extend": json.dumps(wanted)}).json()["rows"]
    assert rows == {"ada-kovan": {"wikidata": []}}


@pytest.mark.parametrize(
    ("given", "n_found"),
    [("person", 1), (["person"], 1), ("people", 1), ([{"id": "ministry"}], 0), ("organisations", 0), ("nothing", 0)],
)  # fmt: skip
def test_types_narrow(client, given, n_found):
    public("Ada Kovan")

    assert len(asked(client, "Ada Kovan", type=given)) == n_found


def test_a_batch_by_get_and_a_limit(client):
    for number in range(4):
        public("Ada Kovan", slug=f"ada-{number}", country=f"N{'ABCD'[number]}")
    batch = {"q0": {"query": "Ada Kovan", "limit": 2}, "q1": {"query": "nobody of this name"}}

    found = valid(RESULTS, client.get(HERE, {"queries": json.dumps(batch)}))

    assert len(found["q0"]["result"]) == 2
    assert found["q1"] == {"result": []}


def test_a_batch_costs_a_fixed_number_of_queries(client, django_assert_max_num_queries):
    for word in "abcdefgh":
        public(f"Ada {word.upper()}ovan")
    for n in (1, 8):
        batch = {str(i): {"query": f"Ada {'ABCDEFGH'[i]}ovan"} for i in range(n)}
        with django_assert_max_num_queries(14):
            client.post(HERE, {"queries": json.dumps(batch)})


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"queries": "{"}, 400),
        ({"queries": "[]"}, 400),
        ({"queries": json.dumps({"q": {}})}, 400),
        ({"queries": json.dumps({"q": {"query": 3}})}, 400),
        ({"queries": json.dumps({"q": {"query": "x", "limit": 0}})}, 400),
        ({"queries": json.dumps({"q": {"query": "x", "properties": [{"v": "1"}]}})}, 400),
        ({"queries": json.dumps({"q": {"query": "x", "type": [3]}})}, 400),
        ({"queries": json.dumps({str(i): {"query": "x"} for i in range(51)})}, 413),
        ({"extend": "3"}, 400),
        ({"extend": json.dumps({"ids": [3], "properties": []})}, 400),
        ({"extend": json.dumps({"ids": [], "properties": [{"id": "nothing"}]})}, 400),
        ({"extend": json.dumps({"ids": [], "properties": [{"id": "role", "settings": {"on": "soon"}}]})}, 400),
    ],
)  # fmt: skip
def test_what_is_malformed_is_refused_with_what_was_expected(client, sent, status):
    answer = client.post(HERE, sent)

    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["detail"]
    assert answer["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    "path", ["", "/suggest/entity", "/suggest/type", "/properties", "/preview/x"]
)
def test_all_but_the_manifest_ask_for_a_key(client, path):
    queries = {"queries": "{}"} if not path else {}

    refused = client.get(f"/api/reconcile{path}", queries)
    wrong = client.get(f"/api/reconcile/k/not-a-key-at-all{path}", queries)
    let_in = client.get(
        f"/api/reconcile{path}", queries, headers={"Authorization": f"Bearer {KEY}"}
    )

    assert (refused.status_code, wrong.status_code) == (401, 401)
    assert refused["WWW-Authenticate"]
    assert let_in.status_code in {200, 404}
    for answer in (refused, wrong, let_in):
        assert answer["Access-Control-Allow-Origin"] == "*"


def test_a_session_opens_nothing(client_as):
    assert client_as("administrator").get("/api/reconcile", {"queries": "{}"}).status_code == 401


def test_preflight_is_answered(client):
    answer = client.options(HERE, headers={"Origin": "https://refine.example"})

    assert answer.status_code == 204
    assert "POST" in answer["Access-Control-Allow-Methods"]
    assert "Authorization" in answer["Access-Control-Allow-Headers"]


def test_limits_are_those_of_the_key(client, settings):
    settings.API_REQUESTS_PER_MINUTE = 2

    statuses = [client.get(HERE, {"queries": "{}"}).status_code for _number in range(3)]
    last = client.get(HERE, {"queries": "{}"})

    assert statuses == [200, 200, 429]
    assert int(last["Retry-After"]) > 0
    assert last["RateLimit"]


def test_a_key_that_may_not_read_is_refused(client):
    ApiKeyFactory(key="a-key-for-webhooks", scopes=["webhooks"])

    answer = client.get("/api/reconcile/k/a-key-for-webhooks", {"queries": "{}"})

    assert answer.status_code == 403


def test_suggestions(client):
    public("Ada Kovan", wikidata="Q42")
    public("Harbour Ministry", kind="ministry")
    public("Anna Berg")

    def suggested(what, prefix):
        address = f"{HERE}/suggest/{what}"
        return [
            row["id"]
            for row in valid(SUGGESTIONS, client.get(address, {"prefix": prefix}))["result"]
        ]

    assert suggested("entity", "kov") == ["ada-kovan"]
    assert suggested("entity", "q42") == ["ada-kovan"]
    assert suggested("entity", "harbour-ministry") == ["harbour-ministry"]
    assert suggested("type", "pe") == ["people", "person"]
    assert suggested("property", "ro") == ["role"]
    assert "kind" not in suggested("property", "")
    skipped = client.get(f"{HERE}/suggest/entity", {"prefix": "a", "cursor": "1"}).json()["result"]
    assert len(skipped) == 1


def test_properties_are_proposed_and_fetched(client):
    ministry = public("Harbour Ministry", kind="ministry")
    person = public("Ada Kovan", wikidata="Q42", country="NO", names=["A. Kovan"], parent=ministry)
    post = PostFactory(label="Minister", organisation=ministry)
    MembershipFactory(person=person, post=post, start="2020", end="2022")
    proposed = valid(PROPOSALS, client.get(f"{HERE}/properties", {"type": "person"}))
    ids = [row["id"] for row in proposed["properties"]]

    def fetched(**settings):
        wanted = {
            "ids": ["ada-kovan", "nobody"],
            "properties": [{"id": pid, "settings": settings} for pid in ids],
        }
        return valid(EXTENSION, client.post(HERE, {"extend": json.dumps(wanted)}))

    everything = fetched()
    later = fetched(on="2024-05")

    body = {"id": "harbour-ministry", "name": "Harbour Ministry"}
    assert everything["rows"]["ada-kovan"] == {
        "kind": [{"str": "person"}],
        "country": [{"str": "NO"}],
        "wikidata": [{"str": "Q42"}],
        "role": [{"str": "Minister"}],
        "organisation": [body],
        "names": [{"str": "A. Kovan"}],
        "parent": [body],
        "description": [],
    }
    assert later["rows"]["ada-kovan"]["role"] == []
    assert everything["rows"]["nobody"]["country"] == []
    assert next(m for m in everything["meta"] if m["id"] == "organisation")["type"]


def test_the_preview_may_be_framed_and_says_who_it_is(client):
    person = public("Ada Kovan")
    MembershipFactory(person=person, post__label="Minister", start="2020")

    answer = client.get(f"{HERE}/preview/ada-kovan")

    assert "Ada Kovan" in answer.content.decode()
    assert "Minister" in answer.content.decode()
    assert "X-Frame-Options" not in answer
    assert "frame-ancestors *" in answer["Content-Security-Policy"]
