"""Whether two people's names are one person's."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product
from typing import Final

from analysis.names.cuts import is_cut_alike, is_syllable
from analysis.names.doubts import find_doubt
from analysis.names.given import ARABIC_GIVEN, is_chosen_in_west, is_one_name, is_one_spelling
from analysis.names.likeness import Level, Likeness, compare_words
from analysis.names.namesakes import is_common
from analysis.names.people import (
    ARTICLES,
    COMMON_SURNAMES,
    EASTERN_SURNAMES,
    PARTICLES,
    PersonName,
    read_person,
)
from analysis.names.reasons import Reason
from analysis.names.reasons import gettext_noop as _
from analysis.names.scripts import to_latin
from analysis.names.verdict import Comparison, Verdict, different, maybe, same

_ONE_FATHER: Final = {"ibn": "bin"}
_GUESS: Final = Reason(_("the order of the names is a guess"))
_APART: Final = re.compile(r"[\s-]+")
# How surnames end where Cyrillic is written.
_EASTERN_END: Final = re.compile(
    r"(?:[oe]va?|[iy]na?|ski|ska|sky|aya|aia|enko|u[kc]h?|[iy]ch|ic|[iy]an|dze|shvili|ko|[yi][yi])$"
)
# Surnames of the east that are given names in the west.
_GIVEN_IN_WEST: Final = frozenset({"kim", "lee", "jo", "may", "young", "long"})
_MANY_INITIALS: Final = 3
_MIN_JOINED: Final = 8


def compare_people(one: str, other: str) -> Comparison:
    """Return whether two names are one person's; the best reading of each counts."""
    # Capitals that tell a surname tell it in the same name without them too.
    is_one_order = _APART.split(to_latin(one)) == _APART.split(to_latin(other))
    readings = [_readings(name) for name in ((one, one) if is_one_order else (one, other))]
    if not all(readings):
        return different(0.0, Reason(_("one of the names has no words")))
    compared = [
        _compare_readings(a, b) for a, b in product(*readings) if not (a.is_guess and b.is_guess)
    ]
    best = max(compared, key=lambda found: found.order)
    if _are_spelt_apart(*(name[0] for name in readings)):
        best = best.capped(0.6, Reason(_("the given names differ")))
    doubt = find_doubt(one, other) if best.verdict is Verdict.SAME else None
    return best if doubt is None else best.capped(0.7, doubt)


@lru_cache(maxsize=4096)
def _readings(name: str) -> tuple[PersonName, ...]:
    """Return the readings; a name with umlauts is also read as it is spelt without them."""
    if name.isascii():
        return read_person(name)
    return tuple(dict.fromkeys((*read_person(name), *read_person(name, is_written_out=True))))


def _are_spelt_apart(one: PersonName, other: PersonName) -> bool:
    """Tell "Zheng Peiyan" from "Zheng Peian": a syllable is written in one way only."""
    are_turned = one.is_turned and other.is_turned and _is_eastern(one) and _is_eastern(other)
    return are_turned and "".join(one.words) != "".join(other.words)


def _compare_readings(one: PersonName, other: PersonName) -> Comparison:
    if one.number and other.number and one.number != other.number:
        message = _("“%(one)s” and “%(other)s” are two people")
        return different(0.02, Reason(message, one=one.number, other=other.number))
    if None not in {one.is_man, other.is_man} and one.is_man != other.is_man:
        return different(0.05, Reason(_("the titles are a man's and a woman's")))
    if not one.given or not other.given:
        return _compare_bare(one, other)
    found = _compare_full(one, other)
    if one.is_guess != other.is_guess:
        found = found.capped(0.7, _GUESS)
    if one.is_turned != other.is_turned and (_are_short(one) or _is_given_too(one)):
        found = found.capped(0.7, Reason(_("either word may be the surname")))
    if bool(one.number) != bool(other.number):
        found = found.capped(0.7, _only_one(one.number or other.number))
    return found


def _compare_bare(one: PersonName, other: PersonName) -> Comparison:
    """Compare when one of the names is a single word."""
    bare, full = (one, other) if not one.given else (other, one)
    word = bare.surname[-1]
    is_arabic = one.looks_arabic and other.looks_arabic
    if bare.number and bare.number == full.number and not full.given and word == full.surname[-1]:
        message = _("the same name and number, “%(number)s”")
        return same(0.97, Reason(message, number=bare.number))
    if not full.given:
        likeness = compare_words(word, full.surname[-1], is_given=True, is_arabic=is_arabic)
        if likeness.level < Level.NEAR:
            return different(0.1, Reason(_("the names are two words")))
        alone = Reason(_("one word alone names nobody for sure"))
        return maybe(0.5, *likeness.said, alone)
    if word == "".join(full.words) and len(word) >= _MIN_JOINED:
        return maybe(0.7, Reason(_("the same letters, spaces aside")))
    for part in full.words:
        if compare_words(word, part, is_given=True, is_arabic=is_arabic).level >= Level.HEARD:
            message = (
                _("“%(word)s” alone is the surname of more than one person")
                if part in full.surname
                else _("“%(word)s” alone is the given name of more than one person")
            )
            return maybe(0.45, Reason(message, word=word))
    if compare_words(word, "".join(full.core), is_arabic=is_arabic).level >= Level.NEAR:
        message = _("“%(word)s” alone may be the surname of more than one person")
        return maybe(0.45, Reason(message, word=word))
    return different(0.1, Reason(_("“%(word)s” is no part of the other name"), word=word))


