"""Statements and reports speak for whoever issued them; other documents for themselves."""

from __future__ import annotations

from typing import Final

from analysis.resolution.article import Article
from analysis.resolution.lexicon import (
    DOCUMENT_NOUNS,
    FUNCTION,
    NUMBERS,
    REPORT_NOUNS,
    STATEMENT_NOUNS,
    singular,
)
from analysis.resolution.phrases import Phrase, parse_source
from analysis.types import Span

_ISSUER_PREPOSITIONS: Final = frozenset(["from", "by", "of", "for"])
_MARKERS: Final = frozenset(["the", "a", "an", "this", "that", "its", "their", "his", "her"])
_ADJECTIVES: Final = frozenset(
    [
        "press",
        "news",
        "joint",
        "written",
        "new",
        "brief",
        "public",
        "annual",
        "recent",
        "official",
        "final",
        "draft",
        "latest",
        "separate",
        "short",
        "strongly-worded",
        "prepared",
        "media",
        "emailed",
        "e-mailed",
        "video",
        "open",
        "court",
        "legal",
        "inspection",
        "audit",
        "intelligence",
        "2-page",
    ]
)
_MAX_TRIED: Final = 6
_REACH: Final = 600


def is_issued(head: str) -> bool:
    """Tell whether a head noun is a statement or report, which speaks for its issuer."""
    return (
        singular(head) in STATEMENT_NOUNS | REPORT_NOUNS or head in STATEMENT_NOUNS | REPORT_NOUNS
    )


def is_document(head: str) -> bool:
    """Tell whether a head noun is any document, poll, tape or body of figures."""
    return head in DOCUMENT_NOUNS or singular(head) in DOCUMENT_NOUNS or is_issued(head)


def issuer_words(phrase: Phrase) -> tuple[str, ...]:
    """Return the words that name who issued a document, () when the phrase does not say.

    "Lumen's report", "a statement from Lumen" and "a Lumen statement" all give "Lumen".
    """
    if phrase.owner:
        return phrase.owner
    if (
        phrase.preposition in _ISSUER_PREPOSITIONS
        and any(w[:1].isupper() for w in phrase.complement)
        and (phrase.preposition in {"from", "by"} or is_issued(phrase.head))
    ):
        return phrase.complement
    before = [word for word in phrase.words[:-1] if word.lower() not in _ADJECTIVES]
    while before and (before[0].isdigit() or before[0].lower() in NUMBERS):
        before.pop(0)
    if any(word[:1].isupper() and word.lower() not in FUNCTION for word in before):
        return tuple(before)
    return ()


def issuer_span(article: Article, phrase: Phrase) -> Span | None:
    """Return the span of the issuer's words inside or near `phrase`, None when not stated."""
    words = issuer_words(phrase)
    if not words:
        return None
    tokens = article.tokens.items
    k = article.tokens.index_at(phrase.span.start)
    while k < len(tokens) and tokens[k].text != words[0]:
        k += 1
        if k < len(tokens) and tokens[k].start > phrase.span.start + _REACH:
            return None
    last = k + len(words) - 1
    if last >= len(tokens):
        return None
    return Span(tokens[k].start, tokens[last].end)


def find_introduction(article: Article, head: str, before: int) -> Phrase | None:
    """Return the nearest earlier phrase with the same head noun: "a statement from Lumen"."""
    items = article.tokens.items
    stop = article.tokens.index_at(before)
    wanted = singular(head)
    n_tried = 0
    for k in range(stop - 1, max(-1, stop - _REACH), -1):
        if singular(items[k].low) != wanted or (items[k].is_cap and not items[k].is_first):
            continue
        n_tried += 1
        if n_tried > _MAX_TRIED:
            return None
        first = k
        while first > 0 and k - first < 6 and items[first - 1].is_word:
            first -= 1
            if items[first].low in _MARKERS:
                break
        end = items[min(k + 12, len(items) - 1)].end
        phrase = parse_source(article.text, article.tokens, Span(items[first].start, end))
        if phrase is not None and phrase.head == items[k].low:
            return phrase
    return None
