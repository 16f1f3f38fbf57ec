"""Borders of spans: stepped by words and characters, never inside a grapheme cluster."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from analysis.types import Span
from claims.borders import Border, Step, Unit, cut, move, snap, trim, word_after

FAMILY = "👩‍👩‍👧‍👦"
THUMB = "👍🏽"
COMBINED = "e\u0301te\u0301"
ARABIC = "قالت الوزيرةُ إنَّ التحذير لم يصل"
TEXT = f"Kovan said: “We were {COMBINED}, {FAMILY} all {THUMB}.”\n{ARABIC}. It’s 3.5% over."

# What real articles hold, and what breaks counting: accents, jamo, flags, joined emoji, marks, line breaks.
PARTS = st.sampled_from(
    [
        *"aZé0,.“”'’ \n\t",
        "e\u0301",
        "\u0301",
        "\u200d",
        "👩",
        FAMILY,
        THUMB,
        "🏽",
        "🇫🇷",
        "🇫",
        *"ل한",
        "\u064f",
        "\u1112\u1161",
        "क्षि",
        "\r\n",
        "\ufe0f",
        "ภาษา",
        "word",
        "\u202b",
    ]
)
TEXTS = st.lists(PARTS, min_size=1, max_size=40).map("".join)


def edges(text):
    return {0, *(m.end() for m in regex.finditer(r"\X", text))}


@st.composite
def texts_and_spans(draw):
    text = draw(TEXTS)
    start = draw(st.integers(0, len(text) - 1))
    return text, Span(start, draw(st.integers(start + 1, len(text))))


@given(texts_and_spans())
def test_a_snapped_span_cuts_no_character_and_is_the_smallest_such(given_):
    text, span = given_

    snapped = snap(text, span)

    assert {snapped.start, snapped.end} <= edges(text)
    assert snapped.start == max(e for e in edges(text) if e <= span.start)
    assert snapped.end == min(e for e in edges(text) if e >= span.end)
    assert snap(text, snapped) == snapped


@given(texts_and_spans())
def test_a_trimmed_span_begins_and_ends_with_something_to_read(given_):
    text, span = given_

    trimmed = trim(text, span)

    if trimmed is None:
        assert not span.of(text).strip()
    else:
        assert {trimmed.start, trimmed.end} <= edges(text)
        assert trimmed.of(text)[0].strip() or trimmed.of(text)[:2].strip()


@given(
    texts_and_spans(),
    st.sampled_from(Border),
    st.sampled_from([-1, 1]),
    st.sampled_from(Unit),
)
def test_a_step_stays_in_the_text_and_cuts_no_character(given_, border, by, unit):
    text, span = given_
    span = snap(text, span)

    moved = move(text, span, Step(border, by, unit))

    assert 0 <= moved.start < moved.end <= len(text)
    assert {moved.start, moved.end} <= edges(text)
    if border is Border.START:
        assert moved.end == span.end
    if border is Border.END:
        assert moved.start == span.start


@given(texts_and_spans(), st.sampled_from(Border), st.sampled_from([-1, 1]))
def test_a_step_never_leaves_the_room_it_is_given(given_, border, by):
    text, room = given_
    room = snap(text, room)
    span = trim(text, room) or room

    moved = move(text, span, Step(border, by), room=room)

    assert room.start <= moved.start < moved.end <= room.end


@given(texts_and_spans())
def test_the_two_halves_of_a_cut_hold_every_word_between_them(given_):
    text, span = given_
    span = snap(text, span)

    halves = cut(text, span)

    if halves is not None:
        left, right = halves
        assert (left.start, right.end) == (span.start, span.end)
        assert left.end <= right.start
        assert not text[left.end : right.start].strip()
        assert {left.end, right.start} <= edges(text)


def test_utf16_and_code_points_name_the_same_words():
    """What the browser does: `slice` in UTF-16 of a stretch found in code points is the same stretch."""
    start = TEXT.index(FAMILY)

    units = TEXT.encode("utf-16-le")
    before = len(TEXT[:start].encode("utf-16-le"))
    length = len(FAMILY.encode("utf-16-le"))

    assert units[before : before + length].decode("utf-16-le") == FAMILY
    assert Span(start, start + len(FAMILY)).of(TEXT) == FAMILY


def find(words):
    start = TEXT.index(words)
    return Span(start, start + len(words))


@pytest.mark.parametrize(
    ("words", "step", "after"),
    [
        pytest.param("We", Step(Border.END, 1), "We were", id="a-word-more"),
        pytest.param("We were", Step(Border.END, -1), "We", id="a-word-less"),
        pytest.param("were", Step(Border.START, -1), "We were", id="earlier-start"),
        pytest.param("We", Step(Border.START, -1), "“We", id="a-quotation-mark-is-a-step"),
        pytest.param("We", Step(Border.END, -1), "We", id="never-empty"),
        pytest.param("We", Step(Border.BOTH, 1), "were", id="the-whole-span-moves"),
        pytest.param("were", Step(Border.END, 1, Unit.CHARACTER), "were ", id="a-character-more"),
        pytest.param(
            "were ",
            Step(Border.END, 1, Unit.CHARACTER),
            "were e\u0301",
            id="a-letter-with-its-accent",
        ),
        pytest.param("all", Step(Border.END, 1), f"all {THUMB}.”", id="an-emoji-with-its-skin"),
        pytest.param(f"{FAMILY} all", Step(Border.START, 1), "all", id="a-joined-family"),
        pytest.param("قالت", Step(Border.END, 1), "قالت الوزيرةُ", id="right-to-left-with-vowels"),
        pytest.param("It’s", Step(Border.END, 1), "It’s 3.5", id="a-decimal-is-one-word"),
    ],
)
def test_a_step(words, step, after):
    assert move(TEXT, find(words), step).of(TEXT) == after


def test_a_cut_stands_between_sentences_where_there_are_some():
    text = "There was no warning. Nobody came. We asked for boats and for men."

    left, right = cut(text, Span(0, len(text)))

    assert (left.of(text), right.of(text)) == (
        "There was no warning. Nobody came.",
        "We asked for boats and for men.",
    )


def test_one_word_cannot_be_cut():
    assert cut("warning", Span(0, 7)) is None


def test_the_word_after_passes_over_punctuation():
    found = word_after(TEXT, TEXT.index(": “We"))

    assert found is not None
    assert found.of(TEXT) == "We"
