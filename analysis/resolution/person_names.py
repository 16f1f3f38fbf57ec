"""A capitalised run read as a person's name, its role words apart, or as no person at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from analysis.resolution.lexicon import (
    CAPITALS,
    COUNTRIES,
    DEMONYMS,
    DOCUMENT_NOUNS,
    DOMAINS,
    KNOWN_ORGS,
    METONYMS,
    ORG_HEADS,
    ROLES,
    WEAK_ROLES,
    fold,
    is_first_name,
)
from analysis.resolution.names import Name
from analysis.resolution.roles import split_run

_SUFFIXES: Final = frozenset(["jr", "jr.", "sr", "sr.", "ii", "iii", "iv", ","])
_DIRECTIONS: Final = frozenset(["north", "south", "east", "west", "new", "northern", "southern", "eastern", "western"])  # fmt: skip


@dataclass(frozen=True, slots=True)
class ParsedName:
    """A capitalised run read as a person: role words before, the name after."""

    words: tuple[str, ...]
    n_role: int
    is_sure: bool


def parse_person(name: Name) -> ParsedName | None:
    """Return how a run names a person, or None when it names a place, role or organisation."""
    low = fold(name.text)
    if low in COUNTRIES or low in KNOWN_ORGS or low in METONYMS or low in DEMONYMS:
        return None
    n_role = split_run(name.words)
    rest = tuple(word for word in name.words[n_role:] if word.lower() not in _SUFFIXES)
    is_domain_first = n_role == 0 and len(rest) > 1 and rest[0].lower() in DOMAINS
    if is_domain_first and rest[0].lower() == "state":
        rest, n_role = rest[1:], 1  # "former secretary of State Ada Brook"
    if not rest or len(rest) > 5 or (n_role == 0 and low in CAPITALS):
        return None
    first, last = rest[0].lower(), rest[-1].lower()
    known_first = len(rest) > 1 and is_first_name(first)
    if n_role == 0 and first in _DIRECTIONS:
        return None  # "West Virginia"
    if n_role == 0 and not known_first and (_looks_institutional(rest) or last in DOCUMENT_NOUNS):
        return None
    if n_role and not known_first and (last in ORG_HEADS or last in DOMAINS or last in ROLES):
        return None
    if (
        n_role
        and len(rest) == 1
        and (last in DOCUMENT_NOUNS or name.words[n_role - 1].lower() in WEAK_ROLES)
    ):
        return None
    if known_first and ((last in ORG_HEADS and not n_role) or "of" in rest or "for" in rest):
        return None
    return ParsedName(rest, n_role, known_first or (n_role > 0 and not is_domain_first))


def _looks_institutional(words: Sequence[str]) -> bool:
    lows = [word.lower() for word in words]
    if lows[0] in DEMONYMS or lows[0] in COUNTRIES or lows[-1] in DOMAINS:
        return True
    if any(low in ORG_HEADS or low in {"of", "for", "and", "&"} for low in lows):
        return True
    return len(words) > 1 and all(word.isupper() for word in words)
