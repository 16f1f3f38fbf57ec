"""Organisations and governments of one article under one canonical name each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from analysis.resolution.acronyms import acronym_after, acronym_before, initials_of
from analysis.resolution.appositions import read_apposition
from analysis.resolution.bodies import (
    POSSESSIVES,
    TEAMS,
    Organisation,
    OrgKey,
    describe_organisation,
)
from analysis.resolution.lexicon import (
    ADJECTIVE_OF,
    COUNTRIES,
    GENERIC_TAILS,
    KNOWN_ORGS,
    ORG_HEADS,
    fold,
)
from analysis.resolution.names import Name
from analysis.resolution.tokens import Token, Tokens
from analysis.types import Span, SpeakerKind

_STATE: Final = frozenset(["government", "parliament", "army", "navy"])
_MAX_BACK: Final = 200
_MODIFIERS: Final = frozenset(["foreign", "defense", "defence", "interior", "finance", "news", "state", "central", "health", "justice", "supreme", "federal"])  # fmt: skip


class Organisations:
    """The organisations of one article, found by name, acronym or head noun."""

    def __init__(
        self,
        tokens: Tokens,
        names: Sequence[Name],
        people_starts: frozenset[int],
        text_start: int,
    ) -> None:
        self._by_key: dict[OrgKey, Organisation] = {}
        self._by_rest: dict[str, list[Organisation]] = {}
        self._by_last: dict[str, list[Organisation]] = {}
        self._alias: dict[str, Organisation] = {}
        self._timeline: list[tuple[int, Organisation]] = []
        covered = -1
        for k, name in enumerate(names):
            if name.start < covered or (name.start < text_start and not _is_listed(name)):
                continue
            start_i, end_i = _extent(tokens, names, k)
            if name.start in people_starts and tokens.items[end_i - 1].low not in TEAMS:
                continue
            part = tokens.items[start_i:end_i]
            org = self.add([t.text for t in part], Span(part[0].start, part[-1].end))
            covered = part[-1].end
            if org is not None:
                self._timeline.append((part[0].start, org))
                covered = max(covered, _describe_by_text(tokens, start_i, end_i, org))
            if org and org.key.rest:
                self._introduce_acronym(tokens, start_i, end_i, org)

    @property
    def all(self) -> tuple[Organisation, ...]:
        """Every organisation in the order of its first mention."""
        return tuple({org.key: org for org in self._by_key.values()}.values())

    def at(self, span: Span) -> Organisation | None:
        """Return the organisation whose mention is `span`, if one is."""
        k = bisect_left(self._timeline, span.start, key=lambda pair: pair[0])
        if k == len(self._timeline) or self._timeline[k][0] != span.start:
            return None
        org = self._timeline[k][1]
        return org if span in org.mentions else None

    def own(self, org: Organisation, country: str) -> None:
        """Make an organisation without an owner the country's, one with what that already has."""
        known = self._by_key.get(OrgKey(fold(country), org.key.rest))
        if known is None:
            shown = (
                org.name[:1].lower() + org.name[1:] if org.key.rest == "state media" else org.name
            )
            org.name, org.affiliation = f"{ADJECTIVE_OF[country]} {shown}", country
            self._by_key[OrgKey(fold(country), org.key.rest)] = org
            return
        self._merge(org, known)

    def before(self, offset: int, *, reach: int) -> Iterator[tuple[int, Organisation]]:
        """Yield mentions within `reach` code points before `offset`, nearest first."""
        k = bisect_left(self._timeline, offset, key=lambda pair: pair[0])
        for start, org in reversed(self._timeline[max(0, k - _MAX_BACK) : k]):
            if start < offset - reach:
                return
            yield start, org

    def starting_at(self, offset: int) -> Organisation | None:
        """Return the organisation whose mention begins at an offset, if one does."""
        k = bisect_left(self._timeline, offset, key=lambda pair: pair[0])
        is_there = k < len(self._timeline) and self._timeline[k][0] == offset
        return self._timeline[k][1] if is_there else None

    def find(self, words: Sequence[str]) -> Organisation | None:
        """Return the organisation already known under some words or their acronym, None when there is none."""
        described = describe_organisation(words)
        if described is None:
            return None
        key = described.key
        known = self._by_key.get(key) or self._alias.get(key.rest.replace(".", ""))
        return known or next(iter(self._by_rest.get(key.rest, ()) if not key.owner else ()), None)

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
        return self._shortened(key.rest, described.kind) if not key.owner else None

    def _shortened(self, word: str, kind: SpeakerKind | None) -> Organisation | None:
        """Return the one body whose name a lone word begins: "Lumen" after "Lumen Foods".

        Companies are called so, and chambers: "the House" after "the House of Deputies".
        """
        if " " in word:
            return None
        longer = [
            org
            for key, org in self._by_key.items()
            if key.rest.startswith(f"{word} ")
            and (
                org.kind is SpeakerKind.COMPANY
                or (
                    kind is org.kind is SpeakerKind.LEGISLATURE
                    and key.rest.startswith(f"{word} of ")
                )
            )
        ]
        return longer[0] if len(longer) == 1 else None

    def _introduce_acronym(
        self, tokens: Tokens, start_i: int, end_i: int, org: Organisation
    ) -> None:
        """Learn "(LRU)" right after "Lumen Relief Union", or "the LRU" right before it."""
        short = acronym_after(tokens, end_i, org.name)
        if short is not None:
            self._alias.setdefault(short, org)
        short = acronym_before(tokens, start_i, org.name)
        known = self._by_key.get(OrgKey("", short)) if short else None
        if short is not None and known is not None and known is not org:
            self._alias.setdefault(short, org)
            self._merge(known, org)

    def join_acronyms(self) -> None:
        """Make a body written in letters one with the only body of the article that has those initials."""
        by_letters: dict[str, list[Organisation]] = {}
        for org in self.all:
            for letters in initials_of(org.name):
                by_letters.setdefault(letters, []).append(org)
        for org in self.all:
            letters = org.name.replace(".", "")
            named = by_letters.get(letters, [])
            if letters.isupper() and org.key.rest and len(named) == 1 and _may_be(org, named[0]):
                self._alias.setdefault(org.key.rest.replace(".", ""), named[0])
                self._merge(org, named[0])

    def _merge(self, old: Organisation, into: Organisation) -> None:
        """Give the mentions of one organisation to another, which it turned out to be."""
        into.mentions = sorted({*into.mentions, *old.mentions})
        into.kind = into.kind or old.kind
        self._by_key[old.key] = into
        self._timeline = [(at, into if one is old else one) for at, one in self._timeline]


