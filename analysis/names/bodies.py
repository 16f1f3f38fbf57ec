"""The words of an organisation's, an office's or a document's name, written in one way."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from analysis.names.given import read_words
from analysis.names.owners import STOP, Owners, take_countries
from analysis.names.scripts import to_latin, with_plain_article, written_out
from analysis.resolution.lexicon import (
    DOMAINS,
    ORG_HEADS,
    ROLE_MODIFIERS,
    ROLES,
    country_of,
    fold,
    singular,
)

_LEGAL: Final = {
    "ltd": "ltd", "limited": "ltd", "inc": "inc", "incorporated": "inc", "corp": "corp", "corporation": "corp",
    "llc": "llc", "llp": "llp", "lp": "lp", "plc": "plc", "gmbh": "gmbh", "ag": "ag", "sa": "sa", "spa": "spa", "nv": "nv",
    "bv": "bv", "ab": "ab", "asa": "asa", "oyj": "oyj", "sarl": "sarl", "ooo": "llc", "pao": "jsc", "pjsc": "jsc", "ojsc": "jsc",
    "jsc": "jsc", "oao": "jsc", "zao": "jsc", "ao": "jsc", "co": "co", "se": "se", "spzoo": "spzoo", "sas": "sas", "srl": "srl", "kk": "kk", "ev": "ev", "as": "as",
    "oy": "oy", "aps": "aps", "kft": "kft", "doo": "doo", "sro": "sro", "pvt": "pvt", "sdn": "sdn", "pte": "pte", "pty": "pty", "bhd": "bhd", "kg": "kg",
}  # fmt: skip
_OPENING_LEGAL: Final = frozenset(
    ["ooo", "oao", "zao", "pao", "ao", "jsc", "ojsc", "pjsc", "srl", "llc"]
)
_ONE_SPELLING: Final = {
    "defense": "defence", "center": "centre", "organization": "organisation", "program": "programme", "labor": "labour",
    "harbor": "harbour", "theater": "theatre", "dept": "department", "inst": "institute", "univ": "university",
    "govt": "government", "gov": "government", "intl": "international", "natl": "national", "assn": "association",
    "assoc": "association", "bros": "brothers", "mfg": "manufacturing", "saint": "st", "mt": "mount", "amb": "ambassador",
    "colored": "coloured", "cooperation": "co-operation",
}  # fmt: skip
_LEGAL_PHRASES: Final = {
    "aktiengesellschaft": "ag", "gesellschaft mit beschrankter haftung": "gmbh", "joint stock company": "jsc",
    "limited liability company": "llc", "public limited company": "plc", "public joint stock company": "jsc",
    "open joint stock company": "jsc", "closed joint stock company": "jsc", "sp z oo": "spzoo", "sp z o o": "spzoo",
    "obshchestvo s ogranichennoy otvetstvennostyu": "llc", "aktsionernoe obshchestvo": "jsc",
}  # fmt: skip
_ORDINALS: Final = {
    word: str(i)
    for i, word in enumerate(
        [
            "zeroth",
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
        ]
    )
    if i
}
_CARDINALS: Final = {"seven": "7", "eight": "8", "twenty": "20"}
_PHRASES: Final = (
    (re.compile(r"\bforeign affairs\b"), "foreign"),
    (re.compile(r"\bco-operation\b"), "cooperation"),
    (re.compile(r"\bseventy seven\b"), "77"),
)
# Words that many bodies share: alone they name none.
GENERIC: Final = (
    frozenset(ORG_HEADS) | DOMAINS | ROLES | ROLE_MODIFIERS | read_words("generic_words.txt")
)
_BRACKETS: Final = re.compile(r"([^(]+?)\s*\((?:the\s+)?([\w.&-]{2,10})\)\s*")
_ACRONYM_BEFORE: Final = re.compile(r"([\w.&]{2,10})\s*(?:\(([^)]+)\)|\s[-–—]\s+(.+))")
_OF: Final = re.compile(r"\bof\b|'s\b|s'\b")


@dataclass(frozen=True, slots=True)
class BodyName:
    """The words of a body's name in order, without countries, numbers, legal form and small words.

    `plurals` are words of the name that stand among them in the singular.
    """

    words: tuple[str, ...]
    owners: Owners
    numbers: tuple[str, ...]
    legal: frozenset[str]
    has_of: bool
    plurals: frozenset[str]

    @property
    def countries(self) -> frozenset[str]:
        """The countries it names."""
        return self.owners.countries

    @property
    def is_generic(self) -> bool:
        """Whether the words tell no body from others of its sort."""
        return not self.countries and not self.numbers and GENERIC.issuperset(self.words)

    @property
    def letters(self) -> str:
        """All there is, run together: "Exxon Mobil" and "ExxonMobil" agree."""
        return "".join((*self.words, *sorted(self.countries), *self.numbers))


@lru_cache(maxsize=4096)
def read_body(name: str, *, is_written_out: bool = False) -> BodyName:
    """Return the words of a name, spelt in one way; umlauts as two letters if `is_written_out`."""
    text = (written_out if is_written_out else to_latin)(
        _without_own_acronym(with_plain_article(name))
    )
    text = re.sub(r"\b(\w)\.(?=\w\b)", r"\1", text)
    text = re.sub(r"(?<=\b\w\w)\.(?=\w\b)|(?<=\b\w)\.(?=\s|$|,)", "", text)
    has_of = bool(_OF.search(text))
    text = re.sub(r"'s\b|(?<=s)'(?=\s|$)", "", text).replace("&", " and ").replace("'", "")
    for pattern, put in _PHRASES:
        text = pattern.sub(put, text)
    words = [word for word in re.split(r"[^\w]+", text) if word]
    left, owners = take_countries(words)
    left, legal = _take_legal(left)
    numbers: list[str] = []
    kept: list[str] = []
    for word in left:
        number = number_of(word)
        if number:
            numbers.append(number)
        elif word not in STOP:
            kept.append(_plain(word))
    plurals = frozenset(word for word in map(_spelt, left) if _plain(word) != word)
    return BodyName(tuple(kept), owners, tuple(numbers), legal, has_of, plurals)


def initials(name: str) -> str:
    """Return the initials of a name of several words, in capitals; "" for one word."""
    words = [w for w in re.split(r"[^\w]+", to_latin(name)) if w and w not in STOP]
    return "".join(word[0] for word in words).upper() if len(words) > 1 else ""


def is_acronym(name: str) -> bool:
    """Tell whether a name is one word of capitals ("MoD", "U.N.", "G7")."""
    bare = name.strip().replace(".", "").removeprefix("the ").removeprefix("The ")
    capitals = sum(c.isupper() or c.isdigit() for c in bare)
    return 2 <= len(bare) <= 8 and bare.isalnum() and capitals > len(bare) / 2


def _without_own_acronym(name: str) -> str:
    """Return "World Food Programme (WFP)" without its brackets; "(Marxist)", "(Kenya)" and "(UK)" stay."""
    before = _ACRONYM_BEFORE.fullmatch(name)
    if before is not None and is_acronym(before[1]):  # "WFP - World Food Programme"
        name = f"{before[2] or before[3]} ({before[1]})"
    found = _BRACKETS.fullmatch(name)
    if found is None or not is_acronym(found[2]) or country_of(fold(found[2])) is not None:
        return name
    letters = [c for c in to_latin(found[2]) if c.isalnum()]
    full = [word for word in re.split(r"[^\w]+", to_latin(found[1])) if word and word not in STOP]
    if not full or full[0][0] != letters[0]:
        return name
    rest = iter("".join(full))
    return found[1] if all(letter in rest for letter in letters) else name


def _take_legal(words: list[str]) -> tuple[list[str], frozenset[str]]:
    """Return the words without the legal forms at their end, or one before them."""
    legal = set()
    text = " ".join(words)
    for phrase in sorted(_LEGAL_PHRASES, key=len, reverse=True):
        if phrase in text and text != phrase:
            text = re.sub(rf"\b{phrase}\b", _LEGAL_PHRASES[phrase], text)
    words = text.split()
    while len(words) > 1 and words[-1] in _LEGAL:
        legal.add(_LEGAL[words.pop()])
    while len(words) > 1 and words[0] in _OPENING_LEGAL:
        legal.add(_LEGAL[words.pop(0)])
    return words, frozenset(legal)


def number_of(word: str) -> str:
    """Return the number that a word or ordinal is, "" for other words."""
    if word in _ORDINALS:
        return _ORDINALS[word]
    if word in _CARDINALS:
        return _CARDINALS[word]
    if word.isalpha():
        return ""
    found = re.fullmatch(r"(\d+)(?:st|nd|rd|th)?", word)
    if found:
        return found[1].lstrip("0") or "0"
    return word if any(c.isdigit() for c in word) else ""


def _spelt(word: str) -> str:
    return _ONE_SPELLING.get(word, word)


def _plain(word: str) -> str:
    word = _spelt(word)
    if word in GENERIC or len(word) < 5:
        return word
    base = singular(word)
    return base if base in GENERIC and base not in {"new"} else word
