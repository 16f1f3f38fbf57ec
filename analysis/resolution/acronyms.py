"""Acronyms and the names they shorten: "Lumen Relief Union (LRU)", "the LRU, the Lumen Relief Union"."""

from __future__ import annotations

from typing import Final

from analysis.resolution.tokens import Token, Tokens

_LONGEST: Final = 10
_JOINTS: Final = frozenset([",", "or", "the", "known", "as", "called", "simply"])
_SMALL: Final = frozenset(["of", "for", "the", "and", "on", "in", "at"])


def acronym_after(tokens: Tokens, end_i: int, name: str) -> str | None:
    """Return the acronym that a name introduces right after it, in lower case without stops.

    In brackets it may leave words out; after "or" or a comma it must be the initials.
    """
    items = tokens.items
    part = items[end_i : end_i + 3]
    if len(part) == 3 and part[0].text == "(" and part[2].text == ")":
        short = _short(part[1])
        return short if short and short[0] in {word[0].lower() for word in name.split()} else None
    k = end_i
    while k < min(len(items), end_i + 4) and items[k].low in _JOINTS:
        k += 1
    if k == end_i or k >= len(items):
        return None
    short = _short(items[k])
    return short if short and short == _initials(name) else None


def acronym_before(tokens: Tokens, start_i: int, name: str) -> str | None:
    """Return the acronym that a name written out right after it explains: "the LRU (Lumen Relief Union)"."""
    items = tokens.items
    k = start_i - 1
    if k > 0 and items[k].low == "the":
        k -= 1
    if k < 1 or items[k].text not in {"(", ","}:
        return None
    short = _short(items[k - 1])
    return short if short and short == _initials(name) else None


def _short(token: Token) -> str | None:
    word = token.text.replace(".", "")
    return word.lower() if word.isupper() and 2 <= len(word) <= _LONGEST else None


def _initials(name: str) -> str:
    return "".join(word[0].lower() for word in name.split() if word.lower() not in _SMALL)


def initials_of(name: str) -> frozenset[str]:
    """Return the letters that may stand for a name of two words or more, with and without its small words."""
    words = [word for word in name.replace("-", " ").split() if word[0].isalnum()]
    great = [word for word in words if word.lower() not in _SMALL]
    if len(great) < 2 or not all(word[0].isupper() for word in great):
        return frozenset()
    return frozenset("".join(word[0].upper() for word in part) for part in (words, great))
