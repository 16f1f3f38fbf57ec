"""Two or more named together: "Ada Brook and Oskar Lind", then "they", "both", "the two ministers", "the latter"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from analysis.names.reasons import Reason
from analysis.names.reasons import gettext_noop as _
from analysis.resolution.article import Article, Found
from analysis.resolution.kinds import is_plural, kind_of_organisation
from analysis.resolution.lexicon import (
    COUNTRIES,
    DEMONYMS,
    ROLE_MODIFIERS,
    ROLES,
    is_plural_role,
    singular,
)
from analysis.resolution.named import found_organisation, found_person
from analysis.resolution.names import Name
from analysis.resolution.phrases import Phrase
from analysis.types import Span, SpeakerKind

_COUNTING: Final = frozenset(["both", "two", "three"])
_STATES: Final = frozenset(["country", "nation", "state", "government", "side", "capital", "neighbour", "neighbor"])  # fmt: skip
_PAIRED: Final = frozenset(
    ["man", "woman", "official", "leader", "side", "pair", "brother", "sister"]
)
_BETWEEN: Final = frozenset(["and", "both", "the", ",", "former"])
_MAX_TOGETHER: Final = 4


def link_several(article: Article, names: Sequence[Name], words: str) -> Found | None:
    """Return names joined by "and" as one collective under their fullest forms, None if one is unknown."""
    if any(_is_adjective(name) for name in names):
        return None  # "Israeli and Egyptian mediators"
    members = [_member(article, name) for name in names]
    known = [member for member in members if member is not None]
    if len(known) < 2 or len(known) != len(members) or len({m.key for m in known}) != len(known):
        return None
    shown = [member.speaker_name for member in known]
    name = f"{', '.join(shown[:-1])} and {shown[-1]}"
    return Found(
        key="several:" + "+".join(sorted(member.key for member in known)),
        speaker_name=name,
        kind=SpeakerKind.COLLECTIVE,
        role=None,
        affiliation=None,
        reasons=(Reason(_("“%(said)s” are named together."), said=words),),
        score=min(member.score for member in known),
        is_plural=True,
        place=Span(names[0].start, names[-1].end),
    )


def link_counted(article: Article, phrase: Phrase) -> Found | None:
    """Link "both countries" or "the two ministers" to the pair named together nearest before."""
    first = phrase.words[0].lower()
    if first not in _COUNTING or not is_plural(phrase.head) or phrase.complement:
        return None
    if first != "both" and phrase.determiner not in {"the", "these", "those"}:
        return None
    together = named_together(article, phrase.span.start, n_sentences=3)
    if together is None or not _fits(article, together, singular(phrase.head)):
        return None
    words = article.text[together[0].start : together[-1].end]
    return link_several(article, together, words)


def link_latter(article: Article, phrase: Phrase) -> Found | None:
    """Link "the latter" or "the former" to the second or first of the two named in the sentence before."""
    if (
        phrase.determiner != "the"
        or len(phrase.words) != 1
        or phrase.head not in {"latter", "former"}
    ):
        return None
    names = _names_before(article, phrase.span.start, 1)
    found = [member for name in names if (member := _member(article, name)) is not None]
    pair = list({member.key: member for member in found}.values())
    if len(pair) != 2:
        return None
    member = pair[phrase.head == "latter"]
    reason = Reason(
        _("“the %(said)s” is “%(name)s”, one of two named before."),
        said=phrase.head,
        name=member.speaker_name,
    )
    return replace(member, reasons=(reason,), score=0.7)


def named_together(article: Article, start: int, *, n_sentences: int) -> tuple[Name, ...] | None:
    """Return the names that "and" joins nearest before an offset, within so many sentences."""
    names = _names_before(article, start, n_sentences)
    for k in range(len(names) - 1, 0, -1):
        first = k
        while first > 0 and k - first < _MAX_TOGETHER - 1 and _are_joined(article, names, first, k):
            first -= 1
        if first < k:
            return tuple(names[first : k + 1])
    return None


def are_only_names(article: Article, names: Sequence[Name], span: Span) -> bool:
    """Tell whether a span is names, their roles and "and": not "Lumen's crew and Oskar Lind"."""
    items = article.tokens.items
    inside = {i for name in names for i in range(name.start_i, name.end_i)}
    first, last = article.tokens.index_at(span.start), article.tokens.index_at(span.end)
    is_role = False
    for i in range(last - 1, first - 1, -1):
        if i in inside or items[i].low in _BETWEEN:
            is_role = i in inside
        elif not (is_role and _is_role(items[i].low)):
            return (
                False  # a role stands before a name or another role: no "Brook campaign and Lind"
            )
    return last - 1 in inside


def _is_role(low: str) -> bool:
    is_kin = low in {"brothers", "sisters"}
    return low in ROLES or low in ROLE_MODIFIERS or is_plural_role(low) or is_kin


def names_within(article: Article, span: Span) -> tuple[Name, ...]:
    """Return the names of an article that begin inside a span."""
    first = bisect_left(article.names, span.start, key=lambda name: name.start)
    last = bisect_left(article.names, span.end, key=lambda name: name.start)
    return article.names[first:last]


def _are_joined(article: Article, names: Sequence[Name], k: int, last: int) -> bool:
    items = article.tokens.items
    between = [t.low for t in items[names[k - 1].end_i : names[k].start_i] if t.low != "the"]
    return between in (["and"], [",", "and"]) if k == last else between == [","]


def _names_before(article: Article, start: int, n_sentences: int) -> list[Name]:
    """Return the names of the sentence that `start` is in, as far as it, and of the last ones before."""
    items = article.tokens.items
    k = article.tokens.index_at(start)
    left = n_sentences + 1
    while k > 0 and left:
        k -= 1
        left -= items[k].is_first and items[k].is_word
    if k >= len(items) or items[k].start >= start:
        return []
    names = names_within(article, Span(items[k].start, start))
    return [name for name in names if name.end <= start]


def _fits(article: Article, names: Sequence[Name], noun: str) -> bool:
    """Tell whether what is counted can be those named: "countries" are states, "ministers" people."""
    if noun in _STATES and all(name.text.lower() in COUNTRIES for name in names):
        return True
    if kind_of_organisation([noun]) is not None and noun not in _STATES:
        return all(article.people.of_name(name) is None for name in names)
    is_of_people = noun in _PAIRED or is_plural_role(f"{noun}s")
    return is_of_people and all(article.people.of_name(name) is not None for name in names)


def _is_adjective(name: Name) -> bool:
    low = name.text.lower()
    return low in DEMONYMS and low not in COUNTRIES


def _member(article: Article, name: Name) -> Found | None:
    person = article.people.of_name(name)
    if person is not None:
        return found_person(person)
    org = article.organisations.starting_at(name.start)
    return None if org is None or org.kind is None else found_organisation(org, org.name)
