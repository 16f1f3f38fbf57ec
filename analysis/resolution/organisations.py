"""Organisations and governments of one article under one canonical name each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
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
from analysis.resolution.names import Name
from analysis.resolution.tokens import Token, Tokens
from analysis.types import Span, SpeakerKind

_POSSESSIVES: Final = frozenset(["'s", "’s", "'", "’"])
_MAX_BACK: Final = 200
_TEAMS: Final = frozenset(["campaign", "administration", "team"])
_MODIFIERS: Final = frozenset(["foreign", "defense", "defence", "interior", "finance", "news", "state", "central", "health", "justice", "supreme", "federal"])  # fmt: skip


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

    @property
    def words(self) -> frozenset[str]:
        """The words of the name in lower case."""
        return frozenset(fold(self.name).split())


def describe_organisation(words: Sequence[str]) -> Organisation | None:
    """Return the organisation that the words of one noun phrase name, determiner left out.

    "China's Foreign Ministry" and "Chinese Foreign ministry" both give "Chinese Foreign Ministry".
    """
    owner, rest = _split_owner(list(words))
    if (
        rest
        and rest[-1] in _TEAMS
        and len([*owner, *rest]) > 1
        and (rest[0].lower() not in ORG_HEADS or rest[0].lower() in _TEAMS)
    ):
        return _team(owner or rest[:-1], rest[-1])
    tail = rest[-1:]
    rest = _drop_tail(rest)
    country = COUNTRIES.get(fold(" ".join(owner))) if owner else None
    if not owner:
        country, rest, owner = _split_country(rest)
    if not rest:
        return _country(owner, country) if country else None
    low = _canonical_rest(fold(" ".join(rest)))
    kind = kind_of_organisation(rest) or kind_of_organisation(tail)
    if country and kind is SpeakerKind.MINISTRY:
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
        if word in _POSSESSIVES and 0 < k < len(words) - 1:
            return words[:k], words[k + 1 :]
    return [], [word for word in words if word not in _POSSESSIVES]


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


class Organisations:
    """The organisations of one article, found by name, acronym or head noun."""

    def __init__(
        self, tokens: Tokens, names: Sequence[Name], people_starts: frozenset[int]
    ) -> None:
        self._by_key: dict[OrgKey, Organisation] = {}
        self._by_rest: dict[str, list[Organisation]] = {}
        self._by_last: dict[str, list[Organisation]] = {}
        self._alias: dict[str, Organisation] = {}
        self._timeline: list[tuple[int, Organisation]] = []
        covered = -1
        for k, name in enumerate(names):
            if name.start < covered:
                continue
            start_i, end_i = _extent(tokens, names, k)
            if name.start in people_starts and tokens.items[end_i - 1].low not in _TEAMS:
                continue
            part = tokens.items[start_i:end_i]
            org = self.add([t.text for t in part], Span(part[0].start, part[-1].end))
            covered = part[-1].end
            if org is not None:
                self._timeline.append((part[0].start, org))
            if org and org.key.rest:
                self._introduce_acronym(tokens, end_i, org)

    @property
    def all(self) -> tuple[Organisation, ...]:
        """Every organisation in the order of its first mention."""
        return tuple(self._by_key.values())

    def before(self, offset: int, *, reach: int) -> Iterator[tuple[int, Organisation]]:
        """Yield mentions within `reach` code points before `offset`, nearest first."""
        k = bisect_left(self._timeline, offset, key=lambda pair: pair[0])
        for start, org in reversed(self._timeline[max(0, k - _MAX_BACK) : k]):
            if start < offset - reach:
                return
            yield start, org

    def add(self, words: Sequence[str], span: Span | None) -> Organisation | None:
        """Return the organisation that `words` name, new or known, with `span` as a mention."""
        described = describe_organisation(words)
        if described is None:
            return None
        org = self._known(described)
        if org is None:
            org = described
            self._by_key[org.key] = org
            self._by_rest.setdefault(org.key.rest, []).append(org)
            self._by_last.setdefault(org.key.rest.rpartition(" ")[2], []).append(org)
        elif _is_fuller(described, org):
            org.name = described.name
        org.affiliation = org.affiliation or described.affiliation
        org.kind = org.kind or described.kind
        if span is not None and span not in org.mentions[-3:]:
            org.mentions.append(span)
        return org

    def _known(self, described: Organisation) -> Organisation | None:
        key = described.key
        exact = self._by_key.get(key)
        if exact is not None or not key.rest:
            return exact
        aliased = self._alias.get(key.rest.replace(".", ""))
        if aliased is not None:
            return aliased
        same_rest = self._by_rest.get(key.rest, [])
        if not key.owner and same_rest:
            return same_rest[-1]
        if not key.owner and key.rest in ORG_HEADS and self._by_last.get(key.rest):
            return self._by_last[key.rest][-1]  # "the Times" after "the Lumen Times"
        return None

    def _introduce_acronym(self, tokens: Tokens, end_i: int, org: Organisation) -> None:
        """Learn "(LRU)" right after "Lumen Relief Union"; initials may skip small words."""
        part = tokens.items[end_i : end_i + 3]
        if len(part) == 3 and part[0].text == "(" and part[2].text == ")":
            short = part[1].text.replace(".", "")
            if (
                short.isupper()
                and 2 <= len(short) <= 10
                and short[0].lower() in _initials(org.name)
            ):
                self._alias.setdefault(short.lower(), org)


def _initials(name: str) -> set[str]:
    return {word[0].lower() for word in name.split()}


def _is_fuller(new: Organisation, old: Organisation) -> bool:
    """Tell whether a new form of the same name should be the one shown."""
    if new.key.rest == "" and old.key.rest == "":
        return fold(new.name) in COUNTRIES and len(new.name) > len(old.name)
    return new.key.owner != "" and old.key.owner == "" and len(new.name) > len(old.name)


def _extent(tokens: Tokens, names: Sequence[Name], k: int) -> tuple[int, int]:
    """Return the token range of a name with its possessed name and lower-case head noun."""
    name = names[k]
    end_i = name.end_i
    items = tokens.items
    if name.is_possessive:
        following = names[k + 1] if k + 1 < len(names) else None
        if following is not None and following.start_i == end_i + 1:
            end_i = following.end_i
        elif _head_run(items, end_i + 1) > end_i + 1:
            return name.start_i, _head_run(items, end_i + 1)
        else:
            return name.start_i, end_i
    return name.start_i, _head_run(items, end_i)


def _head_run(items: Sequence[Token], i: int) -> int:
    """Return the index after lower-case words that end in an organisation's head noun."""
    end = i
    for k in range(i, min(i + 3, len(items))):
        low = items[k].low
        if not items[k].is_word or (low not in ORG_HEADS and low not in _MODIFIERS):
            break
        if low in ORG_HEADS and low not in _MODIFIERS:
            end = k + 1
    return end
