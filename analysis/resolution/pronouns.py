"""Pronouns: the nearest fitting person, group or relative clause's head before them."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from analysis.names.reasons import Reason
from analysis.names.reasons import gettext_noop as _
from analysis.resolution.article import Article, Found
from analysis.resolution.lexicon import FUNCTION, NUMBERS
from analysis.resolution.named import found_organisation
from analysis.resolution.nominals import describe_nominal
from analysis.resolution.phrases import parse_source
from analysis.resolution.several import are_only_names, link_several, named_together, names_within
from analysis.resolution.singular import PERSONAL_KINDS, SINGULAR, rank_singular
from analysis.resolution.subjects import (
    is_sure_subject,
    opening_body,
    opening_organisation,
    plural_subject,
)
from analysis.types import Span

FIRST_PERSON: Final = frozenset(
    [
        "i",
        "me",
        "my",
        "mine",
        "myself",
        "we",
        "us",
        "our",
        "ours",
        "ourselves",
        "you",
        "your",
        "yours",
        "one",
    ]
)
PLURAL: Final = frozenset(
    ["they", "them", "their", "theirs", "themselves", "both", "these", "those"]
)
NEUTER: Final = frozenset(["it", "its", "itself"])
RELATIVE: Final = frozenset(["who", "which", "that", "whom", "whose"])
ALL_PRONOUNS: Final = FIRST_PERSON | frozenset(SINGULAR) | PLURAL | NEUTER | RELATIVE
_INSIDE: Final = frozenset(["the", "a", "an", "of", "for", *(NUMBERS - {"one"}), "several", "many", "some"])  # fmt: skip
_NEAR: Final = 1500


def link_singular(
    article: Article,
    word: str,
    start: int,
    own: tuple[Span, ...],
    previous: tuple[Found, int] | None,
    excluded: frozenset[str] = frozenset(),
) -> Found | None:
    """Return the person that "he" or "she" at `start` most likely means, or None.

    The arguments are those of `rank_singular`.
    """
    ranked = rank_singular(article, word, start, own, previous, excluded)
    if not ranked:
        return None
    (best, found), *others = ranked
    margin = best - others[0][0] if others else 2.0
    return _pronoun(found, word, round(min(0.85, 0.5 + 0.15 * margin), 2))


def link_plural(
    article: Article, word: str, start: int, previous: tuple[Found, int] | None
) -> Found | None:
    """Return the group that "they" means: who spoke last if several, or a plural subject before."""
    line = article.line_of(start)
    together = _pair(article, start, previous) if word == "both" else None
    if together is not None:
        return _pronoun(together, word, 0.75)
    subject = plural_subject(article, start, is_pair=word == "both")
    subject = subject or plural_subject(article, start)
    is_nearer = subject is not None and previous is not None and subject.start > previous[1]
    if subject is not None and is_nearer:
        is_nearer = is_sure_subject(article, subject, start)
    if previous and not is_nearer and line - article.line_of(previous[1]) <= 2:
        found = previous[0]
        if found.is_plural or found.kind not in PERSONAL_KINDS:
            return _pronoun(found, word, 0.8)
    if subject is not None:
        return _plural(article, subject, word)
    name = opening_organisation(article, start)
    org = article.organisations.at(name.span) if name is not None else None
    return _pronoun(found_organisation(org, org.name), word, 0.5) if org else None


def _plural(article: Article, subject: Span, word: str) -> Found | None:
    words = subject.of(article.text)
    org = article.organisations.at(subject)
    if org is not None:
        return _pronoun(found_organisation(org, words), word, 0.7)
    several = link_several(article, names_within(article, subject), words)
    if several is not None and are_only_names(article, names_within(article, subject), subject):
        return _pronoun(several, word, 0.75)
    phrase = parse_source(article.text, article.tokens, subject)
    if phrase is None:
        return None
    found = describe_nominal(article, phrase, None)
    reason = Reason(_("“%(said)s” follows the plural subject “%(words)s”."), said=word, words=words)
    return replace(found, reasons=(reason,), score=0.6, is_plural=True, place=subject)


def _pair(article: Article, start: int, previous: tuple[Found, int] | None) -> Found | None:
    """Return the two named together before "both", unless several spoke since."""
    names = named_together(article, start, n_sentences=2)
    if names is None:
        return None
    if previous is not None and previous[0].is_plural and previous[1] > names[0].start:
        return None
    return link_several(article, names, article.text[names[0].start : names[-1].end])


def link_neuter(
    article: Article, word: str, start: int, previous: tuple[Found, int] | None
) -> Found | None:
    """Return the institution that "it" means: who spoke last, or the nearest one before."""
    line = article.line_of(start)
    if previous and line - article.line_of(previous[1]) <= 2:
        found = previous[0]
        if found.kind not in PERSONAL_KINDS and not found.is_plural:
            return _pronoun(found, word, 0.75)
    name = opening_organisation(article, start)
    org = article.organisations.at(name.span) if name is not None else None
    if org is not None:
        return _pronoun(found_organisation(org, org.name), word, 0.65)
    subject = opening_body(article, start)
    if subject is not None:
        return _pronoun(subject, word, 0.6)
    for place, org in article.organisations.before(start, reach=_NEAR):
        if org.kind is not None and line - article.line_of(place) <= 2:
            return _pronoun(found_organisation(org, org.name), word, 0.5)
    return None


def _pronoun(found: Found, word: str, score: float) -> Found:
    reason = Reason(
        _("The pronoun “%(said)s” is taken for “%(name)s”, the best fitting before it."),
        said=word,
        name=found.speaker_name,
    )
    return replace(found, reasons=(reason,), score=score)


def antecedent_span(article: Article, start: int) -> Span | None:
    """Return the noun phrase that a relative pronoun at `start` hangs on."""
    items = article.tokens.items
    k = article.tokens.index_at(start) - 1
    while k >= 0 and items[k].text in {",", "—", "–", "-"}:
        k -= 1
    if k < 0 or not items[k].is_word:
        return None
    first = last = k
    while first > 0 and last - first < 8 and items[first - 1].text != "\n":
        before = items[first - 1]
        if not (before.is_word or before.text in {"'s", "’s"}):
            break
        if before.low in FUNCTION and before.low not in _INSIDE:
            break
        first -= 1
        if before.low in {"the", "a", "an"} and items[first - 1].low not in {"of", "for"}:
            break
    while first < last and items[first].low in {"of", "for"}:
        first += 1  # "that of the elders, who": the preposition is no part of the name
    return Span(items[first].start, items[last].end)
