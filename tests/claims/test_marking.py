"""What is marked and not saved yet."""

from __future__ import annotations

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from analysis.types import Span
from claims.borders import Border, Step
from claims.errors import ReviewError, SelectorError
from claims.marking import Marking
from tests.claims.test_borders import TEXTS
from tests.factories import TEXT


def find(words):
    start = TEXT.index(words)
    return Span(start, start + len(words))


def words(spans):
    return [span.of(TEXT) for span in spans]


def read(**written):
    query = QueryDict(mutable=True)
    for role, spans in written.items():
        query.setlist(role, spans)
    return Marking.read(query, TEXT)


def test_what_is_written_is_read_again():
    marking = Marking(
        source=(find("Minister Ada Kovan"),),
        cue=(find("told"),),
        content=(find("There was"), find("no warning")),
    )
    query = QueryDict(mutable=True)
    for role, span in marking.written():
        query.appendlist(role, span)

    assert Marking.read(query, TEXT) == marking


@pytest.mark.parametrize(
    "written", ["", "5", "9-4", "-1-4", "4-4", "a-b", "1-9999999", "0-999999999999", "1-2-3"]
)
def test_a_span_that_makes_no_sense_is_refused(written):
    with pytest.raises(SelectorError):
        read(content=[written])


def test_a_step_stops_at_the_next_span_of_its_role():
    marking = Marking(content=(find("twelve people"), find("died")))

    grown = marking.step(TEXT, "content", 0, Step(Border.END, 1))

    assert grown == marking


def test_one_more_span_is_the_word_after_the_last():
    marking = Marking(content=(find("twelve people"),))

    assert words(marking.add(TEXT, "content").content) == ["twelve people", "died"]


def test_a_role_that_has_no_span_begins_after_the_content():
    marking = Marking(content=(find("There was no warning"),))

    assert words(marking.add(TEXT, "source").source) == ["Minister"]


def test_the_last_span_of_the_content_cannot_be_removed():
    with pytest.raises(ReviewError, match="needs words"):
        Marking(content=(find("died"),)).remove("content", 0)


def test_a_second_span_is_removed():
    marking = Marking(content=(find("twelve people"), find("died")))

    assert words(marking.remove("content", 0).content) == ["died"]


def test_a_span_is_cut_in_two():
    marking = Marking(content=(find("twelve people died in the fire"),)).cut(TEXT, "content", 0)

    assert words(marking.content) == ["twelve people", "died in the fire"]


@pytest.mark.parametrize(("role", "index"), [("content", 3), ("content", -1), ("title", 0)])
def test_a_span_that_is_gone_is_refused(role, index):
    with pytest.raises(ReviewError, match="not marked any more"):
        Marking(content=(find("died"),)).step(TEXT, role, index, Step(Border.END, 1))


@given(
    text=TEXTS,
    steps=st.lists(
        st.tuples(st.integers(0, 2), st.sampled_from(Border), st.sampled_from([-1, 1])), max_size=8
    ),
)
def test_spans_never_meet_whatever_is_pressed(text, steps):
    text = f"one two three four {text} five"
    marking = Marking(content=(Span(0, 3), Span(8, 13)))

    for index, border, by in steps:
        try:
            marking = marking.step(text, "content", index % 2, Step(border, by))
        except ReviewError:
            continue

        left, right = marking.content
        assert 0 <= left.start < left.end <= right.start < right.end <= len(text)
