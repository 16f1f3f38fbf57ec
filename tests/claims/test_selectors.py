from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.types import Span
from claims.errors import SelectorError
from claims.selectors import cut_selector, cut_selectors, joined_words, lead_words, spans_of


@given(st.text(min_size=1), st.data())
def test_exact_words_are_always_the_slice(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))

    selector = cut_selector(text, Span(start, end))

    assert selector["exact"] == text[selector["start"] : selector["end"]]
    assert text[: selector["start"]].endswith(selector["prefix"])
    assert text[selector["end"] :].startswith(selector["suffix"])


def test_offsets_count_code_points_not_utf16():
    text = "👩‍🚒 said: fire"

    selector = cut_selector(text, Span(text.index("fire"), len(text)))

    assert selector["exact"] == "fire"
    assert selector["start"] == 10


def test_a_span_past_the_end_is_refused():
    with pytest.raises(SelectorError, match="past the text's 4 characters"):
        cut_selector("fire", Span(2, 9))


def test_overlapping_spans_are_refused():
    with pytest.raises(SelectorError, match="overlap"):
        cut_selectors("fire at the port", [Span(0, 7), Span(5, 9)])


def test_selectors_stand_in_text_order_and_give_their_spans_back():
    spans = (Span(8, 12), Span(0, 4))

    selectors = cut_selectors("fire at the port", spans)

    assert spans_of(selectors) == tuple(sorted(spans))


def test_joined_words_show_the_gap_and_fold_line_breaks():
    selectors = cut_selectors("no\nwarning came, he said, at all", [Span(0, 15), Span(26, 32)])

    assert joined_words(selectors) == "no warning came … at all"


@pytest.mark.parametrize(
    ("text", "cue", "content", "lead"),
    [
        ("He again denied that it burned.", "again denied", "that it burned", "again denied"),
        ("He told the court that it burned.", "told", "that it burned", "told …"),
        ("It burned, he said.", "said", "It burned", ""),
        ("He: it burned.", "", "it burned", ""),
    ],
    ids=["next to it", "with a gap", "behind", "no cue"],
)
def test_reporting_words_lead_what_they_stand_before(text, cue, content, lead):
    cut = [
        cut_selectors(text, [Span(text.index(words), text.index(words) + len(words))])
        if words
        else []
        for words in (cue, content)
    ]

    assert lead_words(*cut) == lead
