"""Where a headline ends, and whether it has capitals throughout: such a line joins words that nothing else joins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from analysis.resolution.tokens import Tokens

_LONGEST: Final = 25
_SENTENCE_ENDS: Final = frozenset('.”"')
_MIN_SHARE: Final = 0.8
_SURE_SHARE: Final = 0.9


@dataclass(frozen=True, slots=True)
class Headline:
    """`end` is where it ends, 0 without one; `in_capitals`: "Ada Brook Calls Vote a Farce"."""

    end: int
    in_capitals: bool


def read_headline(tokens: Tokens) -> Headline:
    """Return the short first line of a text; one that ends like a sentence is a headline only in capitals."""
    for k, token in enumerate(tokens.items[:_LONGEST]):
        if token.text != "\n":
            continue
        words = [t for t in tokens.items[:k] if t.is_word and len(t.text) > 3]
        share = sum(t.is_cap for t in words) / len(words) if words else 0.0
        is_sentence = k > 0 and tokens.items[k - 1].text in _SENTENCE_ENDS
        in_capitals = len(words) > 2 and share >= (_SURE_SHARE if is_sentence else _MIN_SHARE)
        return Headline(0 if is_sentence and not in_capitals else token.start, in_capitals)
    return Headline(0, in_capitals=False)