def _is_listed(name: Name) -> bool:
    """Tell whether a run of a headline in capitals is a body or country that lists know."""
    low = fold(name.text)
    return low in KNOWN_ORGS or low in COUNTRIES


def _describe_by_text(tokens: Tokens, start_i: int, end_i: int, org: Organisation) -> int:
    """Keep what the words around a mention say of a body; return where the apposition ends."""
    items = tokens.items
    last = items[end_i - 1]
    before = items[start_i - 1].low if start_i else ""
    if (
        org.kind is None
        and before == "in"
        and (end_i == len(items) or items[end_i].text not in POSSESSIVES)
    ):
        org.is_place = True
    is_tail = last.low in GENERIC_TAILS and not last.is_cap and last.low not in org.words
    is_name = not org.name.isupper() and (" " in org.key.rest or org.key.rest not in KNOWN_ORGS)
    if is_tail and is_name:
        org.nouns.add(last.low)
    apposition = read_apposition(items, end_i) if org.key.rest else None
    if apposition is None:
        return last.end
    org.nouns.add(apposition.noun)
    if org.key.rest not in KNOWN_ORGS:
        org.kind = apposition.kind or org.kind
    org.affiliation = org.affiliation or apposition.owner
    return apposition.end


def _may_be(short: Organisation, full: Organisation) -> bool:
    """Tell whether letters may stand for a name: "RT", a known outlet, is no "Russian Trojan"."""
    if full is short or not full.key.rest:
        return False
    if short.key.rest in KNOWN_ORGS:
        return short.kind is full.kind
    return short.kind is None or full.kind in {None, short.kind}


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
    start_i = _state_before(items, name) if end_i == name.end_i else name.start_i
    return start_i, _head_run(items, end_i)


def _state_before(items: Sequence[Token], name: Name) -> int:
    """Return where "government of Iceland" begins for "Iceland", else where the name does."""
    k = name.start_i - 1
    if fold(name.text) not in COUNTRIES or k < 1:
        return name.start_i
    k -= items[k].low == "the"
    is_state = k > 0 and items[k].low == "of" and items[k - 1].low in _STATE
    return k - 1 if is_state else name.start_i


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
