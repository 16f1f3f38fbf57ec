"""Titles and roles before a person's name, and what they tell."""

from __future__ import annotations

from typing import Final

from analysis.names.given import read_words
from analysis.names.scripts import to_latin
from analysis.resolution.lexicon import (
    DOMAINS,
    ORG_HEADS,
    ROLE_MODIFIERS,
    ROLES,
    TITLES,
    TITLES_F,
    TITLES_M,
    country_of,
)

_MORE_TITLES: Final = read_words("titles.txt")
_HIGHNESSES: Final = frozenset({"h.r.h", "h.e", "h.h"})
_ALSO_NAMES: Final = read_words("roles_also_names.txt")
_BELONGING: Final = frozenset({"of", "for"})
_BETWEEN: Final = (
    ROLE_MODIFIERS
    | DOMAINS
    | ORG_HEADS.keys()
    | {"the", "and", "crown", "external", "un", "eu", "nato"}
)
_ENLISTED: Final = frozenset(
    ["pvt", "private", "pfc", "cpl", "corporal", "sgt", "sergeant", "lcpl"]
)
_OFFICERS: Final = frozenset(
    ["capt", "captain", "maj", "major", "col", "colonel", "gen", "general", "brig", "brigadier"]
)
# "U Nyan Lwin": a word before Burmese names of men, at least two words of which are left.
_BURMESE_MISTER: Final = "U"


def strip_titles(name: str) -> tuple[str, bool | None]:
    """Return the name without the titles and roles before it, and whether a title says man or woman.

    "Chinese President Xi" loses whose president he is too. "Lawyer of President Holub" stays whole: the name after the
    second title is not the one who is meant.
    """
    words = name.split()
    is_man: bool | None = None
    cut = 0
    belongs = False
    for i, word in enumerate(words[:-1]):
        low = to_latin(word).strip(".,").removeprefix("ex-")
        if _is_title(word, low, len(words) - i, is_first=i == 0):
            if belongs and not low.endswith("s"):  # "of the Council of Ministers" is no person
                return name, None
            cut = i + 1
        elif low in _BELONGING:
            belongs = cut > 0
        elif low not in _BETWEEN and country_of(low) is None:
            break
        if low in TITLES_M:
            is_man = True
        elif low in TITLES_F:
            is_man = False
    return " ".join(words[cut:]), is_man


def rank_class(name: str) -> str:
    """Return "enlisted" for a private's or sergeant's rank before a name, "officer" for higher ones, "" for none."""
    for word in name.split()[:-1]:
        low = to_latin(word).strip(".,")
        if low in _ENLISTED:
            return "enlisted"
        if low in _OFFICERS:
            return "officer"
    return ""


def is_office(words: str) -> bool:
    """Tell whether what stands behind a name and a comma is an office: "Prime Minister of Iceland"."""
    parts = to_latin(words).replace("-", " ").split()
    return len(parts) > 1 and any(part.strip(".") in ROLES - _ALSO_NAMES for part in parts)


def _is_title(word: str, low: str, n_left: int, *, is_first: bool) -> bool:
    if low in TITLES or f"{low}." in TITLES or low in _MORE_TITLES or low in _HIGHNESSES:
        return True
    if word == _BURMESE_MISTER and is_first:
        return n_left > 2
    is_role = low.removesuffix("s") in ROLES or low in ROLES
    return is_role and (n_left > 2 or low not in _ALSO_NAMES)
