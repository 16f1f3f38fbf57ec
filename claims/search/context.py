"""A statement in the words around it: the sentence it stands in, cut into pieces that a template can mark."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.db.models import F, IntegerField
from django.db.models.functions import Greatest, Substr

from claims.models import Statement
from claims.querysets import StatementQuerySet
from claims.search.words import Term, Words, split_tokens

# Code points before and after the content among which the ends of its sentence are looked for.
REACH = 320
_START = re.compile(r"[.!?][”’\")\]]*\s+|\n+")
_END = re.compile(r"[.!?][”’\")\]]*(?=\s|$)|\n|$")
_TOKEN = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the article's words, and what it is: part of the content, a word that was sought."""

    words: str
    is_content: bool = False
    is_sought: bool = False

    @property
    def classes(self) -> str:
        """The classes of the element that marks it; empty if nothing does."""
        content = ["found-content"] if self.is_content else []
        return " ".join(content + (["found-word"] if self.is_sought else []))


def with_text_around(statements: StatementQuerySet) -> StatementQuerySet:
    """Return `statements` with article, outlet, speaker and, as `around`, the text near them, not the whole page."""
    start = Greatest(F("start") - REACH + 1, 1, output_field=IntegerField())
    return (
        statements.select_related("version__article__outlet", "speaker__canonical")
        .defer("version__text", "version__raw", "version__sketch", "version__furniture", "proposal")
        .annotate(around=Substr("version__text", start, F("end") - F("start") + 2 * REACH))
    )


def cut_context(statement: Statement, words: Words) -> list[Piece]:
    """Return the sentence, or sentences, of a statement that was loaded `with_text_around`."""
    text: str = statement.around  # type: ignore[attr-defined] # annotated
    shift = max(0, statement.start - REACH)
    spans = [(s["start"] - shift, s["end"] - shift) for s in statement.content]
    first, last = spans[0][0], spans[-1][1]
    start = _sentence_start(text, first, is_whole=shift == 0)
    end = _sentence_end(text, last)
    sought = _find_sought(text, start, end, words.sought)
    cuts = sorted({start, end, *(c for span in (*spans, *sought) for c in span if start < c < end)})
    pieces = [
        Piece(text[a:b], is_content=_covers(spans, a, b), is_sought=_covers(sought, a, b))
        for a, b in pairwise(cuts)
    ]
    opening = [Piece("… ")] if start and not text[:start].rstrip(" ").endswith(_ENDS) else []
    closing = [Piece(" …")] if not text[:end].rstrip().endswith(_ENDS) else []
    return [*opening, *pieces, *closing]


_ENDS = (".", "!", "?", "”", "’", '"', "\n", ")", "]")


def _sentence_start(text: str, first: int, *, is_whole: bool) -> int:
    ends = [m.end() for m in _START.finditer(text, 0, first) if m.end() <= first]
    if ends:
        return ends[-1]
    return 0 if is_whole else text.find(" ", 0, first) + 1


def _sentence_end(text: str, last: int) -> int:
    """Return where the sentence of the last span ends; a stop inside the span's own end counts."""
    found = _END.search(text, max(0, last - 2))
    while found and found.end() < last:
        found = _END.search(text, found.end() + 1)
    end = max(last, found.end()) if found else last
    if found and end == len(text) and not text.endswith(_ENDS):
        end = max(last, text.rfind(" ", last))
    return max(last, len(text[:end].rstrip()))


def _find_sought(text: str, start: int, end: int, terms: Sequence[Term]) -> list[tuple[int, int]]:
    """Return the stretches that answer one of the `terms`."""
    places = [
        (m.span(), token)
        for m in _TOKEN.finditer(text, start, end)
        for token in ("".join(split_tokens(m[0])),)
    ]
    return [
        (places[i][0][0], places[i + len(term.tokens) - 1][0][1])
        for term in terms
        for i in range(len(places) - len(term.tokens) + 1)
        if _answers(term, [token for _, token in places[i : i + len(term.tokens)]])
    ]


def _answers(term: Term, tokens: Sequence[str]) -> bool:
    if len(term.tokens) > 1:
        return tuple(tokens) == term.tokens
    if term.is_prefix:
        return tokens[0].startswith(term.tokens[0])
    return tokens[0] in term.forms


def _covers(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    return any(a <= start and end <= b for a, b in spans)