def _compare_full(one: PersonName, other: PersonName) -> Comparison:
    is_arabic = one.looks_arabic and other.looks_arabic
    if "".join(one.words) == "".join(other.words):
        if is_cut_alike(one.words, other.words):
            return _all_alike(one)
        return maybe(0.7, Reason(_("the same letters, cut into other words")))
    surname = _compare_surnames(one, other, is_arabic)
    if surname.level < Level.NEAR:
        return _held_in(one, other, is_arabic) or different(0.1, Reason(_("the surnames differ")))
    given = _compare_given(one, other, is_arabic)
    if given.score >= 0.4 and surname.level < Level.SPELT:
        return maybe(min(given.score, 0.65), *surname.said, *given.reasons)
    if given.reasons == () and surname.level >= Level.SPELT:
        return same(0.96, surname.reason or Reason(_("the same name")))
    reasons = (*surname.said, *given.reasons)
    return Comparison(given.verdict, given.score, reasons)


def _are_short(name: PersonName) -> bool:
    """Tell whether given name and surname are a syllable each, so that either may be the surname: "Wei Jing"."""
    return len(name.words) == 2 and all(map(is_syllable, name.words))


def _is_given_too(name: PersonName) -> bool:
    """Tell whether either of two words may be the given name: "Kim Jensen" is not "Jensen Kim"."""
    return len(name.words) == 2 and not _GIVEN_IN_WEST.isdisjoint(name.words)


def _all_alike(one: PersonName) -> Comparison:
    if len(one.given[0]) == 1 and all(len(word) == 1 for word in one.given):
        if len(one.given) < 2:
            return maybe(0.7, Reason(_("the given name is an initial in both")))
        if one.core[-1] in COMMON_SURNAMES:
            return maybe(0.7, is_common(one.core[-1]))
        return same(0.9, Reason(_("the same initials and surname")))
    return same(1.0, Reason(_("the same name")))


def _compare_surnames(one: PersonName, other: PersonName, is_arabic: bool) -> Likeness:
    if (_has_article(one) != _has_article(other) and one.core[-1] in ARABIC_GIVEN) or (
        ("ul" in one.surname) != ("ul" in other.surname)
    ):  # nor is "Zia ul-Haq" one "Zia Haq"
        # "Ahmed al-Hassan" is of a family, "Ahmed Hassan" a man whose father is Hassan.
        return Likeness(Level.NEAR, Reason(_("only one surname has an article")))
    cores = [[_ONE_FATHER.get(word, word) for word in name.core] for name in (one, other)]
    if "".join(cores[0]) == "".join(cores[1]):
        return Likeness(Level.ALIKE)
    if len(cores[0]) == len(cores[1]):
        found = [compare_words(a, b, is_arabic=is_arabic) for a, b in zip(*cores, strict=True)]
        weakest = min(found, key=lambda likeness: likeness.level)
        if Level.INITIAL not in {likeness.level for likeness in found}:
            return weakest
        return Likeness(Level.APART)
    bare = ["".join(word for word in core if word not in PARTICLES) for core in cores]
    if bare[0] and bare[0] == bare[1]:
        return Likeness(Level.NEAR, Reason(_("only one surname has a particle")))
    return compare_words("".join(cores[0]), "".join(cores[1]), is_arabic=is_arabic)


def _has_article(name: PersonName) -> bool:
    """Tell whether an article opens the surname; in "Abd al-Nasir" it belongs to the given name."""
    return name.surname[0] in ARTICLES and not is_one_spelling(name.given[-1], "abdul")


def _compare_given(one: PersonName, other: PersonName, is_arabic: bool) -> Comparison:
    """Compare the given names of two people of one surname; no reasons when they are the same."""
    if "".join(one.given) == "".join(other.given):
        return _all_alike(one) if len(one.given[0]) == 1 else same(0.98)
    if _is_eastern(one) and _is_eastern(other):
        likeness = compare_words("".join(one.given), "".join(other.given))
        if likeness.level < Level.NEAR or len(one.given) == len(other.given) == 2:
            return different(0.15, Reason(_("the given names differ")))
        return maybe(0.6, *likeness.said)
    first = compare_words(one.given[0], other.given[0], is_given=True, is_arabic=is_arabic)
    if first.level == Level.APART:
        return _goes_by_second(one, other) or different(0.1, _differ(one, other))
    if first.level == Level.SPELT and not _EASTERN_END.search(one.core[-1]):
        # No table for Cyrillic made both: "Victor" and "Viktor", "Maia" and "Maya" are two names here.
        words = one.given[0], other.given[0]
        if is_chosen_in_west(*words) or not (is_arabic or is_one_name(*words)):
            first = Likeness(Level.NEAR, first.reason)
    return _compare_middles(one, other, first, is_arabic)


