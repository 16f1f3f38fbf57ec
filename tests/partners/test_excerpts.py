import pytest

from analysis.types import Span
from claims.selectors import cut_selectors
from partners.excerpts import excerpt_of
from tests.factories import ArticleVersionFactory, StatementFactory

pytestmark = pytest.mark.django_db

NUMBERS = "one two three four five six seven eight nine ten"


def statement_of(text, *exacts, limit, **fields):
    version = ArticleVersionFactory(text=text, article__outlet__excerpt_limit=limit)
    spans = [Span(text.index(e), text.index(e) + len(e)) for e in exacts]
    content = cut_selectors(text, spans)
    return StatementFactory(version=version, content=content, status="accepted", **fields)


def test_words_at_the_limit_leave_whole():
    excerpt = excerpt_of(statement_of(f"{NUMBERS} end", NUMBERS, limit=10))

    assert excerpt.words == NUMBERS
    assert excerpt.content[0]["suffix"] == " end"
    assert not excerpt.is_excerpt


def test_words_beyond_the_limit_are_cut():
    excerpt = excerpt_of(statement_of(f"He said {NUMBERS} end", NUMBERS, limit=3))

    assert excerpt.words == "one two three …"
    assert excerpt.content == [
        {"start": 8, "end": 21, "exact": "one two three", "prefix": "", "suffix": ""}
    ]
    assert excerpt.is_excerpt


def test_the_limit_holds_for_all_spans_together():
    text = "one two three, he said, four five six seven"
    excerpt = excerpt_of(statement_of(text, "one two three", "four five six seven", limit=4))

    assert excerpt.words == "one two three … four …"
    assert [s["exact"] for s in excerpt.content] == ["one two three", "four"]


def test_a_span_wholly_beyond_the_limit_is_left_out():
    text = "one two three, he said, four five"
    excerpt = excerpt_of(statement_of(text, "one two three", "four five", limit=3))

    assert [s["exact"] for s in excerpt.content] == ["one two three"]
    assert excerpt.words == "one two three …"


def test_an_outlet_that_lets_nothing_out():
    excerpt = excerpt_of(statement_of(NUMBERS, NUMBERS, limit=0))

    assert (excerpt.words, excerpt.content, excerpt.is_excerpt) == ("…", [], True)


def test_letters_count_where_no_spaces_are_left():
    excerpt = excerpt_of(statement_of("港口火災沒有警告", "港口火災沒有警告", limit=4))

    assert excerpt.words == "港口火災 …"


def test_a_long_source_does_not_shorten_the_words():
    text = f"{NUMBERS} said no"
    statement = statement_of(
        text, "no", limit=3, source=cut_selectors(text, [Span(0, len(NUMBERS))])
    )
    excerpt = excerpt_of(statement)

    assert (excerpt.words, excerpt.is_excerpt) == ("no", True)
    assert excerpt.source[0]["exact"] == "one two three"


def test_nothing_beyond_the_cut_is_served_anywhere(api):
    text = f"{NUMBERS} eleven, the ministry said."
    cue = cut_selectors(text, [Span(text.index("said"), text.index("said") + 4)])
    source = cut_selectors(
        text, [Span(text.index("the ministry"), text.index("the ministry") + 12)]
    )
    statement_of(text, NUMBERS, limit=3, cue=cue, source=source)

    served = api.get("/api/v1/statements").content.decode()

    assert "one%20two%20three" in served
    for word in ("four", "five", "nine", "eleven"):
        assert word not in served


def test_slicing_the_text_still_gives_the_exact_words(api):
    text = f"🚢 {NUMBERS}"
    statement_of(text, NUMBERS, limit=3)

    span = api.get("/api/v1/statements").json()["results"][0]["selectors"]["content"][0]

    assert (
        text[span["position"]["start"] : span["position"]["end"]]
        == span["quote"]["exact"]
        == "one two three"
    )
