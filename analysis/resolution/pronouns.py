"""Pronouns: the nearest fitting person, group or relative clause's head before them."""

from __future__ import annotations

import math
from typing import Final

from analysis.resolution.article import Article, Found
from analysis.resolution.kinds import is_plural
from analysis.resolution.lexicon import COLLECTIVE_NOUNS, FUNCTION, ORG_HEADS, is_plural_role
from analysis.resolution.named import found_organisation, found_person
from analysis.resolution.tokens import Token
from analysis.types import Span, SpeakerKind

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
SINGULAR: Final = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}  # fmt: skip
PLURAL: Final = frozenset(
    ["they", "them", "their", "theirs", "themselves", "both", "these", "those"]
)
NEUTER: Final = frozenset(["it", "its", "itself"])
RELATIVE: Final = frozenset(["who", "which", "that", "whom", "whose"])
ALL_PRONOUNS: Final = FIRST_PERSON | frozenset(SINGULAR) | PLURAL | NEUTER | RELATIVE
PERSONAL_KINDS: Final = frozenset([SpeakerKind.PERSON, SpeakerKind.EXPERT, SpeakerKind.ANONYMOUS, SpeakerKind.OFFICE])  # fmt: skip
_BODIES: Final = frozenset(["ministry", "department", "court", "government", "parliament", "assembly", "army", "navy", "commission", "agency", "committee", "council", "company", "union", "hospital", "foundation"])  # fmt: skip
_LOOK_BACK: Final = 30
_NEAR: Final = 1500
_MAX_LINES: Final = 6


def link_singular(
    article: Article,
    word: str,
    start: int,
    own: tuple[Span, ...],
    previous: tuple[Found, int] | None,
) -> Found | None:
    """Return the person that "he" or "she" at `start` most likely means, or None.

    `own` are the content spans credited to the pronoun: people named inside them are not it.
    `previous` is the speaker of the attribution before and the offset of its source.
    """
    gender = SINGULAR[word]
    ranked: dict[str, tuple[float, Found]] = {}
    line = article.line_of(start)
    for name, person in article.people_before(start, limit=_LOOK_BACK):
        distance = line - article.line_of(name.start)
        if distance > _MAX_LINES or person.gender not in {None, gender}:
            continue
        if any(span.start <= name.start < span.end for span in own):
            continue
        value = max(0.0, 3.0 - distance) + 0.4 * math.log1p(len(person.mentions))
        value += 1.0 if name.is_first else 0.0
        value -= 1.5 if article.in_content(name.start) else 0.0
        value -= 0.8 if name.is_possessive else 0.0
        value += 0.8 if person.gender == gender else 0.0
        found = found_person(person)
        if found.key not in ranked or ranked[found.key][0] < value:
            ranked[found.key] = (value, found)
    _rank_previous(article, ranked, previous, gender, line)
    if not ranked:
        return None
    (best, found), *others = sorted(ranked.values(), key=lambda pair: -pair[0])
    margin = best - others[0][0] if others else 2.0
    return _pronoun(found, word, round(min(0.85, 0.5 + 0.15 * margin), 2))


def _rank_previous(
    article: Article,
    ranked: dict[str, tuple[float, Found]],
    previous: tuple[Found, int] | None,
    gender: str,
    line: int,
) -> None:
    """Favour whoever spoke last, unless the gender says otherwise."""
    if previous is None:
        return
    found, offset = previous
    if found.kind not in PERSONAL_KINDS or found.is_plural or found.gender not in {None, gender}:
        return
    distance = line - article.line_of(offset)
    if distance > _MAX_LINES:
        return
    value = ranked[found.key][0] if found.key in ranked else max(0.0, 3.0 - distance)
    ranked[found.key] = (value + (2.0 if distance <= 2 else 1.0), found)


def link_plural(
    article: Article, word: str, start: int, previous: tuple[Found, int] | None
) -> Found | None:
    """Return the group that "they" means: who spoke last if several, or a plural subject before."""
    line = article.line_of(start)
    subject = _plural_subject(article, start)
    is_nearer = subject is not None and previous is not None and subject.start > previous[1]
    if subject is not None and is_nearer:
        is_nearer = _is_sure_subject(article, subject, start)
    if previous and not is_nearer and line - article.line_of(previous[1]) <= 2:
        found = previous[0]
        if found.is_plural or found.kind not in PERSONAL_KINDS:
            return _pronoun(found, word, 0.8)
    if subject is None:
        return None
    words = article.text[subject.start : subject.end]
    org = article.organisations.at(subject)
    if org is not None:
        return _pronoun(found_organisation(org, words), word, 0.7)
    return Found(
        f"words:{words.lower()}",
        " ".join(words.split()),
        SpeakerKind.COLLECTIVE,
        None,
        None,
        (f"“{word}” follows the plural subject “{words}”.",),
        0.6,
        is_plural=True,
    )


def _plural_subject(article: Article, start: int) -> Span | None:
    """Return the plural noun phrase that opens one of the four sentences before `start`."""
    items = article.tokens.items
    n_sentences = 0
    for k in range(article.tokens.index_at(start) - 1, -1, -1):
        if not items[k].is_first or not items[k].is_word:
            continue
        span = _opening_plural(items[k : k + 7])
        if span is not None:
            return span
        n_sentences += 1
        if n_sentences == 4:
            return None
    return None


def _is_sure_subject(article: Article, subject: Span, start: int) -> bool:
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
            return Span(part[first].start, token.end)
    return None


def link_neuter(
    article: Article, word: str, start: int, previous: tuple[Found, int] | None
) -> Found | None:
    """Return the institution that "it" means: who spoke last, or the nearest one before."""
    line = article.line_of(start)
    if previous and line - article.line_of(previous[1]) <= 2:
        found = previous[0]
        if found.kind not in PERSONAL_KINDS and not found.is_plural:
            return _pronoun(found, word, 0.75)
    subject = _opening_body(article, start)
    if subject is not None:
        return _pronoun(subject, word, 0.6)
    for place, org in article.organisations.before(start, reach=_NEAR):
        if org.kind is not None and line - article.line_of(place) <= 2:
            return _pronoun(found_organisation(org, org.name), word, 0.5)
    return None


def _opening_body(article: Article, start: int) -> Found | None:
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
        if items[k].low == "the" and len(words) > 1 and words[-1] in _BODIES:
            org = article.organisations.add(words, None)
            return found_organisation(org, " ".join(words)) if org else None
    return None


def _pronoun(found: Found, word: str, score: float) -> Found:
    reason = (
        f"The pronoun “{word}” is taken for “{found.speaker_name}”, the best fitting before it."
    )
    return Found(
        found.key,
        found.speaker_name,
        found.kind,
        found.role,
        found.affiliation,
        (reason,),
        score,
        found.gender,
        found.is_plural,
    )


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
        if before.low in FUNCTION and before.low not in {"the", "a", "an", "of", "for"}:
            break
        first -= 1
        if before.low in {"the", "a", "an"} and items[first - 1].low not in {"of", "for"}:
            break
    while first < last and items[first].low in {"of", "for"}:
        first += 1  # "that of the elders, who": the preposition is no part of the name
    return Span(items[first].start, items[last].end)