def _compare_middles(
    one: PersonName, other: PersonName, first: Likeness, is_arabic: bool
) -> Comparison:
    fewer, more = sorted((one.given[1:], other.given[1:]), key=len)
    found: list[Likeness] = []
    left = list(more)
    for word in fewer:
        best = Likeness(Level.APART)
        while left and best.level == Level.APART:
            best = compare_words(word, left.pop(0), is_given=True, is_arabic=is_arabic)
        if best.level == Level.APART and sorted(one.given) == sorted(other.given):
            return maybe(0.6, Reason(_("the given names are in another order")))
        if best.level == Level.APART:
            first_, second = sorted((" ".join(one.given[1:]), " ".join(other.given[1:])))
            message = _("the middle names differ: “%(one)s” and “%(other)s”")
            return different(0.15, Reason(message, one=first_, other=second))
        found.append(best)
    if len(fewer) and len(more) != len(fewer) and all(len(word) == 1 for word in (*fewer, *more)):
        return different(0.2, Reason(_("the middle initials differ")))
    reasons = [reason for likeness in (first, *found) for reason in likeness.said]
    levels = [first.level, *(likeness.level for likeness in found)]
    if not {Level.NEAR, Level.HEARD}.isdisjoint(levels):
        return maybe(0.6, *reasons)
    if first.level == Level.INITIAL or len(one.given[0]) == 1:
        return _by_initials(fewer, more, levels, reasons)
    # Either look is enough for caution, where only both allow another spelling.
    is_arabic = one.looks_arabic or other.looks_arabic
    if Level.INITIAL in levels and (is_arabic or one.core[-1] in COMMON_SURNAMES):
        return maybe(0.7, *reasons, Reason(_("an initial tells too little of a common name")))
    # Whatever word one lacks, a patronymic too, may be all that tells a son from his father.
    dropped = [word for word in more if word not in fewer][: len(more) - len(fewer)]
    return maybe(0.7, *reasons, _only_one(" ".join(dropped))) if dropped else same(0.94, *reasons)


def _by_initials(
    fewer: tuple[str, ...], more: tuple[str, ...], levels: list[Level], reasons: list[Reason]
) -> Comparison:
    """Compare where the first given name of one is an initial; `fewer` and `more` are the names after it."""
    if Level.ALIKE in levels[1:] and any(len(word) > 1 for word in fewer):
        return same(0.9, *reasons)
    is_whole = len(more) == len(fewer) and set(levels) == {Level.INITIAL}
    if is_whole and len(levels) >= _MANY_INITIALS:
        return same(0.88, Reason(_("all the initials fit")))
    return maybe(0.55, *reasons, Reason(_("the first given name is an initial")))


def _goes_by_second(one: PersonName, other: PersonName) -> Comparison | None:
    """Offer "Tayyip Erdogan" for "Recep Tayyip Erdogan"."""
    fewer, more = sorted((one.given, other.given), key=len)
    if len(fewer) < len(more) and len(fewer[0]) > 1 and more[-len(fewer) :] == fewer:
        return maybe(0.6, Reason(_("only one name begins with “%(word)s”"), word=more[0]))
    return None


def _held_in(one: PersonName, other: PersonName, is_arabic: bool) -> Comparison | None:
    """Offer a name whose words all stand, in order, in the longer one: a second surname left out."""
    fewer, more = sorted((one.words, other.words), key=len)
    if len(fewer) < 2 or len(fewer) == len(more):
        return None
    left = iter(more)
    for word in fewer:
        if not any(
            compare_words(word, part, is_given=True, is_arabic=is_arabic).level >= Level.HEARD
            for part in left
        ):
            return None
    return maybe(0.6, Reason(_("one name holds all the words of the other")))


def _is_eastern(name: PersonName) -> bool:
    return len(name.surname) == 1 and name.surname[0] in EASTERN_SURNAMES and not name.is_guess


def _only_one(words: str) -> Reason:
    return Reason(_("only one name has “%(words)s”"), words=words)


def _differ(one: PersonName, other: PersonName) -> Reason:
    first, second = sorted((one.given[0], other.given[0]))
    message = _("the given names differ: “%(one)s” and “%(other)s”")
    return Reason(message, one=first, other=second)
