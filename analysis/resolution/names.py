"""Names in a text: runs of capitalised words, with their particles and "of" phrases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from analysis.resolution.lexicon import (
    COLLECTIVE_NOUNS,
    COUNTRIES,
    DEMONYMS,
    DOMAINS,
    FIRST_NAMES,
    FUNCTION,
    KNOWN_ORGS,
    ORG_HEADS,
    ROLES,
    TITLES,
    fold,
)
from analysis.resolution.tokens import Token, Tokens
from analysis.types import Span

_PARTICLES: Final = frozenset(
    [
        "de",
        "van",
        "von",
        "bin",
        "ibn",
        "al",
        "el",
        "da",
        "di",
        "du",
        "la",
        "le",
        "der",
        "den",
        "ten",
        "ter",
        "del",
        "della",
        "dos",
        "das",
        "y",
        "abu",
        "af",
        "zu",
    ]
)
_SUFFIXES: Final = frozenset(["jr", "jr.", "sr", "sr.", "ii", "iii", "iv"])
_JOINERS: Final = frozenset(["of", "for", "on", "at"])
_OPENING_HEADS: Final = frozenset(["citizens", "americans", "doctors", "reporters", "friends"])
_NEW_PLACES: Final = frozenset(["york", "yorker", "jersey", "hampshire", "mexico", "zealand", "zealander", "delhi", "orleans", "england", "haven", "brunswick", "caledonia", "south"])  # fmt: skip
_OFFICIAL: Final = ROLES | DOMAINS | {"general", "chief", "deputy", "vice"}
_ENDINGS: Final = frozenset(["jun", "so", "an", "long", "you", "do", "may", "will", "mark"])
_MAX_WORDS: Final = 16


@dataclass(frozen=True, slots=True)
class Name:
    """A run of capitalised words, `words` as written; `start_i`/`end_i` are token indexes."""

    words: tuple[str, ...]
    start: int
    end: int
    start_i: int
    end_i: int
    is_possessive: bool
    is_first: bool

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def text(self) -> str:
        return " ".join(self.words)


def find_names(tokens: Tokens) -> tuple[Name, ...]:
    """Return the capitalised runs of a text in order; they never overlap or cross a line."""
    items = tokens.items
    found: list[Name] = []
    i = 0
    n = len(items)
    while i < n:
        token = items[i]
        if not token.is_cap or not _opens(token, items, i, tokens.lower_words):
            i += 1
            continue
        end_i = _run_end(items, i)
        found.append(_name(items, i, end_i))
        i = end_i
    return tuple(found)


def _name(items: Sequence[Token], start_i: int, end_i: int) -> Name:
    part = items[start_i:end_i]
    following = items[end_i] if end_i < len(items) else None
    possessive = following is not None and (
        following.text in {"'s", "’s"}
        or (following.text in {"'", "’"} and part[-1].low.endswith("s"))
    )
    return Name(
        tuple(token.text for token in part),
        part[0].start,
        part[-1].end,
        start_i,
        end_i,
        possessive and following is not None and following.start == part[-1].end,
        part[0].is_first,
    )


def _opens(token: Token, items: Sequence[Token], i: int, lower_words: frozenset[str]) -> bool:
    """Tell whether a capitalised token can begin a name, not just a sentence."""
    low = token.low
    if low in FUNCTION:
        return _opens_by_exception(token, items, i)
    if not token.is_first:
        return True
    if low in _PARTICLES and _cap(items, i + 1):
        return True
    if low in FIRST_NAMES or low in TITLES or low in DEMONYMS or low in COUNTRIES:
        return True
    following = items[i + 1] if i + 1 < len(items) else None
    next_is_cap = following is not None and following.is_cap and following.low not in FUNCTION
    if low in _OPENING_HEADS and following is not None and following.low == "for":
        return _cap(items, i + 2)  # "Citizens for Clean Water"
    if low in lower_words or low in COLLECTIVE_NOUNS:
        return bool(next_is_cap) and (low in ROLES or low in ORG_HEADS or low in DOMAINS)
    return True


def _opens_by_exception(token: Token, items: Sequence[Token], i: int) -> bool:
    """Let "New York" and "Will Brook" through, and "US" inside a sentence."""
    following = items[i + 1] if i + 1 < len(items) else None
    follows_cap = following is not None and following.is_cap and not following.is_first
    if token.low == "new" and following is not None and follows_cap:
        return following.low in _NEW_PLACES
    if token.low == "us":
        return token.text == "US"
    if token.text.isupper() and len(token.text) > 1 and token.low in KNOWN_ORGS:
        return not (following is not None and following.text.isupper())  # "the WHO"
    return token.low in {"may", "will", "mark", "jan"} and follows_cap


def _run_end(items: Sequence[Token], start_i: int) -> int:
    """Return the token index after the run that opens at `start_i`."""
    end = start_i + 1
    head_seen = _is_head(items[start_i])
    while end < len(items) and end - start_i < _MAX_WORDS:
        token = items[end]
        if items[end - 1].end < token.start - 2 or token.text == "\n":
            break
        if (
            token.is_cap
            and not token.is_first
            and (
                token.low not in FUNCTION
                or _opens_by_exception(token, items, end)
                or (token.low in _ENDINGS and items[end - 1].is_cap and not _cap(items, end + 1))
            )
        ):
            head_seen = head_seen or _is_head(token)
            end += 1
            continue
        step = _joined(items, start_i, end, head_seen)
        if step == 0:
            break
        end += step
    return end


def _is_head(token: Token) -> bool:
    return token.low in ORG_HEADS or token.low in ROLES or token.low in _OPENING_HEADS


def _cap(items: Sequence[Token], i: int) -> bool:
    if i >= len(items) or not items[i].is_cap:
        return False
    return items[i].low not in FUNCTION or _opens_by_exception(items[i], items, i)


def _joined(items: Sequence[Token], start_i: int, end: int, head_seen: bool) -> int:
    """Return how many tokens a connector at `end` adds to the run, 0 when it adds none."""
    token = items[end]
    if token.low in _PARTICLES and _cap(items, end + 1):
        return 2
    if token.low in _PARTICLES and end + 1 < len(items) and items[end + 1].low in _PARTICLES:
        return 3 if _cap(items, end + 2) else 0
    if token.text == "&" and _cap(items, end + 1):
        return 2
    if token.text == "," and end + 1 < len(items) and items[end + 1].low in _SUFFIXES:
        return 2
    if token.text in {"'s", "’s"} and fold(items[end - 1].text + "'s") in KNOWN_ORGS:
        return 1
    if not head_seen:
        return 0
    return _joined_head(items, start_i, end)


def _joined_head(items: Sequence[Token], start_i: int, end: int) -> int:
    """Join "of", "for", "on", "and" phrases of an office or an institution."""
    token = items[end]
    nearest = items[end - 1].low
    if token.low in _JOINERS:
        if _ends_person(items, start_i, end):
            return 0  # "Professor Ada Brook of the Lumen Institute"
        if token.low == "on" and nearest not in ORG_HEADS:
            return 0
        if token.low == "at" and not _is_campus(items, start_i, end):
            return 0
        skip = 2 if end + 1 < len(items) and items[end + 1].low == "the" else 1
        return skip + 1 if _cap(items, end + skip) else 0
    if token.low == "and" and _cap(items, end + 1):
        return _joined_and(items, start_i, end)
    return 0


def _ends_person(items: Sequence[Token], start_i: int, end: int) -> bool:
    """Tell whether a person's whole name stands right before `end`: words after the last office or "of"."""
    if any(
        items[k].low in ORG_HEADS or items[k].low in _OPENING_HEADS for k in range(start_i, end)
    ):
        return False
    k = end - 1
    while k > start_i and items[k].low not in _OFFICIAL and items[k].low not in _JOINERS:
        k -= 1
    return k < end - 1 and items[k].low not in _JOINERS


