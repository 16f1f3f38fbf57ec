"""Whether a sentence may be about the case of another: the same day and place, and nobody else by name."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable

from analysis.contrast.comparing import find_other_case
from analysis.contrast.moments import find_moments

_RUN = re.compile(r"\b[A-Z][\w-]+(?: (?:[A-Z][\w-]+|\d+\b))*")
_WORD = re.compile(r"[\w-]+")
_LEADS = frozenset({"The", "A", "An", "In", "At", "On", "No", "Not", "Only", "Some", "About"})
_CALENDAR = frozenset({*calendar.month_name, *calendar.day_name})
_STEM = 4  # letters by which "Russia" and "Russian" are one name

Name = tuple[str, ...]


def is_one_case(a: str, b: str, *, asked: str = "", known: str = "") -> bool:
    """Tell whether nothing speaks against `a` being about the case of `b`, which answers the question `asked`.

    Against it speak another date or place (that of the question, where `b` names no date); a name that is the other's but for one
    word ("the Merrow Bridge", "the Kestrel Bridge"), where neither names both; that `a` names nobody whom `b` names; and a
    name of `b`, or of the question where `b` names nobody, that `a` lacks while it has another ("Vell", "Kolm"). A name that the
    question has, or what is `known` of the case besides, is no other.
    """
    if find_other_case(a, b) or (not find_moments(b) and find_other_case(a, asked)):
        return False
    ours, theirs = _names(a), _names(b)
    if any(_is_namesake(one, other) for one in ours - theirs for other in theirs - ours):
        return False
    wanted = theirs or _names(asked)
    missing = _unlike(wanted, a)
    if not missing:
        return True
    is_nobody = missing == wanted and bool(theirs)
    return not is_nobody and not _unlike(ours, f"{b} {asked} {known}")


def _is_namesake(one: Name, other: Name) -> bool:
    if len(one) != len(other) or len(one) < 2:
        return False
    return sum(mine != its for mine, its in zip(one, other, strict=True)) == 1


def _names(text: str) -> frozenset[Name]:
    """Return the runs of capitalised words; a single one at the beginning may be any word, and is none."""
    runs = set()
    for match in _RUN.finditer(_bare(text)):
        words = tuple(word for word in match.group().split() if word not in _CALENDAR)
        words = words[1:] if words and words[0] in _LEADS else words
        is_named = any(not word.isdigit() for word in words)
        if is_named and (match.start() or len(words) > 1):
            runs.add(words)
    return frozenset(runs)


def _unlike(names: Iterable[Name], text: str) -> frozenset[Name]:
    """Return the names of which the text has no word, not their initials either."""
    words = _WORD.findall(_bare(text))
    held = {word.lower() for word in words}
    runs = {"".join(word[0] for word in name) for name in _names(text)}
    return frozenset(
        name
        for name in names
        if "".join(word[0] for word in name) not in words
        and not (len(name) == 1 and name[0] in runs)
        and not any(_is_among(word.lower(), held) for word in name)
    )


def _is_among(word: str, held: Iterable[str]) -> bool:
    return any(
        word == other or (min(len(word), len(other)) >= _STEM and _begins(word, other))
        for other in held
    )


def _begins(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _bare(text: str) -> str:
    return text.replace("’s", "").replace("'s", "")
