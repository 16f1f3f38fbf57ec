"""Selectors: a position and the words there, cut from one text and checked against it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TypedDict

from django.utils.translation import gettext as _

from analysis.types import Span
from claims.borders import snap, trim
from claims.errors import SelectorError

N_AROUND = 32
SAME_WORDS_SHARE = 0.5


class Selector(TypedDict):
    """A W3C text position selector and text quote selector in one, in code points."""

    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


def cut_selector(text: str, span: Span) -> Selector:
    """Return the selector of `span` in `text`; `exact` is the slice, by construction.

    Raises `SelectorError` when the span reaches past the end of the text.
    """
    if span.end > len(text):
        raise SelectorError(
            f"the span [{span.start}, {span.end}) reaches past the text's {len(text)} characters"
        )
    return Selector(
        start=span.start,
        end=span.end,
        exact=span.of(text),
        prefix=text[max(0, span.start - N_AROUND) : span.start],
        suffix=text[span.end : span.end + N_AROUND],
    )


def lead_words(cue: Sequence[Selector], content: Sequence[Selector]) -> str:
    """Return the reporting words that stand before the content: "again denied", or "told …" with a gap between.

    Without them what somebody denied would read as said. Empty where they stand behind the content, or are none.
    """
    if not content:
        return ""
    start = content[0]["start"]
    before = [part for part in cue if part["end"] <= start]
    if not before:
        return ""
    is_next = start - before[-1]["end"] <= 1
    return joined_words(before) + ("" if is_next else " …")


def cut_selectors(text: str, spans: Iterable[Span]) -> list[Selector]:
    """Return the selectors of `spans` in text order; raises `SelectorError` when two overlap."""
    ordered = sorted(spans)
    for left, right in pairwise(ordered):
        if left.overlaps(right):
            raise SelectorError(
                f"the spans [{left.start}, {left.end}) and [{right.start}, {right.end}) overlap"
            )
    return [cut_selector(text, span) for span in ordered]


def snap_spans(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return what a person marked, in text order, each span grown until it cuts no grapheme cluster.

    Raises `SelectorError` when a span reaches past the text, or overlaps another.
    """
    snapped = []
    for span in spans:
        if span.end > len(text):
            raise SelectorError(_("A span reaches past the end of the article: mark it again."))
        snapped.append(snap(text, span))
    snapped.sort()
    if any(left.overlaps(right) for left, right in pairwise(snapped)):
        raise SelectorError(_("Two spans of one role overlap: shrink one of them, or remove it."))
    return tuple(snapped)


def tidy_spans(text: str, spans: Iterable[Span]) -> list[Span]:
    """Return what a person marked as it may be stored: snapped (`snap_spans`), and without blank edges.

    Raises `SelectorError` as `snap_spans` does, and for a span that holds nothing but white space.
    """
    tidy = []
    for span in snap_spans(text, spans):
        trimmed = trim(text, span)
        if trimmed is None:
            raise SelectorError(_("A span holds nothing but white space: mark words."))
        tidy.append(trimmed)
    return tidy


def spans_of(selectors: Sequence[Selector]) -> tuple[Span, ...]:
    """Return the spans that `selectors` stand at."""
    return tuple(Span(s["start"], s["end"]) for s in selectors)


def is_same_words(left: Iterable[Span], right: Iterable[Span]) -> bool:
    """Tell whether the two sets of spans share at least half of the code points they cover."""
    a = {i for span in left for i in range(span.start, span.end)}
    b = {i for span in right for i in range(span.start, span.end)}
    return len(a & b) >= SAME_WORDS_SHARE * len(a | b)


def joined_words(selectors: Sequence[Selector]) -> str:
    """Return the exact words of all selectors as one line, gaps shown by an ellipsis."""
    return " … ".join(" ".join(s["exact"].split()) for s in selectors)
