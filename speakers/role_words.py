"""Whether the words of an article for somebody's role fit a post that the registry has them hold."""

from __future__ import annotations

import re
from collections.abc import Iterable

from speakers.models import Membership
from speakers.names import name_key

# Words that make another post of one: they must stand on both sides or on neither.
_RANKS = frozenset(
    [
        "deputy",
        "vice",
        "acting",
        "interim",
        "former",
        "ex",
        "assistant",
        "outgoing",
        "incoming",
        "designate",
        "elect",
        "undersecretary",
        "junior",
        "shadow",
        "honorary",
        "emeritus",
    ]
)
_EMPTY = frozenset(
    [
        "of",
        "the",
        "for",
        "and",
        "to",
        "in",
        "at",
        "a",
        "an",
        "on",
        "its",
        "his",
        "her",
        "their",
        "s",
    ]
)
_SAME = {
    "spokesman": "spokesperson",
    "spokeswoman": "spokesperson",
    "chairman": "chair",
    "chairwoman": "chair",
    "chairperson": "chair",
    "congressman": "congressperson",
    "congresswoman": "congressperson",
    "premier": "prime minister",
    "boss": "head",
    "chief": "head",
    "ministry": "minister",
    "defence": "defense",
}


def fits(words: str, mandates: Iterable[Membership]) -> bool:
    """Tell whether `words` may name one of the posts: none of them contradicts it, and one word at least is shared.

    "Minister of the Interior", "the minister" and "Velmara's interior minister" fit the post "Interior Minister"; "deputy
    interior minister" and "mayor" do not. Words without content fit everything.
    """
    said = _tokens(words)
    return not said or any(_fits_one(said, mandate) for mandate in mandates)


def _fits_one(said: frozenset[str], mandate: Membership) -> bool:
    label = _tokens(mandate.post.label)
    body = _tokens(mandate.post.organisation.name)
    if said & _RANKS != label & _RANKS:
        return False
    own = label - _RANKS - body or label - _RANKS
    plain = said - _RANKS
    return bool(plain & own) and (own <= plain or plain <= label | body)


def _tokens(words: str) -> frozenset[str]:
    """Return the words that matter, spellings and sexes aside."""
    key = re.sub(r"\b(ex|vice|co)[ -]", r"\1 ", name_key(words))
    folded = (part for word in key.split() for part in _SAME.get(word, word).split())
    return frozenset(folded) - _EMPTY
