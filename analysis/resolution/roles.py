"""Roles right before a name: "Deputy Minister Ada Brook", "the Lumen Institute's director Ada Brook"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from analysis.resolution.lexicon import (
    COUNTRIES,
    DEMONYMS,
    DOMAINS,
    FIRST_NAMES,
    FUNCTION,
    ORG_HEADS,
    ROLE_MODIFIERS,
    ROLES,
    TITLES,
    is_plural_role,
    join_words,
)
from analysis.resolution.tokens import Token, Tokens

_DETERMINERS: Final = frozenset(["a", "an", "the", "its", "their", "his", "her", "one"])
_RANKS: Final = frozenset(["vice", "deputy", "former", "assistant", "acting", "associate", "chief", "interim", "senior", "ex"])  # fmt: skip
_BODY_NOUNS: Final = frozenset(["ministry", "department", "office", "agency", "council", "court", "committee", "commission", "party", "institute", "university", "union", "bank", "army", "navy", "parliament", "congress", "service", "authority", "bureau", "board", "assembly", "guard"])  # fmt: skip
_EXECUTIVES: Final = frozenset(["ceo", "cfo", "president", "chairman", "chairwoman", "chair", "founder", "co-founder", "owner", "boss"])  # fmt: skip
_HONORIFICS: Final = frozenset(
    ["mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss", "dr", "dr.", "sir", "dame"]
)


@dataclass(frozen=True, slots=True)
class Role:
    """What a person does and for whom, in the words of the article."""

    role: str
    affiliation: str | None = None


def split_run(words: Sequence[str]) -> int:
    """Return how many leading words of a capitalised run are role, title or affiliation.

    0 means that the run carries no role; `len(words)` that it is a role without a person.
    "Deputy Minister of Trade Ada Brook" gives 4.
    """
    lows = [word.lower() for word in words]
    last = -1
    for k, low in enumerate(lows):
        if last != -1 and lows[last] in _HONORIFICS:
            break  # "Mr. King": whatever follows "Mr." is a name
        if low in ROLES or low in TITLES or (k == 0 and is_plural_role(low)):
            if last == -1 and k > 0 and k == len(lows) - 1 and lows[0] in FIRST_NAMES:
                return 0  # "Martin King": a surname that is also a role
            last = k
    if last == -1:
        return 0
    after = last + 1
    if after < len(lows) and lows[after] in {"of", "for", "on", "at"}:
        return _complement_end(lows, after)
    return after


def _complement_end(lows: Sequence[str], after: int) -> int:
    """Return the index after "of Trade" or "for Asian and Pacific Affairs"."""
    end = -1
    for k in range(after + 1, len(lows)):
        low = lows[k]
        if low in DOMAINS or low in COUNTRIES or low in DEMONYMS or low in ORG_HEADS:
            end = k + 1
        elif low in FIRST_NAMES and k > after + 1 and lows[k - 1] not in {"and", "of", "the"}:
            return max(end, k)
    return end if end != -1 else len(lows)


def role_of_run(words: Sequence[str], n_role: int) -> Role | None:
    """Return the role in the first `n_role` words of a run, its nationality set apart."""
    part = list(words[:n_role])
    while part and part[-1].lower() in _HONORIFICS:
        part.pop()
    if not part:
        return None
    return _set_affiliation_apart(part)


def _set_affiliation_apart(part: Sequence[str]) -> Role:
    """Split "Lumen press secretary" or "Chinese Vice Minister" into affiliation and role."""
    size = _body_size(part)
    if size:
        return Role(" ".join(part[size:]), join_words(part[:size]))
    for size in (3, 2, 1):
        head = " ".join(part[:size]).lower()
        if len(part) > size and (head in DEMONYMS or head in COUNTRIES):
            country = DEMONYMS.get(head) or " ".join(part[:size])
            return Role(" ".join(part[size:]), country)
    first = 0
    while first < len(part) - 1 and _is_plain_name(part[first]):
        first += 1
    return Role(" ".join(part[first:]), " ".join(part[:first]) or None)


def _body_size(part: Sequence[str]) -> int:
    """Return how many words in front of a role name a body: two in "Foreign Ministry spokesman"."""
    if part[0].lower() in _RANKS or any(low in FUNCTION for low in map(str.lower, part)):
        return 0
    for size in range(len(part) - 1, 1, -1):
        low = part[size - 1].lower()
        is_body = low in _BODY_NOUNS or (low in DOMAINS and _is_executive(part[size:]))
        if is_body and part[0][:1].isupper() and not (size == 1 and low in DOMAINS):
            return size
    return 0


def _is_executive(rest: Sequence[str]) -> bool:
    """Tell whether a role is one that companies have: "Tarn Energy Chief Executive" is no "Energy Chief"."""
    lows = [word.lower() for word in rest]
    return lows[0] in _EXECUTIVES or lows[:2] == ["chief", "executive"]


def _is_plain_name(word: str) -> bool:
    low = word.lower()
    return word[:1].isupper() and not (
        low in ROLES or low in TITLES or low in ROLE_MODIFIERS or low in DOMAINS or low in FUNCTION
    )


def role_before(tokens: Tokens, start_i: int) -> Role | None:
    """Return the lower-case role right before a name: "economist Ada Brook"."""
    items = tokens.items
    i = start_i - 1
    if i < 0 or items[i].low not in ROLES or (items[i].is_cap and items[i].is_first):
        return _first_word_role(items, i)
    first = i
    while first > 0 and start_i - first < 6:
        low = items[first - 1].low
        if not items[first - 1].is_word or low in FUNCTION or low[0].isdigit():
            break
        first -= 1
    is_former = first > 0 and items[first - 1].low == "former"
    bounded = first == 0 or items[first - 1].low in _DETERMINERS or not items[first - 1].is_word
    if not (bounded or is_former) or items[first - 1].text in {"'s", "’s"}:
        first = i
        while first > 0 and items[first - 1].low in ROLE_MODIFIERS:
            first -= 1
    role = _set_affiliation_apart([token.text for token in items[first:start_i]])
    is_said = not is_former or role.role.lower().startswith("former")
    return role if is_said else Role(f"{items[first - 1].text} {role.role}", role.affiliation)


def _first_word_role(items: Sequence[Token], i: int) -> Role | None:
    if i >= 0 and items[i].is_first and items[i].low in ROLES:
        return Role(items[i].text)
    return None
