"""The kind of a speaker from the head noun of its name, and small gazetteers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from analysis.resolution.lexicon import (
    COLLECTIVE_NOUNS,
    KNOWN_ORGS,
    METONYMS,
    ORG_HEADS,
    ROLES,
    fold,
    is_plural_role,
    singular,
)
from analysis.types import SpeakerKind

_LOCAL: Final = frozenset(["police", "fire", "sheriff", "sheriff's", "county", "city"])


def kind_of_organisation(words: Sequence[str]) -> SpeakerKind | None:
    """Return the kind of an organisation by gazetteer or head noun, None when neither tells."""
    low = fold(" ".join(words)).removeprefix("the ")
    if low in KNOWN_ORGS:
        return KNOWN_ORGS[low]
    if low in METONYMS:
        return METONYMS[low][0]
    if low.endswith(" white house"):
        return SpeakerKind.OFFICE
    return _kind_by_head(low.split())


def _kind_by_head(lows: Sequence[str]) -> SpeakerKind | None:
    """Return the kind that the head noun gives: before "of" if there is one, else the last."""
    if lows and lows[-1] == "department" and not _LOCAL.isdisjoint(lows):
        return SpeakerKind.AGENCY
    for stop in ("of", "for", "on"):
        if stop in lows[1:]:
            head = lows[lows.index(stop, 1) - 1]
            if head in ORG_HEADS:
                return ORG_HEADS[head]
    for word in reversed(lows):
        if word in ORG_HEADS:
            return ORG_HEADS[word]
        if singular(word) in ORG_HEADS:
            return ORG_HEADS[singular(word)]
    return None


def is_plural(head: str) -> bool:
    """Tell whether a lower-case head noun speaks for several ("residents", "police")."""
    if head in COLLECTIVE_NOUNS:
        return True
    if head in ROLES or head in ORG_HEADS:
        return False
    return is_plural_role(head) or singular(head) in ORG_HEADS or _has_plural_shape(head)


def _has_plural_shape(head: str) -> bool:
    return len(head) > 4 and head.endswith("s") and not head.endswith(("ss", "us", "is", "'s"))
