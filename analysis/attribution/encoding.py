"""Text cut into words and windows as the model reads them; training and run time share it.

A word is what BERT's pre-tokeniser makes (letters and digits, or one mark), with its word pieces.
A unit is a paragraph, or a part of one that is too long. A window is as many whole units as fit.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from analysis.attribution.quotes import find_lines, find_quotations
from analysis.types import Span

MAX_PIECES = 256  # the length trained at; longer windows lose 2 to 4 points
CHUNK = 8000  # characters tokenised at once, so that one endless line stays within memory
CLS, SEP = 101, 102
N_SHAPES = 9
SENTENCE_ENDS = '.!?”"'
SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Unit:
    """Consecutive words of one paragraph, at most `MAX_PIECES` - 2 pieces long."""

    paragraph: int
    first_i: int
    starts: list[int]
    ends: list[int]
    shapes: list[int]
    pieces: list[list[int]]

    @property
    def n_pieces(self) -> int:
        return sum(map(len, self.pieces))

    def part(self, start_i: int, end_i: int) -> Unit:
        """Return the words `start_i` to `end_i` of this unit as a unit of their own."""
        cut = slice(start_i, end_i)
        return Unit(
            self.paragraph,
            self.first_i + start_i,
            self.starts[cut],
            self.ends[cut],
            self.shapes[cut],
            self.pieces[cut],
        )


@dataclass(frozen=True, slots=True)
class Window:
    """What the model reads at once: `first[i]` is where the first piece of word `i` stands."""

    starts: list[int]
    ends: list[int]
    paragraphs: list[int]
    ids: NDArray[np.int64]
    shapes: NDArray[np.int64]
    first: NDArray[np.int64]
    first_i: int

    def __len__(self) -> int:
        return len(self.starts)

    def span(self, start_i: int, end_i: int) -> Span:
        """Return the characters from word `start_i` up to, not including, word `end_i`."""
        return Span(self.starts[start_i], self.ends[end_i - 1])


def find_units(text: str, tokenizer: Tokenizer, skip: Sequence[Span] = ()) -> Iterator[Unit]:
    """Return the units of `text` in order, lazily; words inside `skip` are left out."""
    n_words = n_passed = 0
    holes = sorted(skip)
    starts = [hole.start for hole in holes]
    for paragraph, (start, end) in enumerate(find_lines(text)):
        while n_passed < len(holes) and holes[n_passed].end <= start:
            n_passed += 1
        n_reached = bisect_left(starts, end, n_passed)
        inside = holes[n_passed:n_reached]
        for unit in _paragraph_units(text, start, end, tokenizer, paragraph, n_words, inside):
            n_words = unit.first_i + len(unit.starts)
            yield unit


def pack_units(units: Iterable[Unit], first_cap: int = MAX_PIECES) -> Iterator[Window]:
    """Return windows of whole units; `first_cap` shortens the first (training shifts the cuts)."""
    packed: list[Unit] = []
    length, cap = 1, first_cap
    for unit in units:
        need = unit.n_pieces + 1
        if packed and length + need > cap:
            yield _make_window(packed)
            packed, length, cap = [], 1, MAX_PIECES
        packed.append(unit)
        length += need
    if packed:
        yield _make_window(packed)


def _make_window(units: Sequence[Unit]) -> Window:
    ids, shapes, first = [CLS], [0], []
    for number, unit in enumerate(units):
        if number and unit.paragraph != units[number - 1].paragraph:
            ids.append(SEP)
            shapes.append(0)
        for pieces, shape in zip(unit.pieces, unit.shapes, strict=True):
            first.append(len(ids))
            ids += pieces
            shapes += [shape] * len(pieces)
    ids.append(SEP)
    shapes.append(0)
    return Window(
        starts=[start for unit in units for start in unit.starts],
        ends=[end for unit in units for end in unit.ends],
        paragraphs=[unit.paragraph for unit in units for _ in unit.starts],
        ids=np.array(ids, np.int64),
        shapes=np.array(shapes, np.int64),
        first=np.array(first, np.int64),
        first_i=units[0].first_i,
    )


def _paragraph_units(
    text: str,
    start: int,
    end: int,
    tokenizer: Tokenizer,
    paragraph: int,
    n_words: int,
    skip: Sequence[Span],
) -> Iterator[Unit]:
    quotations = find_quotations(text, start, end)
    for chunk_start, chunk_end in _chunks(text, start, end, skip):
        words = _read_words(text, chunk_start, chunk_end, tokenizer, quotations)
        unit = Unit(paragraph, n_words, *words)
        n_words += len(unit.starts)
        yield from _cut_long(text, unit)


def _chunks(text: str, start: int, end: int, skip: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Cut `text[start:end]` around `skip`, and into pieces short enough to tokenise."""
    for hole in skip:
        yield from _chunks(text, start, hole.start, ())
        start = max(start, hole.end)
    while end - start > CHUNK:
        cut = text.rfind(" ", start + CHUNK // 2, start + CHUNK) + 1 or start + CHUNK
        yield start, cut
        start = cut
    if start < end:
        yield start, end


def _read_words(
    text: str,
    start: int,
    end: int,
    tokenizer: Tokenizer,
    quotations: Sequence[tuple[int, int]],
) -> tuple[list[int], list[int], list[int], list[list[int]]]:
    """Return starts, ends, shapes and pieces of the words of `text[start:end]`."""
    encoded = tokenizer.encode(_readable(text[start:end]), add_special_tokens=False)
    starts: list[int] = []
    ends: list[int] = []
    pieces: list[list[int]] = []
    last = None
    for piece, (a, b), word in zip(encoded.ids, encoded.offsets, encoded.word_ids, strict=True):
        if b <= a:
            continue
        if word == last:
            ends[-1] = max(ends[-1], start + b)
            pieces[-1].append(piece)
        else:
            starts.append(start + a)
            ends.append(start + b)
            pieces.append([piece])
        last = word
    return starts, ends, _read_shapes(text, starts, ends, quotations), pieces


def _readable(chunk: str) -> str:
    """Lone surrogates make the tokeniser raise; one mark for one keeps every offset."""
    return chunk if chunk.isascii() else SURROGATES.sub("\ufffd", chunk)


def _read_shapes(
    text: str, starts: Sequence[int], ends: Sequence[int], quotations: Sequence[tuple[int, int]]
) -> list[int]:
    """Return for each word 1 + its case (lower, capital, all capitals, other) + 4 if quoted."""
    shapes = []
    at = 0
    for start, end in zip(starts, ends, strict=True):
        while at < len(quotations) and quotations[at][1] <= start:
            at += 1
        is_quoted = at < len(quotations) and quotations[at][0] <= start
        shapes.append(1 + _case_of(text[start:end]) + 4 * is_quoted)
    return shapes


def _case_of(word: str) -> int:
    if not word[0].isalpha():
        return 3
    if not word[0].isupper():
        return 2 if word.isupper() and len(word) > 1 else 0
    return 2 if len(word) > 1 and word.isupper() else 1


def _cut_long(text: str, unit: Unit) -> Iterator[Unit]:
    """Cut a unit that no window can hold, after the last end of a sentence that fits."""
    limit = MAX_PIECES - 2
    start_i, length, cut = 0, 0, 0
    for i, pieces in enumerate(unit.pieces):
        if length + len(pieces) > limit:
            cut = cut if cut > start_i else i
            yield unit.part(start_i, cut)
            start_i, length = cut, sum(map(len, unit.pieces[cut:i]))
        length += len(pieces)
        if text[unit.starts[i] : unit.ends[i]] in SENTENCE_ENDS:
            cut = i + 1
    if start_i < len(unit.starts):
        yield unit.part(start_i, len(unit.starts))
