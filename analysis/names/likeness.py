"""How alike two words of names are, and why."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA

from analysis.names.given import is_listed, is_loosely_one, is_one_spelling, is_short_form
from analysis.names.reasons import Reason
from analysis.names.reasons import gettext_noop as _
from analysis.resolution.lexicon import FIRST_NAMES


class Level(IntEnum):
    """What two words have in common; from `SPELT` on they are one word, `HEARD` may be an Arabic one by ear."""

    APART = 0
    INITIAL = 1
    NEAR = 2
    HEARD = 3
    SPELT = 4
    ALIKE = 5


@dataclass(frozen=True, slots=True)
class Likeness:
    """A level and, unless the words are alike, the reason."""

    level: Level
    reason: Reason | None = None

    @property
    def said(self) -> tuple[Reason, ...]:
        """The reason, if there is one."""
        return () if self.reason is None else (self.reason,)


SHORT_FOR: Final = _("“%(short)s” is short for “%(full)s”")
# Endings and openings that different tables give to the same Cyrillic letters.
_RULES: Final = tuple(
    (re.compile(pattern), put)
    for pattern, put in (
        (r"^iu", "yu"),
        (r"^ia", "ya"),
        (r"iia$", "ia"),
        (r"(?<=\w\wi)y(?=[aeou])", ""),
        (r"(?<=[nst])yan$", "ian"),
        (r"(?:aia|aja)$", "aya"),
        (r"sk(?:iy|yi|yy|ii|ij|yj|i|y)$", "sky"),
        (r"tsk(?:iy|yi|yy|ii|ij|yj|i|y)$", "tsky"),
        (r"(?:iy|yi|yy|ii|ij|yj)$", "y"),
        (r"(?<=\w\w\w)e[yj]$", "ei"),
        (r"(?<=\w\w\w)a[yj]$", "ai"),
        (r"(?<=ch|sh|ov)[yi]ov$", "ev"),
        (r"(?:shch|sch)ov$", "shchev"),
        (r"(?<=\w\w\w)(?:yov|yev|iev|iov)$", "ev"),
    )
)
# "Yanukovych", "Yanukovich"; "Fyodorov", "Fedorov": letters that Russian and Ukrainian tables give otherwise, in surnames
# that are plainly Slavic.
_SLAVIC: Final = re.compile(r"(?:[oe]v|[oe]va|enko|[iy]ch|chuk|iuk|yuk)$")
_SKY_OR_AK: Final = re.compile(r"(?:sky|aya|ak)$")
_SLAVIC_RULES: Final = tuple(
    (re.compile(pattern), put)
    for pattern, put in ((r"x", "ks"), (r"yo", "e"), (r"y", "i"), (r"kh", "h"), (r"ss", "s"))
)
_ARABIC_RULES: Final = tuple(
    (re.compile(pattern), put)
    for pattern, put in (
        (r"ou|oo", "u"),
        (r"ee", "i"),
        (r"kh", "x"),
        (r"(?<=\w)dh", "d"),
        (r"(?<=\w)th", "t"),
        (r"ch", "sh"),
        (r"ph", "f"),
        (r"(?<=[iy])eh$", "a"),
        (r"y", "i"),
        (r"o", "u"),
        (r"a(?=llah?$)", "u"),
        (r"([aeiusx])\1+", r"\1"),
        (r"l+(?=ah?$)", "l"),
        (r"(?<=\w\w\w\w[aeiu])h$", ""),
    )
)
# The letters that countries read a Qaf and a Ghain as: "Qadir", "Kadir"; "Qaddafi", "Gaddafi"; "Ghanem", "Ganem". One at a
# time, so that neither "Gamal" is "Kamal" nor "Ghazi" "Qazi".
_ARABIC_READINGS: Final = (("q", "k"), ("q", "g"), ("gh", "g"))
# "Salem" and "Salim", "Ameri" and "Amiri" are two names, unless the lists know both as spellings of one.
_SHORT_OR_LONG: Final = re.compile(r"[^aeiou]*a[^aeiou]+(ee|[ei])[^aeiou]+i?")
_DOUBLED: Final = re.compile(r"(.)\1+")
# What every table gives an Arabic name in several ways: long vowels, a glide, an h that is not heard. Of families, nothing
# else is passed over: "Diab" is not "Dhiab", nor "Miqdad" "Mekdad", until somebody says so.
_LONG_VOWELS: Final = tuple(
    (re.compile(pattern), put)
    for pattern, put in (
        (r"ou|oo", "u"),
        (r"aee|ee|ae?i|ay", "i"),
        (r"aa", "a"),
        (r"y", "i"),
        (r"ss", "s"),
        (r"zadeh$", "zade"),
        (r"(?<=[aiy])e?h$", ""),
        (r"(?<=[iy])[ea]$", ""),
        (r"i+", "i"),
    )
)
_MIN_DOUBLED_ARABIC: Final = 7
_SOUNDS_K: Final = re.compile(r"gh|q|g(?![eih])")
_MIN_NEAR: Final = 5
_MIN_FAR: Final = 9


def compare_words(
    one: str, other: str, *, is_given: bool = False, is_arabic: bool = False
) -> Likeness:
    """Return how alike two folded words are; `is_given` asks the lists of given names, `is_arabic` lets vowels vary."""
    if one == other:
        return Likeness(Level.ALIKE)
    if 1 in {len(one), len(other)}:
        if one[:1] != other[:1]:
            return Likeness(Level.APART)
        said = Reason(_("“%(one)s” may stand for “%(other)s”"), one=one, other=other)
        return Likeness(Level.INITIAL, said)
    if is_given or is_arabic:  # an Arabic surname was an ancestor's given name
        found = _compare_given(one, other)
        if found is not None:
            return found
    if spelling_key(one) == spelling_key(other) or _is_one_in_ukrainian(one, other):
        return _spelt(one, other)
    if is_arabic and not is_slavic(one) and _is_one_in_arabic(one, other, is_given=is_given):
        said = _of_pair(_("“%(one)s” and “%(other)s” are spellings of one Arabic name"), one, other)
        is_sure = _long_vowels(one) == _long_vowels(other)
        return Likeness(Level.SPELT if is_sure else Level.HEARD, said)
    return _compare_letters(one, other)


def is_slavic(word: str) -> bool:
    """Tell whether `word` is plainly a Slavic surname, which is written by tables of its own."""
    return _SLAVIC.search(word) is not None


@lru_cache(maxsize=16384)
def spelling_key(word: str) -> str:
    """Return `word` with what tables for Cyrillic give in several ways written in one."""
    for pattern, put in _RULES:
        word = pattern.sub(put, word)
    if is_slavic(word):
        for pattern, put in _SLAVIC_RULES:
            word = pattern.sub(put, word)
    return word


@lru_cache(maxsize=16384)
def sound_key(word: str) -> str:
    """Return the consonants of `word`, those written in several ways as one: what look-ups group by."""
    word = _SOUNDS_K.sub("k", spelling_key(word))
    for pattern, put in _ARABIC_RULES:
        word = pattern.sub(put, word)
    word = (
        word.replace("ks", "x")
        .replace("z", "s")
        .replace("c", "k")
        .replace("w", "v")
        .replace("x", "k")
    )
    body = re.sub(r"[aeiouyhj]", "", word[1:])
    return re.sub(
        r"(.)\1+", r"\1", (word[:1].replace("a", "e").replace("i", "e").replace("u", "e")) + body
    )


def _compare_given(one: str, other: str) -> Likeness | None:
    if is_one_spelling(one, other):
        return _spelt(one, other)
    if is_short_form(one, other):
        short, full = sorted((one, other), key=lambda word: (len(word), word))
        said = Reason(SHORT_FOR, short=short, full=full)
        return Likeness(Level.SPELT, said)
    if is_loosely_one(one, other):
        said = _of_pair(_("“%(one)s” and “%(other)s” may be forms of one name"), one, other)
        return Likeness(Level.NEAR, said)
    if _is_known(one) and _is_known(other):
        return Likeness(Level.APART)
    short, full = sorted((one, other), key=len)
    if full in {f"{short}a", f"{short}e", f"{short}ne"} or (one[:-1], {one[-1], other[-1]}) == (
        other[:-1],
        {"a", "o"},
    ):
        return Likeness(Level.APART)  # a man's name and a woman's
    return None


def _compare_letters(one: str, other: str) -> Likeness:
    shorter = min(len(one), len(other))
    if shorter < _MIN_NEAR:
        return Likeness(Level.APART)
    apart = OSA.distance(one, other, score_cutoff=2)
    if apart == 1 or (apart == 2 and shorter >= _MIN_FAR):
        message = (
            _("“%(one)s” and “%(other)s” differ by one letter")
            if apart == 1
            else _("“%(one)s” and “%(other)s” differ by two letters")
        )
        return Likeness(Level.NEAR, _of_pair(message, one, other))
    if shorter >= _MIN_NEAR and sound_key(one) == sound_key(other) and apart == 2:
        said = _of_pair(_("“%(one)s” and “%(other)s” sound alike"), one, other)
        return Likeness(Level.NEAR, said)
    return Likeness(Level.APART)


def _is_one_in_ukrainian(one: str, other: str) -> bool:
    """Compare surnames in -sky and -ak, where tables give one letter as "y" or "i": "Podolyak", "Podoliak"."""
    keys = [spelling_key(word) for word in (one, other)]
    return all(_SKY_OR_AK.search(key) for key in keys) and (
        keys[0].replace("y", "i") == keys[1].replace("y", "i")
    )


def _is_one_in_arabic(one: str, other: str, *, is_given: bool) -> bool:
    """Compare letter by letter; "e" stands for "i" too, and "g" for "q" in surnames."""
    lengths = [_SHORT_OR_LONG.fullmatch(word) for word in (one, other)]
    if lengths[0] and lengths[1] and (lengths[0][1] == "e") != (lengths[1][1] == "e"):
        return False
    keeps = min(len(one), len(other)) < _MIN_DOUBLED_ARABIC
    return any(
        len(key) > 2 and key == _arabic_key(other, letters, keeps_doubled=keeps)
        for letters in _ARABIC_READINGS[: 1 if is_given else None]
        for key in [_arabic_key(one, letters, keeps_doubled=keeps)]
    )


@lru_cache(maxsize=16384)
def _arabic_key(word: str, letters: tuple[str, str], *, keeps_doubled: bool) -> str:
    """Return `word` in one spelling, the first of `letters` as the second; "Hamad" is not "Hammad", but "Sisi" "Sissi"."""
    word = word.replace(*letters)
    for pattern, put in _ARABIC_RULES:
        word = pattern.sub(put, word)
    word = re.sub(r"i+", "i", word.replace("e", "i"))
    return word if keeps_doubled else _DOUBLED.sub(r"\1", word)


def _long_vowels(word: str) -> str:
    """Return `word` with what every table writes in several ways written in one, and nothing else."""
    for pattern, put in _LONG_VOWELS:
        word = pattern.sub(put, word)
    return word


def _is_known(word: str) -> bool:
    return word in FIRST_NAMES or is_listed(word)


def _spelt(one: str, other: str) -> Likeness:
    said = _of_pair(_("“%(one)s” and “%(other)s” are spellings of one name"), one, other)
    return Likeness(Level.SPELT, said)


def _of_pair(message: str, one: str, other: str) -> Reason:
    first, second = sorted((one, other))
    return Reason(message, one=first, other=second)
