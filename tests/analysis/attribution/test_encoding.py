from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from analysis.attribution.encoding import MAX_PIECES, find_units, pack_units
from analysis.attribution.model import FOLDER
from analysis.types import Span

TOKENIZER = Tokenizer.from_file(str(FOLDER / "tokenizer.json"))


def words_of(text, skip=()):
    units = find_units(text, TOKENIZER, skip)
    return [text[a:b] for unit in units for a, b in zip(unit.starts, unit.ends, strict=True)]


def test_words_keep_their_own_letters_and_accents():
    assert words_of("Ángela Núñez said “no”.") == ["Ángela", "Núñez", "said", "“", "no", "”", "."]


def test_words_inside_skipped_spans_are_left_out():
    text = "Photo by A. Person\nThe mayor resigned."

    assert words_of(text, [Span(0, 18)]) == ["The", "mayor", "resigned", "."]


def test_a_skipped_span_inside_a_line_leaves_the_rest():
    assert words_of("keep drop keep", [Span(5, 9)]) == ["keep", "keep"]


def test_lone_surrogates_do_not_shift_offsets():
    assert words_of("a \ud800 b")[-1] == "b"


def test_shapes_tell_case_and_quotation():
    (unit,) = find_units("she SAID “Yes 7”", TOKENIZER)

    assert unit.shapes == [1, 3, 8, 6, 8, 8]


def test_paragraphs_are_parted_by_a_separator_and_packed_together():
    (window,) = pack_units(find_units("one\ntwo", TOKENIZER))

    assert window.paragraphs == [0, 1]
    assert window.first.tolist() == [1, 3]


@pytest.mark.parametrize("text", ["word " * 3000, "a" * 100_000, "x. " * 2000, ".\n" * 900])
def test_no_window_is_longer_than_the_model_was_trained_on(text):
    windows = list(pack_units(find_units(text, TOKENIZER)))

    assert windows
    assert max(len(window.ids) for window in windows) <= MAX_PIECES


def test_a_long_sentence_is_cut_after_the_last_sentence_that_fits():
    text = "One short sentence here. " * 100

    units = list(find_units(text, TOKENIZER))

    assert all(text[unit.ends[-1] - 1] == "." for unit in units)


def test_windows_come_one_at_a_time():
    windows = pack_units(find_units("a line of text\n" * 100_000, TOKENIZER))

    assert next(windows).first_i == 0


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.characters(), max_size=300))
def test_words_are_in_order_inside_any_text(text):
    windows = list(pack_units(find_units(text, TOKENIZER)))
    starts = [start for window in windows for start in window.starts]
    ends = [end for window in windows for end in window.ends]

    assert all(0 <= a < b <= len(text) for a, b in zip(starts, ends, strict=True))
    assert all(b <= a for a, b in zip(starts[1:], ends, strict=False))
