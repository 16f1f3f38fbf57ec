"""Figures of change: "doubled" as a share, and whether a figure says that something rose or fell."""

from __future__ import annotations

from analysis.contrast.tokens import Token, says
from analysis.contrast.words import word_set

MULTIPLES = {
    "doubled": 2.0,
    "doubling": 2.0,
    "twofold": 2.0,
    "tripled": 3.0,
    "tripling": 3.0,
    "trebled": 3.0,
    "trebling": 3.0,
    "threefold": 3.0,
    "quadrupled": 4.0,
    "quadrupling": 4.0,
    "fourfold": 4.0,
    "quintupled": 5.0,
    "fivefold": 5.0,
    "sixfold": 6.0,
    "sevenfold": 7.0,
    "eightfold": 8.0,
    "ninefold": 9.0,
    "tenfold": 10.0,
    "hundredfold": 100.0,
    "halved": 0.5,
    "halving": 0.5,
}
RISES = word_set(
    "rose rise rises risen rising increased increase increases increasing grew grow grows grown "
    "growth climbed climb climbs jumped jump jumps gained gain gains surged surge surges soared soar "
    "up raised raise raises raising added higher advance advanced dearer"
)
FALLS = word_set(
    "fell fall falls fallen falling decreased decrease decreases dropped drop drops lost lose loses "
    "down declined decline declines shrank shrink shrinks shrunk plunged plunge plunges slid "
    "slumped slump slumps cut cuts reduced reduce reduces reduction lowered lower "
    "contracted slashed tumbled dipped cheaper"
)
_REACH = 4


def find_multiple(tokens: tuple[Token, ...], at: int) -> tuple[float, int] | None:
    """Read "doubled", "tenfold" and "10-fold": by how many percent a thing changed, and the end."""
    factor, end = MULTIPLES.get(tokens[at].low), at + 1
    if not factor:
        dash = at + 1 < len(tokens) and tokens[at + 1].text == "-"
        if not tokens[at].text.isdecimal() or not says(tokens, at + 1 + dash, "fold"):
            return None
        factor, end = float(tokens[at].text), at + 2 + dash
    return 100 * abs(factor - 1), end


def find_direction(tokens: tuple[Token, ...], start_i: int, number_i: int, end_i: int) -> int:
    """Return 1 where a figure says how much a thing rose, -1 how much it fell, 0 for a level.

    `[start_i, end_i)` is the figure with its unit. "Fell to 5 percent" is a level.
    """
    low = tokens[number_i].low
    if low in MULTIPLES:
        return -1 if MULTIPLES[low] < 1 else 1
    for token in tokens[end_i : end_i + 1]:
        if token.low in RISES | FALLS:
            return 1 if token.low in RISES else -1
    if start_i and tokens[start_i - 1].low in {"to", "at"}:
        return 0
    for token in reversed(tokens[max(0, start_i - _REACH) : start_i]):
        if token.text in {",", ";", "."}:
            return 0
        if token.low in RISES | FALLS:
            return 1 if token.low in RISES else -1
    return 0
