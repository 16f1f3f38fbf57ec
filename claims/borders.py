"""Where a span may begin and end: moved by words or by characters, and never inside a grapheme cluster.

What a reader takes for one character may be several code points: a letter with its accents, an emoji with its
skin tone, a family joined to one picture. Borders stand between such clusters, and steps follow the Unicode
rules for clusters and words (UAX 29), as browsers do. Offsets are code points.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import regex

from analysis.types import Span

_CLUSTER = regex.compile(r"\X")
_WORD = regex.compile(r"\b", flags=regex.WORD)
_ENDINGS = ".!?…"


class Border(StrEnum):
    """What a step moves."""

    START = "start"
    END = "end"
    BOTH = "both"


class Unit(StrEnum):
    """How far a step goes."""

    WORD = "word"
    CHARACTER = "character"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of one border: `by` is 1 towards the end of the text, -1 towards its start."""

    border: Border
    by: int
    unit: Unit = Unit.WORD


def snap(text: str, span: Span) -> Span:
    """Return the smallest span around `span` that cuts no grapheme cluster, inside the text.

    A span that lies wholly past the end of the text is returned as it is.
    """
    if span.start >= len(text):
        return span
    end = min(span.end, len(text))
    return Span(_cluster_start(text, span.start), _cluster_end(text, end))


def trim(text: str, span: Span) -> Span | None:
    """Return `span`, snapped, without white space at its edges; None when nothing else is in it."""
    if span.start >= len(text):
        return span
    whole = snap(text, span)
    inked = [c for c in _clusters(text, whole.start, whole.end) if c.of(text).strip()]
    return Span(inked[0].start, inked[-1].end) if inked else None


def move(text: str, span: Span, step: Step, *, room: Span | None = None) -> Span:
    """Return `span` after one step; as it was, if the step would empty it or leave `room`.

    `room` is where the span may lie; None is the whole text.
    """
    room = room or Span(0, max(1, len(text)))
    pieces = _pieces(text, room) if step.unit is Unit.WORD else _clusters(text, 0, len(text))
    pieces = [p for p in pieces if room.start <= p.start and p.end <= room.end]
    start, end = span.start, span.end
    if step.border in {Border.START, Border.BOTH}:
        start = _next(sorted(p.start for p in pieces), start, step.by)
    if step.border in {Border.END, Border.BOTH}:
        end = _next(sorted(p.end for p in pieces), end, step.by)
    is_stuck = step.border is Border.BOTH and (start == span.start or end == span.end)
    if start >= end or is_stuck:
        return span
    return Span(start, end)


def cut(text: str, span: Span) -> tuple[Span, Span] | None:
    """Return `span` cut in two: after the sentence that ends nearest to its middle, else between two words.

    None when the span is a single word.
    """
    pieces = [p for p in _pieces(text, span) if span.start <= p.start and p.end <= span.end]
    if len(pieces) < 2:
        return None
    middle = (span.start + span.end) / 2
    ends = [p for p in pieces[:-1] if any(c in _ENDINGS for c in p.of(text))]
    last = min(ends or pieces[:-1], key=lambda p: abs(p.end - middle))
    first_of_rest = pieces[pieces.index(last) + 1]
    return Span(span.start, last.end), Span(first_of_rest.start, span.end)


def word_after(text: str, at: int, *, room: Span | None = None) -> Span | None:
    """Return the first word that begins at or after `at`, else None; `room` is where to look."""
    room = room or Span(0, max(1, len(text)))
    words = (p for p in _pieces(text, room) if p.start >= at and p.end <= room.end)
    return next((p for p in words if any(c.isalnum() for c in p.of(text))), None)


def _next(borders: Sequence[int], at: int, by: int) -> int:
    """Return the border after `at`, or before it; `at` itself where there is none."""
    i = bisect_right(borders, at) if by > 0 else bisect_left(borders, at) - 1
    return borders[i] if 0 <= i < len(borders) else at


def _pieces(text: str, room: Span) -> list[Span]:
    """Return the words, and the runs of other characters between white space and words, around `room`."""
    start, end = _line_start(text, room.start), _line_end(text, min(room.end, len(text)))
    edges = [c.start for c in _clusters(text, start, end)]
    breaks = {start + m.start() for m in _WORD.finditer(text[start:end])}
    cuts = [*(edge for edge in edges if edge in breaks or edge == start), end]
    pieces: list[Span] = []
    for a, b in pairwise(cuts):
        if a == b or text[a:b].isspace():
            continue
        if pieces and pieces[-1].end == a and not _is_word(text[pieces[-1].start : b]):
            pieces[-1] = Span(pieces[-1].start, b)
        else:
            pieces.append(Span(a, b))
    return pieces


def _is_word(characters: str) -> bool:
    return any(c.isalnum() for c in characters)


def _cluster_start(text: str, at: int) -> int:
    """Return `at`, or where the cluster begins that `at` lies inside of."""
    line = _line_start(text, at)
    return max(
        (c.start for c in _clusters(text, line, _line_end(text, at)) if c.start <= at), default=at
    )


def _cluster_end(text: str, at: int) -> int:
    line = _line_start(text, max(0, at - 1))
    return min(
        (c.end for c in _clusters(text, line, _line_end(text, at)) if c.end >= at), default=at
    )


def _clusters(text: str, start: int, end: int) -> list[Span]:
    return [Span(start + m.start(), start + m.end()) for m in _CLUSTER.finditer(text[start:end])]


def _line_start(text: str, at: int) -> int:
    """Return where the line of `at` begins: no cluster reaches over a line break."""
    return text.rfind("\n", 0, at) + 1


def _line_end(text: str, at: int) -> int:
    """Return the end of the line of `at`, its break included."""
    found = text.find("\n", at)
    return found + 1 if found >= 0 else len(text)
