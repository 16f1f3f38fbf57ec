"""The kind of a speaker from the head noun of its name, and small gazetteers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from analysis.resolution.lexicon import (
    COLLECTIVE_NOUNS,
    COUNTRIES,
    DEMONYMS,
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

_NEWS: Final = frozenset(["service", "agency", "network", "group", "organisation", "organization", "channel"])  # fmt: skip
_TOWNS: Final = frozenset(["city", "town", "county", "district", "municipal", "borough", "village", "parish", "regional", "provincial"])  # fmt: skip

_CHAMBERS: Final = frozenset(["state", "upper", "lower", "the", *DEMONYMS, *COUNTRIES])
_CIVIC: Final = frozenset(
    [
        "relief",
        "aid",
        "action",
        "rescue",
        "strike",
        "residents",
        "neighbourhood",
        "neighborhood",
        "solidarity",
        "volunteer",
        "volunteers",
        "citizens",
        "workers",
        "olympic",
        "welcome",
        "refugee",
        "families",
        "support",
    ]
)
_ARMED: Final = frozenset(
    [
        "armed",
        "militant",
        "rebel",
        "insurgent",
        "guerrilla",
        "jihadist",
        "jihadi",
        "islamist",
        "extremist",
        "terrorist",
        "separatist",
        "paramilitary",
    ]
)


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


def kind_of_group(lows: Sequence[str]) -> SpeakerKind | None:
    """Return what a lower-case "group" is by the words before it, None when it is no group."""
    if not lows or lows[-1] not in {"group", "groups"}:
        return None
    return SpeakerKind.NGO if _ARMED.isdisjoint(lows) else SpeakerKind.ARMED_GROUP


def is_office_of_role(lows: Sequence[str]) -> bool:
    """Tell whether lower-case words are the office of one: "prime minister's office", "office of the mayor"."""
    return "office" in {*lows[:1], *lows[-1:]} and any(low in ROLES for low in lows)


def is_armed(words: Iterable[str]) -> bool:
    """Tell whether every one of some lower-case words says that a group is armed."""
    return _ARMED.issuperset(words)


def _kind_by_head(lows: Sequence[str]) -> SpeakerKind | None:
    """Return the kind that the head noun gives: before "of" if there is one, else the last."""
    special = _special_kind(lows)
    if special is not None:
        return special
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


def _special_kind(lows: Sequence[str]) -> SpeakerKind | None:
    """Return the kind that the words before a head noun change: "news agency", "city council"."""
    if len(lows) < 2:
        return None
    last, before = lows[-1], lows[-2]
    if is_office_of_role(lows) or (last == "house" and before not in _CHAMBERS):
        return SpeakerKind.OFFICE  # "Lantern House": a seat, as the White House is
    if before == "news" and last in _NEWS:
        return SpeakerKind.MEDIA
    if last == "department" and not _LOCAL.isdisjoint(lows):
        return SpeakerKind.AGENCY
    if last == "council" and not _TOWNS.isdisjoint(lows):
        return SpeakerKind.GOVERNMENT
    return SpeakerKind.NGO if last == "committee" and not _CIVIC.isdisjoint(lows) else None


def is_plural(head: str) -> bool:
    """Tell whether a lower-case head noun speaks for several ("residents", "police")."""
    if head in COLLECTIVE_NOUNS:
        return True
    if head in ROLES or head in ORG_HEADS:
        return False
    return is_plural_role(head) or singular(head) in ORG_HEADS or _has_plural_shape(head)


def _has_plural_shape(head: str) -> bool:
    return len(head) > 4 and head.endswith("s") and not head.endswith(("ss", "us", "is", "'s"))
