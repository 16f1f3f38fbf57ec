"""Whom "he" or "she" means: a sum of nearness, gender, place in the sentence and who is being talked about."""

from __future__ import annotations

import math
from collections import Counter
from typing import Final

from analysis.resolution.anonymity import anonymity_reason
from analysis.resolution.article import Article, Found
from analysis.resolution.genders import is_verb
from analysis.resolution.named import found_organisation, found_person
from analysis.resolution.names import Name
from analysis.resolution.nominals import describe_nominal
from analysis.resolution.offices import link_role
from analysis.resolution.openings import openings
from analysis.resolution.people import Person
from analysis.resolution.phrases import parse_source
from analysis.resolution.subjects import person_nominal
from analysis.types import Span, SpeakerKind

SINGULAR: Final = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}  # fmt: skip
PERSONAL_KINDS: Final = frozenset([SpeakerKind.PERSON, SpeakerKind.EXPERT, SpeakerKind.ANONYMOUS, SpeakerKind.OFFICE])  # fmt: skip
_SUBJECTS: Final = frozenset(["he", "she"])
_BEFORE: Final = frozenset(["of", "by", "with", "to", "for", "from", "in", "on", "at", "about", "than", "against", "between", "under", "over", "after"])  # fmt: skip
_SKIPPED: Final = frozenset(["a", "an", "the", "his", "her", "its", "their", "younger", "late", "former", "fellow"])  # fmt: skip
_LOOK_BACK: Final = 30
_MAX_LINES: Final = 6
_FAR: Final = 5
_OFTEN: Final = 1.0
_UNSURE_REACH: Final = 800
_PRONOUNS_BACK: Final = 80

Ranked = dict[str, tuple[float, Found]]


def rank_singular(
    article: Article,
    word: str,
    start: int,
    own: tuple[Span, ...],
    previous: tuple[Found, int] | None,
    excluded: frozenset[str] = frozenset(),
) -> list[tuple[float, Found]]:
    """Return the people that "he" or "she" at `start` may mean, the likeliest first.

    `own` are the content spans credited to the pronoun: people named inside them are not it. `previous` is the speaker
    of the attribution before and the offset of its source; `excluded` the keys of who says the words it stands in.
    """
    gender = SINGULAR[word]
    ranked: Ranked = {}
    _rank_named(article, ranked, start, gender, own)
    _rank_unsure(article, ranked, start, own)
    _rank_nominals(article, ranked, start, gender)
    _rank_previous(article, ranked, previous, gender, start)
    _rank_talked_about(article, ranked, start, gender)
    kept = (pair for key, pair in ranked.items() if key not in excluded)
    return sorted(kept, key=lambda pair: -pair[0])


def _rank_named(
    article: Article, ranked: Ranked, start: int, gender: str, own: tuple[Span, ...]
) -> None:
    line = article.line_of(start)
    is_quoted = article.in_content(start)
    far_side = _far_side(article, start)
    said: Counter[int] = Counter()
    values: dict[int, tuple[float, Person]] = {}
    for name, person in article.people_before(start, limit=_LOOK_BACK):
        distance = line - article.line_of(name.start)
        if distance > _MAX_LINES or person.gender not in {None, gender}:
            continue
        if name.start == far_side or any(span.start <= name.start < span.end for span in own):
            continue
        value = _nearness(article, name.start, start) + _place_value(article, name)
        said[person.number] += 1
        value -= 1.5 if article.in_content(name.start) and not is_quoted else 0.0
        value += 0.8 if person.gender == gender else 0.0
        if person.number not in values or values[person.number][0] < value:
            values[person.number] = (value, person)
    for number, (value, person) in values.items():
        _keep(ranked, value + _OFTEN * math.log1p(said[number]), found_person(person))


def _rank_unsure(article: Article, ranked: Ranked, start: int, own: tuple[Span, ...]) -> None:
    """Add lone names of unknown kind: a surname that nobody is given in full."""
    for offset, org in article.organisations.before(start, reach=_UNSURE_REACH):
        is_unsure = org.kind is None and not org.is_place and " " not in org.name
        if not is_unsure or org.name.isupper() or not org.key.rest or org.affiliation:
            continue
        name = article.name_at(article.tokens.index_at(offset))
        if name is None or (name.is_first and len(org.mentions) == 1):
            continue  # a capital that only opens a sentence
        if any(span.start <= offset < span.end for span in own):
            continue
        value = _nearness(article, offset, start) + _place_value(article, name) - 1.0
        value += 0.4 * math.log1p(len(org.mentions))
        _keep(ranked, value, found_organisation(org, org.name))


def _keep(ranked: Ranked, value: float, found: Found) -> None:
    if found.key not in ranked or ranked[found.key][0] < value:
        ranked[found.key] = (value, found)


def _nearness(article: Article, offset: int, start: int) -> float:
    """Return 3.0 in the same sentence, less for each sentence and line between."""
    n_sentences = article.sentence_of(start) - article.sentence_of(offset)
    n_lines = article.line_of(start) - article.line_of(offset)
    return max(0.0, 3.0 - 0.4 * min(n_sentences, _FAR) - 0.6 * min(n_lines, 3))


