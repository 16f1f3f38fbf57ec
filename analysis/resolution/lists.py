"""Sources that are lists: "China, the mission in Orsel and harbour leaders" names no one of them alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from analysis.resolution.kinds import is_plural
from analysis.resolution.lexicon import ROLES, TITLES, is_plural_role
from analysis.resolution.tokens import Token

_JOINING: Final = frozenset(["and", "or"])
_TRAILING: Final = frozenset(["each", "all", "both", "alike", "too", "also"])
_RELATIVES: Final = frozenset(["who", "which", "that", "whose", "whom"])
_DESCRIBING: Final = frozenset(["a", "an", "its", "his", "her", "their", "one", "once", "formerly"])


def list_end(items: Sequence[Token], end_i: int) -> int | None:
    """Return the token after a list of speakers that begins before a comma at `end_i`, None for an apposition.

    Every member after the first is a name or several: "Ada Brook, director and founder" is one person.
    """
    if end_i >= len(items) or items[end_i].text != ",":
        return None
    stop = next((k for k in range(end_i, len(items)) if items[k].low in _RELATIVES), len(items))
    joint = next((k for k in range(end_i + 1, stop) if items[k].low in _JOINING), None)
    if joint is None:
        return None
    last = next((k for k in range(joint + 1, stop) if not _is_inside(items[k])), stop)
    while last > joint + 1 and items[last - 1].low in _TRAILING:
        last -= 1
    members = _members(items[end_i + 1 : joint])
    is_one = not is_plural(items[end_i - 1].low)
    is_list = _is_member(items[joint + 1 : last]) and all(
        _is_member(words) and not (is_one and _describes(words)) for words in members
    )
    return last if members and is_list else None


def _members(items: Sequence[Token]) -> list[Sequence[Token]]:
    members: list[Sequence[Token]] = []
    first = 0
    for k, token in enumerate(items):
        if token.text == ",":
            members.append(items[first:k])
            first = k + 1
    return [*members, items[first:]] if first < len(items) else members


def _is_inside(token: Token) -> bool:
    return token.is_word or token.text in {"'s", "’s", "'", "’", "&", "-"}


def _describes(words: Sequence[Token]) -> bool:
    """Tell whether words may say what the one before them is: "director", not "Dr Brook"."""
    is_titled = words[0].low in TITLES and words[-1].is_cap
    roles = (token.low in ROLES or is_plural_role(token.low) for token in words)
    return any(roles) and not is_titled


def _is_member(words: Sequence[Token]) -> bool:
    if not words or words[0].low in _DESCRIBING or not all(map(_is_inside, words)):
        return False
    named = words[1:] if words[0].low == "the" else words
    return bool(named) and (named[0].is_cap or (is_plural(named[-1].low) and words is named))
