"""One body by the words of its name: owner, the rest, kind; two forms of a name give one key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from analysis.resolution.kinds import kind_of_organisation
from analysis.resolution.lexicon import (
    ADJECTIVE_OF,
    COUNTRIES,
    DEMONYMS,
    GENERIC_TAILS,
    KNOWN_ORGS,
    ORG_HEADS,
    fold,
    join_words,
)
from analysis.types import Span, SpeakerKind

POSSESSIVES: Final = frozenset(["'s", "’s", "'", "’"])
_OF_STATE: Final = frozenset([SpeakerKind.COURT, SpeakerKind.MINISTRY, SpeakerKind.GOVERNMENT, SpeakerKind.LEGISLATURE, SpeakerKind.MILITARY])  # fmt: skip
TEAMS: Final = frozenset(["campaign", "administration", "team"])


@dataclass(frozen=True, slots=True)
class OrgKey:
    """What makes two organisation names the same: country or owner, and the rest in lower case."""

    owner: str
    rest: str


@dataclass(slots=True)
class Organisation:
    """One organisation of an article; `mentions` are filled while the text is read."""

    key: OrgKey
    name: str
    kind: SpeakerKind | None
    affiliation: str | None
    mentions: list[Span] = field(default_factory=list)
    nouns: set[str] = field(default_factory=set)
    is_place: bool = False

    @property
    def words(self) -> frozenset[str]:
        """The words of the name in lower case, and the nouns that the article gives it."""
        return frozenset(fold(self.name).split()) | self.nouns


def describe_organisation(words: Sequence[str]) -> Organisation | None:
    """Return the organisation that the words of one noun phrase name, determiner left out.

    "China's Foreign Ministry" and "Chinese Foreign ministry" both give "Chinese Foreign Ministry".
    """
    owner, rest = _split_owner(list(words))
    if (
        rest
        and rest[-1] in TEAMS
        and len([*owner, *rest]) > 1
        and (rest[0].lower() not in ORG_HEADS or rest[0].lower() in TEAMS)
    ):
        return _team(owner or rest[:-1], rest[-1])
    tail = rest[-1:]
    rest = _drop_tail(rest)
    if not owner:
        owner, rest = _split_state(rest)
    country = COUNTRIES.get(fold(" ".join(owner))) if owner else None
    if not owner:
        country, rest, owner = _split_country(rest)
    if not rest:
        return _country(owner, country) if country else None
    low = _canonical_rest(fold(" ".join(rest)))
    kind = kind_of_organisation(rest) or kind_of_organisation(tail)
    if kind is SpeakerKind.MINISTRY and len(rest) > 1:
        rest = [word if word[:1].isupper() or word in {"of", "and", "for", "the"} else word.capitalize() for word in rest]  # fmt: skip
    shown = join_words(rest)
    if country:
        adjective = " ".join(owner)
        if fold(adjective) in COUNTRIES and country != "United States":
            adjective = ADJECTIVE_OF[country]
        return Organisation(OrgKey(fold(country), low), f"{adjective} {shown}", kind, country)
    affiliation = join_words(owner) or None
    if affiliation and not _is_own_name(rest):
        shown = join_words(words)
    key = OrgKey("" if _is_own_name(rest) else fold(affiliation or ""), low)
    return Organisation(key, shown, kind, affiliation)


def _team(owner: Sequence[str], noun: str) -> Organisation | None:
    """Return "Brook campaign" for "Ada Brook's campaign" and "the Brook campaign" alike."""
    last = owner[-1]
    country = COUNTRIES.get(fold(" ".join(owner))) or DEMONYMS.get(fold(" ".join(owner)))
    if not last[:1].isupper() or country:
        return (
            None
            if not country
            else Organisation(
                OrgKey(fold(country), noun),
                f"{' '.join(owner)} {noun}",
                kind_of_organisation([noun]),
                country,
            )
        )
    affiliation = join_words(owner) if len(owner) > 1 else None
    return Organisation(
        OrgKey(fold(last), noun), f"{last} {noun}", kind_of_organisation([noun]), affiliation
    )


def _country(owner: Sequence[str], country: str) -> Organisation:
    name = " ".join(owner)
    return Organisation(OrgKey(fold(country), ""), name, SpeakerKind.GOVERNMENT, None)


def _is_own_name(rest: Sequence[str]) -> bool:
    return any(word[:1].isupper() and word.lower() not in ORG_HEADS for word in rest)


def _split_owner(words: list[str]) -> tuple[list[str], list[str]]:
    """Split "NATO 's Resolute Support" at its first possessive mark."""
    for k, word in enumerate(words):
        if word in POSSESSIVES and 0 < k < len(words) - 1:
            return words[:k], words[k + 1 :]
    return [], [word for word in words if word not in POSSESSIVES]


def _split_state(rest: list[str]) -> tuple[list[str], list[str]]:
    """Split "Supreme Court of Norway" into "Norway" and "Supreme Court"."""
    for k in range(1, len(rest) - 1):
        first = k + 2 if rest[k + 1].lower() == "the" else k + 1
        if rest[k].lower() != "of" or fold(" ".join(rest[first:])) not in COUNTRIES:
            continue
        is_known = fold(" ".join(rest)) in KNOWN_ORGS
        if not is_known and kind_of_organisation(rest[:k]) in _OF_STATE:
            return rest[first:], rest[:k]
    return [], rest


def _drop_tail(rest: list[str]) -> list[str]:
    """Drop a generic noun after a name of its own: "Resolute Support mission"."""
    if len(rest) > 1 and rest[-1] in GENERIC_TAILS:
        head = fold(" ".join(rest[:-1]))
        if rest[-2][:1].isupper() and head not in DEMONYMS and head not in COUNTRIES:
            return rest[:-1]
    return rest


def _split_country(rest: list[str]) -> tuple[str | None, list[str], list[str]]:
    """Split a leading country or demonym off: country, remaining words, the words split off."""
    if fold(" ".join(rest)) in KNOWN_ORGS:
        return None, rest, []
    for size in (4, 3, 2, 1):
        head = fold(" ".join(rest[:size]))
        if len(rest) < size:
            continue
        country = COUNTRIES.get(head) or (DEMONYMS.get(head) if len(rest) > size else None)
        if country and fold(" ".join(rest)) not in KNOWN_ORGS:
            return country, rest[size:], rest[:size]
    return None, rest, []


def _canonical_rest(low: str) -> str:
    """Return one form for "ministry of foreign affairs" and "foreign ministry"."""
    low = low.removeprefix("the ")
    for head in ("ministry", "department"):
        if low.startswith(f"{head} of "):
            low = low.removeprefix(f"{head} of ").removeprefix("the ") + f" {head}"
    return low.replace("foreign affairs ministry", "foreign ministry").replace(
        "defence ministry", "defense ministry"
    )
