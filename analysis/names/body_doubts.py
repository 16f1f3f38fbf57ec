"""What speaks against two bodies' names that read the same, in the small words and forms that reading them leaves aside."""

from __future__ import annotations

import re
from typing import Final

from analysis.names.bodies import BodyName, number_of, read_body
from analysis.names.owners import STOP, country_forms
from analysis.names.reasons import Reason
from analysis.names.reasons import gettext_noop as _
from analysis.names.scripts import to_latin
from analysis.types import SpeakerKind

# These name themselves as they like: each small word, number and form of a country's name belongs to the name.
NAMES_ITSELF: Final = frozenset(
    {
        SpeakerKind.COMPANY,
        SpeakerKind.MEDIA,
        SpeakerKind.NGO,
        SpeakerKind.PARTY,
        SpeakerKind.ARMED_GROUP,
    }
)
_WITHOUT_LEGAL: Final = frozenset(SpeakerKind) - {
    SpeakerKind.COMPANY,
    SpeakerKind.MEDIA,
    SpeakerKind.NGO,
    SpeakerKind.AGENCY,
}
# Of these a country or a town may have two that nothing but the order of the words tells apart: "Washington University",
# "University of Washington".
FREE_HEADS: Final = frozenset(
    ["university", "college", "school", "institute", "bank", "church", "museum", "hospital", "foundation", "society",
     "academy", "club", "press", "radio", "trust", "group", "seminary", "polytechnic", "television", "union", "association"]
)  # fmt: skip
_OF_STATE: Final = frozenset(
    ["ministry", "department", "agency", "authority", "court", "office", "bureau", "directorate", "commission", "police",
     "embassy", "consulate", "council", "parliament", "government", "army", "navy", "service", "inspectorate", "command"]
)  # fmt: skip
_STATE_OWNED: Final = frozenset({"central", "national"})
_ARTICLES: Final = frozenset(["der", "die", "das", "la", "le", "les", "el", "de", "des", "du"])
_LINKS: Final = frozenset(["of", "for", "on", "in", "to", "at", "and"])
_AND: Final = frozenset(["&", "and", "und", "et", "y", "e"])
# Seats that may stand for the state, and what two states call themselves.
_NOT_THE_STATE: Final = frozenset({"delhi", "teheran", "islamic republic"})
# Names of a country that are no mere spelling of the usual one: "Britain First" is not "UK First".
_OTHER_NAMES: Final = frozenset(
    ["britain", "great britain", "holland", "america", "american", "burma", "emirates", "serb", "croat", "turk", "swede",
     "dane", "finn", "briton", "slovene"]
)  # fmt: skip
_ACRONYM: Final = re.compile(r"\(([^)]*[A-Z][A-Z][^)]*)\)")
_MARKS: Final = frozenset("+#*!@=")
# What says by itself where a name was joined; and the parts of a name by capitals and digits: "ExxonMobil", "TV2".
_JOINT: Final = re.compile(r"\w-\w|^(?:al|el)\s", re.IGNORECASE)
_PART: Final = re.compile(r"[A-Z]+(?![^\W\dA-Z_])|[^\W\d_][^\W\dA-Z_]*|\d+")
_LETTER: Final = re.compile(r"(?<=[\s(-])[A-Z](?=$|[\s),-])")


def is_free(body: BodyName, kind: SpeakerKind | None) -> bool:
    """Tell whether the order of a name's words, and each small one, may tell its body from another."""
    if kind in NAMES_ITSELF:
        return True
    words = set(body.words)
    if kind is None:
        return words.isdisjoint(_OF_STATE)
    if words.isdisjoint(FREE_HEADS) or not words.isdisjoint(_OF_STATE):
        return False
    return not (words & _STATE_OWNED and words.isdisjoint({"university", "church"}))


def find_body_doubt(one: str, other: str, kind: SpeakerKind | None) -> Reason | None:
    """Return what keeps two names from being linked although their words agree, None if nothing does."""
    a, b = read_body(one), read_body(other)
    if sorted(a.words) != sorted(b.words):  # an acronym, a translation, or spaces
        is_spaced = a.letters == b.letters and kind is not SpeakerKind.ARMED_GROUP
        return _joined(one, other) if is_spaced else None
    named = [to_latin(one), to_latin(other)]
    found = _only_in_one([_letters(one), _letters(other)])
    acronyms = [_ACRONYM.findall(name) for name in (one, other)]
    if all(acronyms):
        found = found or _only_in_one([set(said) for said in acronyms])
    found = found or _only_in_one([country_forms(name) & _NOT_THE_STATE for name in named])
    if kind in _WITHOUT_LEGAL:
        found = found or " ".join(sorted(a.legal ^ b.legal))
    if is_free(a, kind):
        found = found or _plural(a, b, " ".join(named))
        found = found or _only_in_one([_opening(name) for name in named])
        linked = _LINKS - {"of"} if kind is SpeakerKind.PARTY else _LINKS
        found = found or _only_in_one([_links(name) & linked for name in named])
        found = found or _only_in_one([country_forms(name) & _OTHER_NAMES for name in named])
        found = found or _not_owning(*named) or _not_owning(*reversed(named))
        if _numbers_at(named[0]) != _numbers_at(named[1]):
            return Reason(_("the number stands elsewhere"))
    if not found:
        return None
    return Reason(_("only one name says “%(words)s”"), words=found)


def _joined(one: str, other: str) -> Reason | None:
    """Tell "Brightwater" from "Bright Water"; a capital, digit, hyphen or article says where "ExxonMobil" was joined."""
    cuts = [
        {word.casefold() for word in _PART.findall(name.replace(".", ""))} for name in (one, other)
    ]
    if cuts[0] == cuts[1] or any(map(_JOINT.search, (one, other))):
        return None
    return Reason(_("the same letters, cut into other words"))


def _plural(a: BodyName, b: BodyName, named: str) -> str:
    """Return a word that one name has in the singular, the other in the plural; "Kings College" is "King's College"."""
    words = sorted(a.plurals ^ b.plurals)
    return next((word for word in words if f"{word.removesuffix('s')}'s" not in named), "")


def _only_in_one(said: list[set[str]]) -> str:
    """Return the words of one that the other lacks."""
    first, second = said
    return " ".join(sorted(first ^ second))


def _letters(name: str) -> set[str]:
    """Return what reads like small words or marks and is none: "Task Force A", "OPEC+"."""
    return {letter for letter in _LETTER.findall(name) if letter.lower() in STOP} | {
        mark for mark in name if mark in _MARKS
    }


def _links(name: str) -> set[str]:
    """Return the words that link others, "and" in any language: "Bank of Armenia" is not "Bank Armenia"."""
    words = set(name.split())
    return words | {"and"} if words & _AND else words


def _opening(name: str) -> set[str]:
    """Return the article of another language that opens a name: "Die Presse" is not "La Presse"."""
    return {name.split()[0]} & _ARTICLES


def _not_owning(one: str, other: str) -> str:
    """Return a word with "'s" that has no "s" in the other: "King's College" is not "King College"."""
    owners = [word for word in re.findall(r"(\w+)'s\b", one) if not country_forms(word)]
    bare = other.replace("'", "").split()
    return next((word for word in owners if f"{word}s" not in bare and word in bare), "")


def _numbers_at(name: str) -> list[tuple[int, str]]:
    """Return the numbers and after how many words each stands: "7 News" is not "News 7"."""
    found: list[tuple[int, str]] = []
    n_before = 0
    for word in re.findall(r"\w+", name):
        if number_of(word):
            found.append((n_before, number_of(word)))
        elif word not in STOP:
            n_before += 1
    return found