def _is_campus(items: Sequence[Token], start_i: int, end: int) -> bool:
    """Tell "the University of Norvale at Tarn" from a professor who is at some place."""
    run = [items[k].low for k in range(start_i, end)]
    return run[-1] in {"california", "texas", "university"} or {"university", "of"} <= set(run)


def _caps_end(items: Sequence[Token], i: int) -> int:
    while _cap(items, i):
        i += 1
    return i


def _spells_acronym(items: Sequence[Token], start_i: int, end: int) -> bool:
    """Tell whether the words on both sides of "and" are spelt by letters in brackets: "Tides and Ice (LCTI)".

    The letters may stand in the order of another language.
    """
    stop = _caps_end(items, end + 1)
    if stop + 2 >= len(items) or items[stop].text != "(" or items[stop + 2].text != ")":
        return False
    initials = "".join(t.text[0] for t in items[start_i:stop] if t.is_cap)
    return sorted(items[stop + 1].text.replace(".", "")) == sorted(initials)


def _joined_and(items: Sequence[Token], start_i: int, end: int) -> int:
    """Join "Health and Human Services" when the run has "of"/"for" and a domain noun follows."""
    has_of = any(items[k].low in {"of", "for", "on"} for k in range(start_i, end))
    stop = end + 1
    if _spells_acronym(items, start_i, end):
        return _caps_end(items, stop) - end
    while _cap(items, stop) and stop - end < 5:
        if items[stop].low in DOMAINS and (has_of or items[end - 1].low not in FIRST_NAMES):
            return stop - end + 1 if has_of else 0
        stop += 1
    return 0
