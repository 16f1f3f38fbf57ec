"""Names that more than one person bears: however alike two of them are, they are nobody's for sure."""

from __future__ import annotations

from itertools import product
from typing import Final

from analysis.names.given import ARABIC_GIVEN, DATA, is_one_spelling, is_short_form
from analysis.names.people import COMMON_SURNAMES, PersonName, read_person
from analysis.names.reasons import Reason
from analysis.names.reasons import gettext_noop as _
from analysis.names.scripts import is_greek_or_cyrillic

VIETNAMESE_SURNAMES: Final = frozenset(
    ["nguyen", "tran", "le", "pham", "hoang", "huynh", "phan", "vu", "vo", "dang", "bui", "do", "ho", "ngo", "duong", "ly", "dinh", "to"]
)  # fmt: skip
_VIETNAMESE_MIDDLES: Final = frozenset({"van", "thi"})
# Words that make one name of those beside them: "Abu Hamza", "Abdul Karim", "Nur al-Din".
_BINDING: Final = frozenset(
    ["abu", "abou", "umm", "um", "abd", "abdul", "abdel", "bin", "ibn", "al", "el"]
)
_FAITH: Final = frozenset(["din", "deen", "dine"])
_COMMONEST: Final = tuple(
    tuple(frozenset(half.split()) for half in line.split(":"))
    for line in (DATA / "commonest_names.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
)
_COMMONEST_SURNAMES: Final = frozenset[str]().union(*(surnames for _given, surnames in _COMMONEST))
_COMMON: Final = COMMON_SURNAMES | _COMMONEST_SURNAMES


def find_namesakes(one: str, other: str) -> Reason | None:
    """Return why two names that agree may be namesakes', None where the name tells enough.

    A common surname is enough in the same letters alone, or in another script; the commonest names not even then.
    """
    readings = read_person(one), read_person(other)
    for name, found in zip((one, other), readings, strict=True):
        if found and not found[0].number and _is_of_many(found, is_exact=one == other):
            return Reason(_("“%(name)s” is the name of more than one person"), name=name)
    if not all(readings) or is_greek_or_cyrillic(one) != is_greek_or_cyrillic(other):
        return None
    if not _spellings(one).isdisjoint(_spellings(other)):
        return None
    surname = _common_surname(*readings)
    return is_common(surname) if surname else None


def is_common(surname: str) -> Reason:
    """Return the reason that many people bear `surname`."""
    return Reason(_("“%(name)s” is a common surname"), name=surname)


def _spellings(name: str) -> set[str]:
    """Return a name's letters, given names first, in each reading and with umlauts spelt both ways."""
    readings = (*read_person(name), *read_person(name, is_written_out=True))
    return {"".join(reading.words) for reading in readings}


def _is_of_many(readings: tuple[PersonName, ...], *, is_exact: bool) -> bool:
    """Tell names that are one name only ("Abu Hamza", "Abdul Karim"), or the commonest of all ("John Smith")."""
    words = readings[0].words
    bare = [word for word in words if word not in _BINDING and word not in _FAITH]
    if len(bare) < 2 <= len(words):
        return True
    if not is_exact and (
        _has_two_given(words) or any(map(_is_vietnamese, readings)) or words[1:] == words[:1]
    ):
        return True
    return len(words) == 2 and any(
        reading.given[0] in given and reading.surname[0] in surnames
        for reading, (given, surnames) in product(readings, _COMMONEST)
    )


def _has_two_given(words: tuple[str, ...]) -> bool:
    """Tell whether a name is one of the commonest Arabic ones with another given name, to be read in one spelling only."""
    return (
        len(words) == 2
        and words[1] in ARABIC_GIVEN
        and any(
            is_one_spelling(words[0], given) for given in ("mohammed", "ahmed", "ali", words[1])
        )
    )


def _is_vietnamese(name: PersonName) -> bool:
    """Tell whether a name is one of a million: "Nguyen Van Hung", "Tran Thi Ha"."""
    return (
        len(name.words) == 3
        and name.surname[0] in VIETNAMESE_SURNAMES
        and name.given[0] in _VIETNAMESE_MIDDLES
    )


def _common_surname(one: tuple[PersonName, ...], other: tuple[PersonName, ...]) -> str:
    """Return the surname if many bear it, "" if not; only of the commonest is a short form of the given name not enough."""
    apart = [set(a[0].words) - set(b[0].words) for a, b in ((one, other), (other, one))]
    is_short = all(len(words) == 1 for words in apart) and is_short_form(*map(min, apart))
    common = _COMMONEST_SURNAMES if is_short else _COMMON
    surnames = (
        name.core[0] for name in (*one, *other) if not name.is_guess and len(name.core) == 1
    )
    return next((name for name in surnames if {name, name.removesuffix("a")} & common), "")
