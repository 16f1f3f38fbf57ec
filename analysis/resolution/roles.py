"""Roles around a name: "Deputy Minister Ada Brook", "Ada Brook, the head of Lumen"."""

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
)
from analysis.resolution.tokens import Token, Tokens

_SERVING: Final = frozenset(["serves", "served", "serving", "works", "worked", "acts", "acted"])
_BEING: Final = frozenset(["is", "was", "became", "remains"])
_DETERMINERS: Final = frozenset(["a", "an", "the", "its", "their", "his", "her", "one"])
_PREPOSITIONS: Final = frozenset(
    [
        "of",
        "for",
        "at",
        "with",
        "in",
        "from",
        "to",
        "on",
        "by",
        "about",
        "after",
        "before",
        "as",
        "than",
        "over",
    ]
)
_STOPS: Final = frozenset(
    [",", ".", ";", ":", "\n", "—", "–", "--", ")", "(", "?", "!", "“", "”", '"']
)
_LEADING: Final = {"heads": "head", "leads": "leader", "runs": "head", "chairs": "chair", "directs": "director"}  # fmt: skip
_HONORIFICS: Final = frozenset(
    ["mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss", "dr", "dr.", "sir", "dame"]
)
_INNER: Final = frozenset(["of", "for", "the", "at"])
_WINDOW: Final = 16


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
        if low in ROLES or low in TITLES:
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
    for size in (3, 2, 1):
        head = " ".join(part[:size]).lower()
        if len(part) > size and (head in DEMONYMS or head in COUNTRIES):
            country = DEMONYMS.get(head) or " ".join(part[:size])
            return Role(" ".join(part[size:]), country)
    first = 0
    while first < len(part) - 1 and _is_plain_name(part[first]):
        first += 1
    return Role(" ".join(part[first:]), " ".join(part[:first]) or None)


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
    bounded = first == 0 or items[first - 1].low in _DETERMINERS or not items[first - 1].is_word
    if not bounded or items[first - 1].text in {"'s", "’s"}:
        first = i
        while first > 0 and items[first - 1].low in ROLE_MODIFIERS:
            first -= 1
    return _set_affiliation_apart([token.text for token in items[first:start_i]])


def _first_word_role(items: Sequence[Token], i: int) -> Role | None:
    if i >= 0 and items[i].is_first and items[i].low in ROLES:
        return Role(items[i].text)
    return None


def role_after(tokens: Tokens, end_i: int) -> Role | None:
    """Return the role in an apposition or "who serves as" clause after a name."""
    items = tokens.items
    i = _skip_aside(items, end_i)
    if i + 2 >= len(items):
        return None
    if items[i].text in {",", "—", "–", "--", "("}:
        i += 1
        if items[i].text.isdigit() and items[i + 1].text == "," and i + 2 < len(items):
            i += 2
        if items[i].low == "who":
            return _who_role(items, i + 1)
        return _noun_phrase_role(items, i)
    if items[i].low in _BEING:
        return _noun_phrase_role(items, i + 1) if items[i + 1].low in _DETERMINERS else None
    return None


def _skip_aside(items: Sequence[Token], i: int) -> int:
    """Skip a bracket such as "(D-Ohio)" after a name."""
    if i < len(items) and items[i].text == "(":
        for k in range(i + 1, min(i + 6, len(items))):
            if items[k].text == ")":
                return k + 1
    return i


def _who_role(items: Sequence[Token], i: int) -> Role | None:
    """Read "serves as Envoy for Lumen" or "is the head of Lumen" after "who"."""
    while i < len(items) and items[i].low in {"has", "had", "also", "once", "previously", "now"}:
        i += 1
    if i + 1 >= len(items):
        return None
    if items[i].low in _SERVING and items[i + 1].low == "as":
        return _noun_phrase_role(items, i + 2)
    if items[i].low in _BEING:
        return _noun_phrase_role(items, i + 1)
    if items[i].low in _LEADING:
        return Role(_LEADING[items[i].low], _affiliation(items, i + 1))
    return None


