"""Statements and reports speak for whoever issued them; other documents for themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from analysis.resolution.article import Article
from analysis.resolution.lexicon import (
    DOCUMENT_NOUNS,
    FUNCTION,
    GENERIC_TAILS,
    NUMBERS,
    ORG_HEADS,
    REPORT_NOUNS,
    STATEMENT_NOUNS,
    fold,
    singular,
)
from analysis.resolution.openings import openings
from analysis.resolution.phrases import Phrase, parse_source
from analysis.resolution.tokens import Token
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
_ISSUING: Final = frozenset(["published", "publishes", "issued", "issues", "released", "releases", "wrote", "produced", "filed", "unveiled", "presented", "compiled", "prepared", "submitted", "sent", "posted", "put", "made", "read", "circulated", "tweeted", "deleted", "signed", "delivered", "gave", "handed"])  # fmt: skip
_ANSWERING: Final = frozenset(["answered", "responded", "replied", "commented", "reacted", "apologised", "apologized", "denied", "confirmed", "condemned", "welcomed", "rejected", "announced", "declared"])  # fmt: skip
_SAYING: Final = _ANSWERING | {"said", "says", "added", "stated", "warned", "expressed", "accused"}
_CLAUSES: Final = frozenset(["that", "when", "after", "before", "while", "as", "because", "but", "if", "who", "which"])  # fmt: skip
_IN_NAMES: Final = frozenset(["'s", "’s", "'", "’", "&", "-"])
_MAX_SUBJECT: Final = 16
_MAX_TO_VERB: Final = 9
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
    is_complement = phrase.preposition in _ISSUER_PREPOSITIONS and words == phrase.complement
    if is_complement and "and" not in words:
        return _named_part(article, k) or Span(tokens[k].start, tokens[last].end)
    return Span(tokens[k].start, tokens[last].end)


def _named_part(article: Article, k: int) -> Span | None:
    """Return the name that a complement opens with, without the verb after: "by Lumen was leaked"."""
    tokens = article.tokens.items
    name = article.name_at(k + 1 if tokens[k].low == "the" else k)
    if name is None:
        return None
    end = name.end_i
    while end < len(tokens) and tokens[end].low in ORG_HEADS:
        end += 1
    second = article.name_at(end + 1) if name.is_possessive else None
    if second is not None:
        end = second.end_i
        while end < len(tokens) and tokens[end].low in GENERIC_TAILS:
            end += 1
    return (
        None
        if name.is_possessive and second is None
        else Span(tokens[k].start, tokens[end - 1].end)
    )


def issuing_subject(
    article: Article, head: str, introduced: Phrase | None, before: int
) -> Span | None:
    """Return the name that put a document out, where the document itself is not said to be its.

    "In a statement, Lumen regretted", "Lumen published a report"; for a statement nobody spoke of, the
    name that opens the sentence before: "Lumen answered on Friday. The statement said".
    """
    is_statement = singular(head) in STATEMENT_NOUNS
    if introduced is None:
        last = list(openings(article, before, limit=2))[1:] if is_statement else []
        said = article.tokens.between(article.tokens.starts[last[0]], before) if last else ()
        is_answer = any(token.low in _ANSWERING for token in said)
        return _name_opening(article, last[0]) if is_answer else None
    k = article.tokens.index_at(introduced.span.end)
    items = article.tokens.items
    if is_statement and k < len(items) and items[k].text == ",":
        following = _name_opening(article, k + 1)
        if following is not None:
            return following
    for opened in openings(article, introduced.span.start, limit=1):
        between = article.tokens.between(items[opened].start, introduced.span.start)
        if any(token.low in _ISSUING for token in between):
            return _name_opening(article, opened)
    return None


def _name_opening(article: Article, k: int) -> Span | None:
    """Return the name at token `k`, "the" left out, with the name that it owns."""
    items = article.tokens.items
    start = k + 1 if k < len(items) and items[k].low == "the" else k
    return _named_part(article, start) if start < len(items) else None


def issuing_words(article: Article, start: int) -> Span | None:
    """Return the words before the verb that has a document issued: "Envoys wrote a letter", "said in a statement"."""
    items = article.tokens.items
    k = article.tokens.index_at(start) - 1
    while k >= 0 and items[k].low in _MARKERS:
        k -= 1
    verbs = _SAYING if k >= 0 and items[k].low in {"in", "through", "via"} else _ISSUING
    for j in range(k, max(-1, k - _MAX_TO_VERB), -1):
        if items[j].low in verbs:
            return _clause_before(items, j)
        if items[j].text in {".", "\n", "?", "!", ";"}:
            return None
    return None


def _clause_before(items: Sequence[Token], k: int) -> Span | None:
    """Return the span from the start of the clause to the verb at `k`, None when it is empty."""
    first = k
    while first > 0 and k - first < _MAX_SUBJECT:
        if not items[first - 1].is_word and items[first - 1].text not in _IN_NAMES:
            break
        if items[first - 1].low in _CLAUSES:
            break
        first -= 1
    return Span(items[first].start, items[k - 1].end) if first < k else None


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


def first_called(article: Article, phrase: Phrase) -> Phrase | None:
    """Return the nearest earlier phrase that calls "the report" by more words: "an inspection report"."""
    if phrase.determiner not in {"the", "this", "that"} or phrase.owner or phrase.complement:
        return None
    said = {fold(word) for word in phrase.words}
    known = find_introduction(article, phrase.head, phrase.span.start)
    for _ in range(_MAX_TRIED):
        if known is None or (said < {fold(word) for word in known.words} and not known.owner):
            break
        known = find_introduction(article, phrase.head, known.span.start)
    return None if known is None or known.is_coordinated else known
