"""Numbers said in a roundabout way: "its ninth day", "all but three of the 20", "one child in five"."""

from __future__ import annotations

from analysis.contrast.number_words import ONES, ORDINALS
from analysis.contrast.tokens import Token, says, says_before
from analysis.contrast.words import word_set

_ENTERING = word_set("entered enters entering into for reached reaches")
_UNITS = word_set("hour day night week month year")
_DETERMINERS = word_set("a the its their his her this")
_ENDS = frozenset({".", ",", ";", "!", "?"})


def nth_unit(tokens: tuple[Token, ...], at: int) -> float:
    """Return 9 for "ninth" in "entered its ninth day" and "for a ninth day", else 0."""
    if at < 2 or tokens[at - 1].low not in _DETERMINERS or tokens[at - 2].low not in _ENTERING:
        return 0.0
    if tokens[at].is_number and at + 2 < len(tokens):
        is_tied = tokens[at + 1].start == tokens[at].end and tokens[at + 1].low in _SUFFIXES
        is_counted = is_tied and tokens[at + 2].low in _UNITS
        return float(tokens[at].text) if is_counted and tokens[at].text.isdecimal() else 0.0
    is_counted = at + 1 < len(tokens) and tokens[at + 1].low in _UNITS
    return float(ORDINALS.get(tokens[at].low, 0)) if is_counted else 0.0


_SUFFIXES = word_set("st nd rd th")


def is_once(tokens: tuple[Token, ...], at: int) -> bool:
    """Tell "he was shot once." from "once a minister"."""
    is_last = at + 1 >= len(tokens) or tokens[at + 1].text in _ENDS
    return bool(at) and tokens[at].low == "once" and is_last and tokens[at - 1].is_word


def excepted(tokens: tuple[Token, ...], at: int) -> int:
    """Return where the whole stands in "all but three of the 20", said from the number at `at`; else 0."""
    if not says_before(tokens, at, "all but") or not says(tokens, at + 1, "of"):
        return 0
    after = at + 2
    while after < len(tokens) and tokens[after].low in _DETERMINERS:
        after += 1
    return after if after < len(tokens) else 0


def in_whole(tokens: tuple[Token, ...], at: int) -> int:
    """Return where the whole stands in "one child in five", said from the number at `at`; else 0."""
    if tokens[at].low not in ONES or at + 3 >= len(tokens) or not tokens[at + 1].is_word:
        return 0
    return at + 3 if tokens[at + 2].low == "in" else 0
