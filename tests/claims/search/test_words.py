"""What is typed into the search box, as it is understood."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.search.asked import Asked
from claims.search.inflections import find_forms
from claims.search.matching import find_statements
from claims.search.words import Term, parse_words


def test_words_are_asked_for_one_and_all():
    assert parse_words("Twelve, DEAD!").groups == ((Term(("twelve",)),), (Term(("dead",)),))


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param('"twelve dead"', id="straight-quotes"),
        pytest.param("“twelve dead”", id="curly-quotes"),
        pytest.param('"twelve dead', id="quote-left-open"),
    ],
)
def test_a_quoted_phrase_stands_exactly(typed):
    assert parse_words(typed).groups == ((Term(("twelve", "dead"), is_exact=True),),)


@pytest.mark.parametrize("typed", ["fire -drill", "fire −drill", '-"drill" fire'])
def test_a_word_with_a_minus_is_left_out(typed):
    words = parse_words(typed)

    assert words.groups == ((Term(("fire",)),),)
    assert [term.tokens for term in words.excluded] == [("drill",)]


def test_or_joins_the_words_beside_it():
    assert parse_words("fire OR blaze port").groups == (
        (Term(("fire",)), Term(("blaze",))),
        (Term(("port",)),),
    )


def test_a_hyphenated_word_is_a_phrase():
    assert parse_words("well-known").groups == ((Term(("well", "known")),),)


@pytest.mark.parametrize("typed", ["", "   ", "OR", "OR OR", '"', '""', "-", "*", "--- ***", "AND"])
def test_operators_alone_ask_for_nothing(typed):
    assert not parse_words(typed)


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("death", "deaths"),
        ("died", "die"),
        ("denies", "denied"),
        ("stopped", "stop"),
        ("blaming", "blames"),
    ],
)
def test_a_word_is_found_in_its_other_forms(word, form):
    assert form in find_forms(word)


def test_news_is_not_the_plural_of_new():
    assert find_forms("news") == ("news",)
    assert "news" not in find_forms("new")


@pytest.mark.django_db
@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.one_of(
        st.text(max_size=80),
        st.lists(
            st.sampled_from(
                [
                    "fire",
                    '"',
                    "-",
                    "OR",
                    "*",
                    "NOT",
                    "NEAR(",
                    ")",
                    "^",
                    ":",
                    "'",
                    "words:",
                    "&",
                    "|",
                    "!",
                    "<->",
                    "\\",
                    "\0",
                ]
            ),
            max_size=30,
        ).map(" ".join),
    )
)
def test_nothing_typed_is_ever_a_syntax_error(typed):
    assert find_statements(Asked(words=typed)).n_total == 0


@pytest.mark.django_db
def test_as_many_words_as_fit_are_no_error():
    assert find_statements(Asked(words="stopping OR " * 200)).n_total == 0
