"""What speaks against two people's names that read the same, in what reading them leaves aside."""

from __future__ import annotations

import re
import unicodedata
from itertools import product
from typing import Final

from analysis.names.given import ARABIC_GIVEN, DATA, is_one_spelling
from analysis.names.people import read_person
from analysis.names.reasons import Reason
from analysis.names.reasons import gettext_noop as _
from analysis.names.scripts import to_latin
from analysis.names.titles import strip_titles

# What stands in brackets at the end; "(ret.)" tells nobody from namesakes.
_CLOSING: Final = re.compile(r"\((?!ret(?:d|ired)?\.?\))([^)]+)\)\s*$")
_GENERATION: Final = re.compile(r"(?:jr|jnr|junior|sr|snr|senior|[ivx]+)\.?", re.IGNORECASE)
# Titles that are also given names or surnames: before a whole name they may be part of it.
_TITLE_OR_NAME: Final = frozenset(
    ["tun", "sultan", "he", "dean", "earl", "duke", "marshall", "baker", "cook", "page", "carter", "mason", "butler",
     "sardar", "nawab"]
)  # fmt: skip
# Of these, names where all names are syllables.
_OF_SYLLABLES: Final = frozenset({"tun", "he"})
_MIN_LONG: Final = 6
# Words that make one name of those beside them: "Abu Hamza", "Abdul Karim", "Nur al-Din".
_BINDING: Final = frozenset(
    ["abu", "abou", "umm", "um", "abd", "abdul", "abdel", "bin", "ibn", "al", "el"]
)
_BELONGING: Final = re.compile(r"(?:^|\s)(?:of|to|for)\s")
_SON: Final = re.compile(r"\s[OÓ]\s")
_FAITH: Final = frozenset(["din", "deen", "dine"])
_COMMONEST: Final = tuple(
    tuple(frozenset(half.split()) for half in line.split(":"))
    for line in (DATA / "commonest_names.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
)
# Letters of Vietnamese and of no other language that news prints in Latin letters.
_VIETNAMESE: Final = re.compile("[ơưạ-ỹ]")
_VIETNAMESE_SURNAMES: Final = frozenset(
    ["nguyen", "tran", "le", "pham", "hoang", "huynh", "phan", "vu", "vo", "dang", "bui", "do", "ho", "ngo", "duong", "ly", "dinh", "to"]
)  # fmt: skip
# Marks that stand for each other: long vowels, and a cedilla for the comma below.
_ONE_MARK: Final = str.maketrans("âêîôûşţǎ", "āēīōūșță")


def find_doubt(one: str, other: str) -> Reason | None:
    """Return what keeps two names from being linked although their words agree, None if nothing does."""
    return (
        _aside_differs(one, other)
        or _marks_differ(one, other)
        or _opening_differs(one, other)
        or _belongs(one, other)
        or _is_of_many(one, other)
    )


def _aside_differs(one: str, other: str) -> Reason | None:
    """Tell namesakes apart: "Yaw Mensah (footballer)", "Yaw Mensah (minister)"; a nickname in brackets is of either."""
    said = [found[1] for name in (one, other) if (found := _CLOSING.search(name))]
    if len(said) == 1 and not _GENERATION.fullmatch(said[0]):
        return Reason(
            _("in brackets stands “%(words)s”, as if there were namesakes"), words=said[0]
        )
    if len(said) < 2 or to_latin(said[0]) == to_latin(said[1]):
        return None
    first, second = sorted(said)
    return Reason(_("in brackets stand “%(one)s” and “%(other)s”"), one=first, other=second)


def _marks_differ(one: str, other: str) -> Reason | None:
    """Tell names apart by marks that reading drops: "Hưng" is not "Hùng", nor "Åberg" "Äberg".

    A mark that one name lacks was left out as a rule, but not in Vietnamese that is written with its marks: "Ân", "An".
    """
    if one.isascii() or other.isascii():
        return None
    marked = [unicodedata.normalize("NFC", name).casefold() for name in (one, other)]
    is_whole = any(
        _VIETNAMESE.search(name) or to_latin(name).split()[0] in _VIETNAMESE_SURNAMES
        for name in marked
    )
    words = [{to_latin(word): word for word in re.findall(r"\w+", name)} for name in marked]
    for plain, word in words[0].items():
        there = words[1].get(plain, word)
        if word != there and (is_whole or _is_marked_otherwise(word, there)):
            first, second = sorted((word, there))
            return Reason(_("the marks differ: “%(one)s” and “%(other)s”"), one=first, other=second)
    return None


def _opening_differs(one: str, other: str) -> Reason | None:
    """Tell "Tun Min Latt" from "Min Latt": the first word may be a title, or a name."""
    opening = {to_latin(name).split()[0] for name in (one, other)}
    found = opening & _TITLE_OR_NAME
    if (
        max(map(len, f"{one} {other}".split())) >= _MIN_LONG
    ):  # "Tun Rahimah Latif" has a Malay title
        found -= _OF_SYLLABLES
    if len(opening) < 2 or not found:
        return None
    return Reason(_("“%(word)s” may be part of the name"), word=min(found))


def _belongs(one: str, other: str) -> Reason | None:
    """Tell somebody's brother or lawyer, whoever that is; and "Colm Ó Briain", whose "Ó" is no initial."""
    for name in (one, other):
        found = _BELONGING.search(strip_titles(name)[0])
        if found:
            return Reason(_("“%(words)s” may mean somebody else"), words=name)
    if (_SON.search(one) is None) != (_SON.search(other) is None):
        return Reason(_("only one surname has a particle"))
    return None


def _is_of_many(one: str, other: str) -> Reason | None:
    """Tell names that are one name only ("Abu Hamza", "Abdul Karim"), or the commonest of all ("John Smith")."""
    for name in (one, other):
        readings = read_person(name)
        if not readings or readings[0].number:
            continue
        words = readings[0].words
        bare = [word for word in words if word not in _BINDING and word not in _FAITH]
        if len(bare) < 2 <= len(words):
            return Reason(_("“%(name)s” is the name of more than one person"), name=name)
        if one != other and _is_mohammed(words):
            return Reason(_("“%(name)s” is the name of more than one person"), name=name)
        if len(words) == 2 and any(
            reading.given[0] in given and reading.surname[0] in surnames
            for reading, (given, surnames) in product(readings, _COMMONEST)
        ):
            return Reason(_("“%(name)s” is the name of more than one person"), name=name)
    return None


def _is_mohammed(words: tuple[str, ...]) -> bool:
    """Tell whether a name is one of the commonest Arabic ones with another given name, to be read in one spelling only."""
    return (
        len(words) == 2
        and words[1] in ARABIC_GIVEN
        and any(
            is_one_spelling(words[0], given) for given in ("mohammed", "ahmed", "ali", words[1])
        )
    )


def _is_marked_otherwise(one: str, other: str) -> bool:
    """Tell whether a letter bears one mark here and another there."""
    one, other = one.translate(_ONE_MARK), other.translate(_ONE_MARK)
    if len(one) != len(other) or not _is_latin(one) or not _is_latin(other):
        return False
    return any(
        a != b and not a.isascii() and not b.isascii() for a, b in zip(one, other, strict=True)
    )


def _is_latin(word: str) -> bool:
    return all(c.isascii() or unicodedata.name(c, "").startswith("LATIN") for c in word)