def _noun_phrase_role(items: Sequence[Token], i: int) -> Role | None:
    """Read a role noun phrase that begins at token `i`, with its "of"/"for" complement."""
    if i < len(items) and items[i].low in _DETERMINERS:
        i += 1
    head = -1
    end = min(len(items), i + _WINDOW)
    for k in range(i, end):
        low = items[k].low
        if (
            low in _PREPOSITIONS
            or items[k].text in _STOPS
            or low in {"who", "which", "that", "and"}
        ):
            break
        if low in ROLES or low.partition("-")[0] in ROLES:
            head = k  # "Envoy-At-Large"
    if head == -1 or head - i > 7 or any(t.low in FIRST_NAMES and t.is_cap for t in items[i:head]):
        return None
    first, possessor = _possessor(items, i, head)
    words = [token.text for token in items[first : head + 1]]
    after = head + 1
    if after + 1 < end and items[after].low in _PREPOSITIONS:
        return _with_complement(items, words, after, possessor)
    if possessor is None and len(words) > 1:
        possessor = _leading_name(items, first, head)
        words = words[len(possessor.split()) :] if possessor else words
    return Role(" ".join(words), possessor)


def _possessor(items: Sequence[Token], i: int, head: int) -> tuple[int, str | None]:
    """Split "Lumen's chief engineer" into where the role begins and whose it is."""
    for k in range(i, head):
        if items[k].text in {"'s", "’s"}:
            return k + 1, " ".join(token.text for token in items[i:k])
    return i, None


def _leading_name(items: Sequence[Token], first: int, head: int) -> str | None:
    """Return the nationality at the front of a role, as in "Russian deputy minister"."""
    low = items[first].low
    if first < head and (low in DEMONYMS or low in COUNTRIES):
        return items[first].text
    return None


def _with_complement(
    items: Sequence[Token], words: list[str], after: int, possessor: str | None
) -> Role:
    """Add "of Trade" to the role, or read "at the Lumen Institute" as the affiliation."""
    low = items[after + 1].low
    if items[after].low in {"of", "in"} and low not in _DETERMINERS and not items[after + 1].is_cap:
        return _with_field(items, words, after, possessor)
    name = _affiliation(items, after + 1)
    first = name.split()[0].lower() if name else ""
    if name and items[after].low in {"of", "for"} and first in DOMAINS:
        return Role(" ".join([*words, items[after].text, name]), possessor)
    return Role(" ".join(words), name or possessor)


def _with_field(
    items: Sequence[Token], words: list[str], after: int, possessor: str | None
) -> Role:
    """Read "professor of public law at the Lumen Institute"."""
    k = after + 1
    while k < len(items) and k - after < 6 and items[k].is_word and items[k].low not in FUNCTION:
        k += 1
    role = " ".join([*words, *(token.text for token in items[after:k])])
    if k + 1 < len(items) and items[k].low in {"at", "for", "with"}:
        return Role(role, _affiliation(items, k + 1) or possessor)
    return Role(role, possessor)


def _affiliation(items: Sequence[Token], i: int) -> str | None:
    """Return the noun phrase at `i` up to a stop, its determiner dropped; None when too long."""
    if i < len(items) and items[i].low in _DETERMINERS:
        i += 1
    words: list[str] = []
    for k, token in enumerate(items[i : i + _WINDOW], start=i):
        is_inner = token.low in _INNER or (words and _joins_domains(items, k))
        if token.text in _STOPS or (token.low in FUNCTION and not is_inner):
            break
        if token.text in {"'s", "’s"} and words:
            words[-1] += token.text
        else:
            words.append(token.text)
    if words:
        words[-1] = words[-1].removesuffix("'s").removesuffix("’s")
    if len(words) > 1 and words[0] in ROLE_MODIFIERS and words[1][:1].isupper():
        words = words[1:]  # "leader of the opposition Lumen Alliance"
    has_name = any(word[:1].isupper() for word in words)
    return " ".join(words) if words and (has_name or len(words) <= 5) else None


def _joins_domains(items: Sequence[Token], k: int) -> bool:
    """Tell whether "and" at `k` is inside one name: "for Coastal and Island Affairs"."""
    if items[k].low != "and" or not items[k - 1].is_cap:
        return False
    stop = k + 1
    while stop < min(len(items), k + 4) and items[stop].is_cap:
        stop += 1
    return stop > k + 1 and items[stop - 1].low in DOMAINS
