from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.matching.quotations import compare_quotations, is_same_quotation

SAID = "We will not sell the harbour to anyone, and that is our last word on it."


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(SAID, id="identical"),
        pytest.param(
            "“we will not sell the harbour to anyone and that is our last word on it”", id="marks"
        ),
        pytest.param(
            "We will not sell the harbor to anyone, and that is our last word on it.", id="spelling"
        ),
        pytest.param(
            "We will not sell the harbour to anyone, and that is our last word.",
            id="cut-at-the-end",
        ),
        pytest.param(
            "We won't sell the harbour to anyone, and that is our last word on it.",
            id="contraction",
        ),
    ],
)
def test_the_same_words_are_one_quotation(other):
    assert is_same_quotation(SAID, other)


@pytest.mark.parametrize(
    ("a", "b", "reason"),
    [
        pytest.param(SAID, SAID.replace("not ", ""), "only one negates", id="negation"),
        pytest.param(
            "We lost 12 of our boats that night.",
            "We lost 21 of our boats that night.",
            "the numbers differ",
            id="number",
        ),
        pytest.param(
            "We lost twelve of our boats that night.",
            "We lost twenty of our boats that night.",
            "the numbers differ",
            id="number-word",
        ),
        pytest.param(
            "It cost five million crowns in all.",
            "It cost five billion crowns in all.",
            "the numbers differ",
            id="scale",
        ),
        pytest.param(
            "The mayor of Norrin broke the law last year.",
            "The mayor of Kestrel broke the law last year.",
            "exchanged",
            id="name",
        ),
        pytest.param(
            "The mayor of Norrin accused the council of Kestrel of lying.",
            "The mayor of Kestrel accused the council of Norrin of lying.",
            "another order",
            id="swapped",
        ),
        pytest.param("No comment.", "No comments.", "too short", id="too-short"),
        pytest.param("We will not sell.", SAID, "much longer", id="a-clause-of-it"),
        pytest.param(
            "The harbour belongs to the town and to nobody else.",
            SAID,
            "the words differ",
            id="other-words",
        ),
    ],
)
def test_what_differs_is_told(a, b, reason):
    comparison = compare_quotations(a, b)

    assert not comparison.is_same
    assert any(reason in given for given in comparison.reasons)


def test_numbers_as_words_and_as_digits_agree():
    assert is_same_quotation(
        "We lost twelve of our boats that night.", "We lost 12 of our boats that night."
    )


def test_short_words_may_be_the_same_words():
    assert is_same_quotation("No comment.", "“No comment”")


@given(a=st.text(max_size=60), b=st.text(max_size=60))
def test_the_order_of_the_two_does_not_matter(a, b):
    assert is_same_quotation(a, b) == is_same_quotation(b, a)


@given(text=st.from_regex(r"[a-z]{2,8}( [a-z]{2,8}){4,12}", fullmatch=True))
def test_a_quotation_is_itself(text):
    assert is_same_quotation(text, text.upper())
