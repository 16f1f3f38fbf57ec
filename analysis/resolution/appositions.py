"""What an article calls a body right after its name: "Lumen Terminals, a storage company"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from analysis.resolution.kinds import kind_of_group, kind_of_organisation
from analysis.resolution.lexicon import GENERIC_TAILS, ORG_HEADS
from analysis.resolution.tokens import Token
from analysis.types import SpeakerKind

_DETERMINERS: Final = frozenset(["a", "an", "the", "one", "its", "their"])
_CLOSERS: Final = frozenset(["of", "for", "in", "from", "at", "on", "with", "by", "that", "which", "who", "whose", "based", "near", "run", "led", "made", "set", "founded", "off", "over", "under", "to", "across", "against", "inside", "after"])  # fmt: skip
_LONGEST: Final = 7


@dataclass(frozen=True, slots=True)
class Apposition:
    """The head noun of the phrase, the kind it tells, a name in front, where it ends."""

    noun: str
    kind: SpeakerKind | None
    owner: str | None
    end: int


def read_apposition(items: Sequence[Token], end_i: int) -> Apposition | None:
    """Return what stands in apposition after a name that ends before token `end_i`, if it is a body.

    "Resolute Support, the NATO mission in Kabul": noun "mission", owner "NATO".
    """
    if end_i + 2 >= len(items) or items[end_i].text != ",":
        return None
    if items[end_i + 1].low not in _DETERMINERS:
        return None
    first = k = end_i + 2
    while k < len(items) and k - first < _LONGEST and items[k].is_word:
        if items[k].low in _CLOSERS:
            break
        k += 1
    part = items[first:k]
    if not part or part[-1].is_cap or not _is_body(part[-1].low):
        return None
    words = [token.low for token in part]
    caps = [token.text for token in part if token.is_cap]
    kind = kind_of_group(words) or kind_of_organisation(words[-1:])
    owner = " ".join(caps) if caps and part[0].is_cap else None
    return Apposition(words[-1], kind, owner, part[-1].end)


def _is_body(noun: str) -> bool:
    return noun in ORG_HEADS or noun in GENERIC_TAILS


def is_of_body(items: Sequence[Token], end_i: int) -> bool:
    """Tell whether ", of the Lumen Committee," follows a name that ends before token `end_i`."""
    part = [token for token in items[end_i : end_i + 4] if token.low != "the"]
    return len(part) >= 3 and part[0].text == "," and part[1].low == "of" and part[2].is_cap
