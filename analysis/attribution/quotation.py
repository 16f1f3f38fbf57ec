"""Direct, indirect or mixed: how much of a content stands between quotation marks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.attribution.quotes import find_quotations
from analysis.types import Quotation, Span

DIRECT_SHARE = (
    0.97  # “The group’s “militants have fought”” is mixed: two of its words are not quoted
)
LOOK_AROUND = 20_000  # characters; a line without end must not be read again and again
WORD = re.compile(r"\w+")
# ‘it’s over,’ - a closing mark has no letter after it, an apostrophe has
SINGLE_QUOTED = re.compile(r"(?<!\w)‘(?:[^‘’\n]|’(?=\w))*’(?!\w)")


def classify_quotation(text: str, content: Sequence[Span]) -> Quotation:
    """Return how the words of `content` relate to the speaker's own words.

    Counts letters and digits, not marks. A quotation left open runs to the end of its paragraph.
    """
    quoted = total = 0
    for span in content:
        quotations = quotations_around(text, span)
        for word in WORD.finditer(text, span.start, span.end):
            length = word.end() - word.start()
            total += length
            quoted += length * any(a <= word.start() < b for a, b in quotations)
    if not quoted:
        return Quotation.INDIRECT
    return Quotation.DIRECT if quoted >= DIRECT_SHARE * total else Quotation.MIXED


def quotations_around(text: str, span: Span) -> list[tuple[int, int]]:
    """Return the quotations, double or single, of the paragraphs that `span` touches."""
    floor = max(0, span.start - LOOK_AROUND)
    start = max(floor, text.rfind("\n", floor, span.start) + 1)
    limit = min(len(text), span.end + LOOK_AROUND)
    end = text.find("\n", span.end, limit)
    end = limit if end < 0 else end
    found: list[tuple[int, int]] = []
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        found += find_quotations(text, start, stop)
        found += [match.span() for match in SINGLE_QUOTED.finditer(text, start, stop)]
        start = stop + 1
    return [(a, b) for a, b in found if a < span.end and span.start < b]
