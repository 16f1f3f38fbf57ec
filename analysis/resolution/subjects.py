"""Subjects of the sentences before a pronoun: "Villagers ...", "Ada Brook and Oskar Lind ...", "The ministry ..."."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from analysis.resolution.article import Article, Found
from analysis.resolution.documents import is_document
from analysis.resolution.kinds import is_plural
from analysis.resolution.lexicon import (
    ANONYMOUS_NOUNS,
    COLLECTIVE_NOUNS,
    FUNCTION,
    ORG_HEADS,
    ROLES,
    is_plural_role,
)
from analysis.resolution.named import found_organisation
from analysis.resolution.names import Name
from analysis.resolution.nominals import describe_nominal, link_organisation
from analysis.resolution.openings import openings
from analysis.resolution.phrases import Phrase, parse_source
from analysis.resolution.tokens import Token
from analysis.types import Span

_BODIES: Final = frozenset(["ministry", "department", "court", "government", "parliament", "assembly", "army", "navy", "commission", "agency", "committee", "council", "company", "union", "hospital", "foundation"])  # fmt: skip
_DETERMINERS: Final = frozenset(["the", "a", "an", "one", "another", "her", "his", "its", "their"])
_LONGEST: Final = 6


def plural_subject(article: Article, start: int, *, is_pair: bool = False) -> Span | None:
    """Return the plural noun phrase that opens one of the four sentences before `start`.

    `is_pair` asks for two: "Ada Brook and Oskar Lind", "Two officials".
    """
    items = article.tokens.items
    for k in openings(article, start):
        span = _joined_names(article, k)
        if span is None:
            span = _opening_plural(items[k : k + 7])
            if span is not None and is_pair and items[k].low not in {"two", "both"}:
                span = None
        if span is not None:
            return span
    return None


def _joined_names(article: Article, k: int) -> Span | None:
    """Return "Ada Brook, Karl Ost and Oskar Lind" as one span, None for a lone name."""
    items = article.tokens.items
    name = article.name_at(_after_the(items, k))
    if name is None:
        return None
    end, has_and = name.end_i, False
    while end + 1 < len(items) and items[end].low in {",", "and"}:
        second = article.name_at(_after_the(items, end + 1 + (items[end + 1].low == "and")))
        if second is None or second.is_possessive:
            break
        has_and = has_and or items[second.start_i - 1].low in {"and", "the"}
        end = second.end_i
    is_several = has_and and items[end - 1].end > name.end and not name.is_possessive
    return Span(name.start, items[end - 1].end) if is_several else None


def _after_the(items: tuple[Token, ...], k: int) -> int:
    return k + 1 if k < len(items) and items[k].low == "the" else k


def person_nominal(article: Article, k: int) -> Span | None:
    """Return "The minister" or "A fisherman" where a sentence opens at token `k` with one person."""
    items = article.tokens.items
    if items[k].low not in _DETERMINERS:
        return None
    stop = k + 1
    while (
        stop < len(items) and stop - k < _LONGEST and items[stop].is_word and not items[stop].is_cap
    ):
        low = items[stop].low
        if low in FUNCTION:
            return None
        stop += 1
        following = items[stop].low if stop < len(items) else "."
        is_head = low in ROLES or low in ANONYMOUS_NOUNS
        if is_head and following not in ROLES and not _is_name_next(items, stop):
            return Span(items[k].start, items[stop - 1].end)
    return None


def _is_name_next(items: tuple[Token, ...], stop: int) -> bool:
    return stop < len(items) and (items[stop].is_cap or items[stop].text in {"'s", "’s", "-"})


def opening_organisation(article: Article, start: int) -> Name | None:
    """Return the name that opens this sentence or the last and is an organisation's, if one does."""
    for k in openings(article, start, limit=2):
        name = article.name_at(_after_the(article.tokens.items, k))
        org = article.organisations.at(name.span) if name is not None else None
        if org is not None and org.kind is not None:
            return name
    return None


def is_sure_subject(article: Article, subject: Span, start: int) -> bool:
    """Tell whether people in the plural open this sentence or the last: not "the press", "extends"."""
    last = subject.of(article.text).lower().split()[-1]
    is_people = last in COLLECTIVE_NOUNS or is_plural_role(last)
    is_people = (
        is_people and (last.endswith(("s", "men", "people", "police"))) and last[-2:] != "ss"
    )
    return is_people and _sentences_between(article, subject, start) <= 1


def _sentences_between(article: Article, subject: Span, start: int) -> int:
    """Return how many sentences open, or paragraphs end, after `subject` and before `start`."""
    part = article.tokens.between(subject.end, start + 1)
    n_words = sum(token.is_first and token.is_word for token in part)
    return n_words + 2 * any(token.text == "\n" for token in part)


def _opening_plural(part: tuple[Token, ...]) -> Span | None:
    first = 1 if part[0].low in {"the", "these", "those"} else 0
    for k, token in enumerate(part[first:], start=first):
        if not token.is_word or (token.low in FUNCTION and k > first):
            return None
        if is_plural(token.low) and token.low not in FUNCTION:
            return Span(part[first].start, _complement_end(part, k))
    return None


def _complement_end(part: tuple[Token, ...], k: int) -> int:
    """Return where "Residents of Port Orsel" ends: an "of" with a name belongs to the plural before it."""
    end = part[k].end
    if k + 2 < len(part) and part[k + 1].low == "of" and part[k + 2].is_cap:
        for token in part[k + 2 :]:
            if not token.is_cap:
                break
            end = token.end
    return end


def opening_body(article: Article, start: int) -> Found | None:
    """Return the body in lower case that opens this sentence or the last: "The harbour ministry"."""
    items = article.tokens.items
    n_sentences = 0
    for k in range(article.tokens.index_at(start) - 1, -1, -1):
        if items[k].text == "\n" or n_sentences == 2:
            return None
        if not (items[k].is_first and items[k].is_word):
            continue
        n_sentences += 1
        stop = k + 1
        while stop < len(items) and stop - k < 4 and items[stop].is_word and not items[stop].is_cap:
            stop += 1
            if items[stop - 1].low in ORG_HEADS:
                break
        words = tuple(token.text for token in items[k + 1 : stop])
        if items[k].low != "the" or not words or words[-1] not in _BODIES:
            continue
        if len(words) == 1:
            return _lone_body(article, Span(items[k].start, items[stop - 1].end))
        org = article.organisations.add(words, None)
        return found_organisation(org, " ".join(words)) if org else None
    return None


def _lone_body(article: Article, span: Span) -> Found | None:
    """Return the body that "The court" means, or the court under these words."""
    phrase = parse_source(article.text, article.tokens, span)
    if phrase is None:
        return None
    found = link_organisation(article, phrase) or describe_nominal(article, phrase, None)
    return replace(found, place=span)


def can_speak(phrase: Phrase) -> bool:
    """Tell whether the head before a "who" or "which" can be credited with words at all."""
    head = phrase.head
    if phrase.head_name is not None or head in ROLES or head in ORG_HEADS or is_document(head):
        return True
    return head in COLLECTIVE_NOUNS or head in ANONYMOUS_NOUNS or is_plural_role(head)
