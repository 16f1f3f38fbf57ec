"""Lone words that are people: "Gloria" by itself, or a surname that "he" and "his" follow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from analysis.resolution.genders import is_verb, pronoun_gender
from analysis.resolution.lexicon import (
    CAPITALS,
    COLLECTIVE_NOUNS,
    COUNTRIES,
    DEMONYMS,
    FIRST_NAMES,
    ORG_HEADS,
    fold,
    gender_of_first_name,
)
from analysis.resolution.names import Name
from analysis.resolution.tokens import Tokens

_PLACING: Final = frozenset(["in", "at", "near", "across", "around", "outside", "the", "a", "an", "this"])  # fmt: skip
_PLACES: Final = frozenset(["virginia", "carolina", "dakota", "montana", "florida", "washington", "lincoln", "madison", "austin", "houston", "charlotte", "phoenix", "sydney", "victoria", "brooklyn", "savannah"])  # fmt: skip
_NOT_PEOPLE: Final = frozenset(
    [*_PLACES, *COUNTRIES, *DEMONYMS, *CAPITALS, *ORG_HEADS, *COLLECTIVE_NOUNS]
)


def lone_people(tokens: Tokens, names: Sequence[Name]) -> dict[str, list[str]]:
    """Return the lone words that are people's, folded, each with what tells "m" or "f".

    A known first name, or a word that a "he" or "her" follows, unless it is used as a place or a thing.
    """
    genders: dict[str, list[str]] = {}
    things: set[str] = set()
    inner: set[str] = set()
    for name in names:
        word = fold(name.words[-1])
        if len(name.words) > 1 or word in _NOT_PEOPLE:
            things.add(word)
            continue
        before = tokens.items[name.start_i - 1].low if name.start_i else ""
        if before in _PLACING:
            things.add(word)
        if not name.is_first:
            inner.add(word)
        following = tokens.items[name.end_i].low if name.end_i < len(tokens.items) else ""
        is_subject = name.is_first and is_verb(following)
        evidence = pronoun_gender(tokens, name.end_i) if is_subject else []
        genders.setdefault(word, []).extend(evidence)
    found: dict[str, list[str]] = {}
    for word, evidence in genders.items():
        is_first_name = word in FIRST_NAMES
        is_person = is_first_name or (evidence and word in inner)
        if word in things or not is_person:
            continue
        known = gender_of_first_name(word) if is_first_name else None
        found[word] = [*evidence, *([known] if known else [])]
    return found
