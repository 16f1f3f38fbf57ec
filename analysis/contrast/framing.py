"""The reporting words inside a text: "travellers said", "engineers warned that".

Whoever is credited is not what the text is about: these words are left out when two texts are set
side by side. Words of denial stay, for they are cues.
"""

from __future__ import annotations

from analysis.contrast.tokens import Token
from analysis.contrast.words import word_set

_SAYING = word_set(
    "said says say saying told tells added adds reported reports insisted insists claimed claims warned "
    "warns stated states announced announces argued argues confirmed confirms believes believe wrote"
)
_TAKES_CLAUSE = _SAYING | word_set(
    "denied denies rejected rejects disputed disputes doubted doubts"
)
_LONGEST = 6
_BEFORE_CLAUSE = word_set("that there the a an it its their his her he she they no nobody")


def find_frame(tokens: tuple[Token, ...]) -> frozenset[int]:
    """Return the tokens of a reporting clause that opens or closes a text."""
    return _opening(tokens) | _closing(tokens)


def _opening(tokens: tuple[Token, ...]) -> frozenset[int]:
    """Find "The airline insisted that ..." and "Police said there ..."."""
    for at, token in enumerate(tokens[: _LONGEST + 1]):
        if token.text in {",", ".", ";", ":", "?"}:
            return frozenset()
        if at and token.low in _TAKES_CLAUSE and at + 2 < len(tokens):
            follows = tokens[at + 1].low
            is_clause = follows == "that" or (token.low in _SAYING and follows in _BEFORE_CLAUSE)
            return frozenset(range(at + 1)) if is_clause else frozenset()
    return frozenset()


def _closing(tokens: tuple[Token, ...]) -> frozenset[int]:
    """Find ", travellers said" and ", said the governor of the north"."""
    end = len(tokens)
    while end and not tokens[end - 1].is_word:
        end -= 1
    for at in range(end - 1, max(0, end - _LONGEST - 3), -1):
        if tokens[at].text not in {",", "”", '"'}:
            continue
        inside = tokens[at + 1 : end]
        is_said = bool(inside) and (inside[-1].low in _SAYING or inside[0].low in _SAYING)
        return frozenset(range(at + 1, end)) if is_said and at >= 2 else frozenset()
    return frozenset()