def _place_value(article: Article, name: Name) -> float:
    """Return more for a name that is a subject, less for one that hangs on another word."""
    if name.is_possessive:
        return -0.8
    items = article.tokens.items
    k = name.start_i - 1
    while k > 0 and items[k].is_word and items[k].low in _SKIPPED:
        k -= 1
    if k >= 0 and items[k].low in _BEFORE:
        return -0.8
    is_acting = name.end_i < len(items) and is_verb(items[name.end_i].low)
    return 1.0 if name.is_first or is_acting else 0.0


def _far_side(article: Article, start: int) -> int:
    """Return where the name stands that "whom he" or ", his brother" hangs on, -1 without one.

    It is somebody else: "Ada Brook, whom he met", "Ada Brook, his sister".
    """
    items = article.tokens.items
    k = article.tokens.index_at(start)
    is_apposed = items[k].low in {"his", "her"} and k > 1 and items[k - 1].text == ","
    if k < 2 or not (is_apposed or items[k - 1].low == "whom"):
        return -1
    near = article.people_before(start, limit=1)
    if not near or (is_apposed and near[0][0].end_i != k - 1):
        return -1
    return near[0][0].start


def _rank_nominals(article: Article, ranked: Ranked, start: int, gender: str) -> None:
    """Add "A fisherman ..." where this sentence or one of the last two opens with it."""
    for k in openings(article, start, limit=3):
        span = person_nominal(article, k)
        if span is None or span.end > start or article.line_of(start) - article.line_of(span.start) > 2:  # fmt: skip
            continue
        phrase = parse_source(article.text, article.tokens, span)
        if phrase is None:
            continue
        known = link_role(article, phrase)
        found = known or describe_nominal(
            article, phrase, anonymity_reason(article.text, phrase, span.end)
        )
        is_new = known is None and phrase.determiner not in {"the", "this", "that"}
        if found.gender in {None, gender} and found.kind in PERSONAL_KINDS:
            weight = (
                1.0 if is_new or known is not None else -1.5
            )  # "the nominee" may be anyone named
            _keep(ranked, _nearness(article, span.start, start) + weight, found)


def _rank_previous(
    article: Article,
    ranked: Ranked,
    previous: tuple[Found, int] | None,
    gender: str,
    start: int,
) -> None:
    """Favour whoever spoke last, unless the gender says otherwise."""
    if previous is None:
        return
    found, offset = previous
    if found.kind not in PERSONAL_KINDS or found.is_plural or found.gender not in {None, gender}:
        return
    distance = article.line_of(start) - article.line_of(offset)
    if distance > _MAX_LINES:
        return
    value = ranked[found.key][0] if found.key in ranked else max(0.0, 3.0 - distance)
    bonus = 2.0 if distance <= 2 else 1.0
    if _somebody_acts_since(article, found, offset, start, gender):
        bonus = 0.0  # "Lind said no. Ost disagreed. He said": the newcomer goes on
    ranked[found.key] = (value + bonus, found)


def _somebody_acts_since(
    article: Article, found: Found, offset: int, start: int, gender: str
) -> bool:
    """Tell whether another person opens a sentence of their own by name and does something, in no credited words."""
    items = article.tokens.items
    for name, person in article.people_before(start, limit=4):
        if name.start <= offset:
            return False
        is_acting = name.end_i < len(items) and is_verb(items[name.end_i].low)
        opens = name.is_first or (name.start_i > 0 and items[name.start_i - 1].is_first)
        is_other = f"person:{person.number}" != found.key and person.gender in {None, gender}
        if is_acting and opens and is_other and not article.in_content(name.start):
            return True
    return False


def _rank_talked_about(article: Article, ranked: Ranked, start: int, gender: str) -> None:
    """Favour whom the pronoun of the same gender before was taken for: a text stays with one person."""
    before = _pronoun_before(article, start, gender)
    if before is None:
        return
    offset, word = before
    found = talked_about(article, offset, word)
    if found is None:
        return
    value = _nearness(article, offset, start) + (1.8 if word in _SUBJECTS else 1.2)
    _keep(ranked, max(value, ranked.get(found.key, (0.0, found))[0] + 0.5), found)


def _pronoun_before(article: Article, start: int, gender: str) -> tuple[int, str] | None:
    """Return the nearest "he" or "she" before, in quoted words as this one is, or outside them too."""
    items = article.tokens.items
    stop = article.tokens.index_at(start)
    is_quoted = article.in_content(start)
    for k in range(stop - 1, max(-1, stop - _PRONOUNS_BACK), -1):
        if items[k].text == "\n" and stop - k > _PRONOUNS_BACK // 2:
            return None
        if SINGULAR.get(items[k].low) == gender and article.in_content(items[k].start) == is_quoted:
            return items[k].start, items[k].low
    return None


def talked_about(article: Article, offset: int, word: str) -> Found | None:
    """Return whom a pronoun that credits nobody means; each is worked out once."""
    if offset not in article.pronouns:
        article.pronouns[offset] = None  # while it is being worked out
        ranked = rank_singular(article, word, offset, (), None)
        article.pronouns[offset] = ranked[0][1] if ranked else None
    return article.pronouns[offset]
