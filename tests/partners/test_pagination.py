import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partners.pagination import CURSOR_PATTERN, MAX_ID, Cursor
from tests.factories import ArticleVersionFactory, ClaimFactory, QuestionFactory


@given(st.integers(0, MAX_ID), st.booleans())
def test_a_cursor_reads_back(row_id, is_forward):
    cursor = Cursor(row_id=row_id, is_forward=is_forward)

    assert Cursor.decode(cursor.encode()) == cursor


@given(st.from_regex(CURSOR_PATTERN, fullmatch=True))
def test_every_text_of_the_declared_shape_is_a_cursor(text):
    if not text.endswith("\n"):
        assert 0 <= Cursor.decode(text).row_id <= MAX_ID


def walk(api, url, *, link="next", on_page=lambda n: None):
    pages = []
    while url:
        page = api.get(url).json()
        pages.append([row["id"] for row in page["results"]])
        on_page(len(pages))
        url = page[link]
    return pages


def test_a_walk_meets_every_row_once(api):
    question = QuestionFactory()
    made = [ClaimFactory(question=question).pk for _ in range(7)]

    pages = walk(api, "/api/v1/claims?page_size=3")

    assert pages == [made[:3], made[3:6], made[6:]]


def test_a_walk_is_stable_while_rows_come_and_go(api):
    question = QuestionFactory()
    claims = [ClaimFactory(question=question) for _ in range(6)]
    made = [claim.pk for claim in claims]

    def meanwhile(n_pages):
        if n_pages == 1:
            claims[0].delete()
            claims[4].delete()
            made.append(ClaimFactory(question=question).pk)

    pages = walk(api, "/api/v1/claims?page_size=2", on_page=meanwhile)

    assert [pk for page in pages for pk in page] == [pk for pk in made if pk != made[4]]


def test_the_way_back_is_the_way_there(api):
    question = QuestionFactory()
    made = [ClaimFactory(question=question).pk for _ in range(5)]
    first = api.get("/api/v1/claims?page_size=2").json()
    second = api.get(first["next"]).json()
    last = api.get(second["next"]).json()

    assert first["previous"] is None
    assert last["next"] is None
    assert walk(api, last["previous"], link="previous") == [made[2:4], made[:2]]
    assert api.get(second["previous"]).json()["results"] == first["results"]
    assert (
        api.get(api.get(second["previous"]).json()["next"]).json()["results"] == second["results"]
    )


def test_a_full_last_page_has_no_next(api):
    question = QuestionFactory()
    for _ in range(2):
        ClaimFactory(question=question)

    assert api.get("/api/v1/claims?page_size=2").json()["next"] is None


def test_links_keep_the_filters(api):
    for _ in range(2):
        ArticleVersionFactory(article__title="Fire & smoke")

    page = api.get("/api/v1/articles?q=fire+%26&page_size=1").json()

    assert page["next"].startswith("http://testserver/api/v1/articles?")
    assert len(api.get(page["next"]).json()["results"]) == 1
    assert re.search(r"[?&]q=fire(\+|%20)%26(&|$)", page["next"])


def test_an_empty_list_is_one_page(api):
    assert api.get("/api/v1/claims").json() == {"next": None, "previous": None, "results": []}


@pytest.mark.parametrize(
    "cursor", [Cursor(row_id=i, is_forward=f) for i in (0, MAX_ID) for f in (True, False)]
)
def test_the_ends_of_the_numbers_are_pages(api, cursor):
    ClaimFactory()

    page = api.get(f"/api/v1/claims?cursor={cursor.encode()}").json()

    assert {"next", "previous", "results"} == set(page)
    for link in (page["next"], page["previous"]):
        assert link is None or api.get(link).status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        "cursor=abc",
        "cursor=",
        "cursor=nAAAAAAAAAAB",
        "cursor=xAAAAAAAAAAA",
        "cursor=nAAAAAAAAAAA%0A",
        "page_size=0",
        "page_size=201",
        "page_size=-1",
        "page_size=1.0",
        "page_size=ten",
        "page_size=%D9%A3",
        "page_size=",
        "page_size=1&page_size=2",
    ],
)
def test_what_is_no_cursor_or_size_is_refused(api, query):
    answer = api.get(f"/api/v1/claims?{query}")

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["pointer"] == f"#/{query.partition('=')[0]}"


def test_the_largest_page_is_served(api):
    assert api.get("/api/v1/claims?page_size=200").status_code == 200
