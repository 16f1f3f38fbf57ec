"""Words looked for in an article by someone who types them, and what their surroundings tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from analysis.types import Span
from claims.borders import snap
from claims.models import Statement

N_AROUND = 60
N_PLACES = 20
OPENING, CLOSING = "“\"«„‘'‹", "”\"»“’'›"


@dataclass(frozen=True, slots=True)
class Place:
    """One place where the words stand, with a little on either side; `written` as addresses carry a span."""

    span: Span
    before: str
    words: str
    after: str

    @property
    def written(self) -> str:
        """The span as addresses carry it."""
        return f"{self.span.start}-{self.span.end}"


def find_places(text: str, words: str) -> list[Place]:
    """Return where `words` stand in `text`, letter for letter but for case, quotation marks and white space."""
    parts = words.split()
    if not parts:
        return []
    pattern = regex.compile(r"\s+".join(map(_loosely, parts)), flags=regex.IGNORECASE)
    return [_place(text, Span(*found.span())) for found in pattern.finditer(text)][:N_PLACES]


def guess_quotation(text: str, content: Sequence[Span]) -> str:
    """Return *direct* for words inside quotation marks, *mixed* for words that hold some, else *indirect*."""
    if not content:
        return Statement.Quotation.INDIRECT
    if all(_is_quoted(text, span) for span in content):
        return Statement.Quotation.DIRECT
    if any(c in '“”«»„"' for span in content for c in span.of(text)):
        return Statement.Quotation.MIXED
    return Statement.Quotation.INDIRECT


def _loosely(word: str) -> str:
    """Return a pattern for `word` that takes any kind of quotation mark for another."""
    return "".join(
        '[“”"«»„]' if c in '“”"«»„' else "[’‘']" if c in "’‘'" else regex.escape(c) for c in word
    )


def _place(text: str, span: Span) -> Place:
    whole = snap(text, span)
    before = text[max(0, whole.start - N_AROUND) : whole.start]
    after = text[whole.end : whole.end + N_AROUND]
    return Place(
        whole, " ".join(before.split()), " ".join(whole.of(text).split()), " ".join(after.split())
    )


def _is_quoted(text: str, span: Span) -> bool:
    """Tell whether quotation marks stand just inside or just outside both ends."""
    inner = span.of(text)
    opens = inner[0] in OPENING or text[: span.start].rstrip()[-1:] in tuple(OPENING)
    closes = inner[-1] in CLOSING or text[span.end :].lstrip(" ,.!?")[:1] in tuple(CLOSING)
    return opens and closes
