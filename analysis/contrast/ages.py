"""How old somebody or something is: "aged 36", "a 36-year-old", "in his forties", "under 18"."""

from __future__ import annotations

from dataclasses import replace

from analysis.contrast.amounts import Amount
from analysis.contrast.figure import Figure
from analysis.contrast.nouns import STOPS, singular
from analysis.contrast.tokens import Token, says_before
from analysis.contrast.units import MEASURES
from analysis.contrast.words import word_set


def read_age(tokens: tuple[Token, ...], amount: Amount, figure: Figure) -> Figure | None:
    """Read "aged 36" and "at the age of 36"."""
    start = amount.start_i
    is_aged = says_before(tokens, start, "aged") or says_before(tokens, start, "age of")
    is_aged = is_aged or (
        bool(start) and tokens[start - 1].low in _OWN and amount.high - amount.low == 9
    )
    if not is_aged and not _bounds_age(tokens, amount):
        return None
    year = MEASURES["year"]
    low, high = figure.low * year.factor, figure.high * year.factor
    return replace(figure, low=low, high=high, unit=year.base, dimension="age", written="year")


def _bounds_age(tokens: tuple[Token, ...], amount: Amount) -> bool:
    """Tell whether "under 18" and "over 65" are ages: after "were" or "those", and nothing counted."""
    if not amount.start_i or tokens[amount.start_i].low not in {"under", "over", "above", "below"}:
        return False
    after = tokens[amount.end_i] if amount.end_i < len(tokens) else None
    is_bare = after is None or not after.is_word or after.low in STOPS
    return is_bare and tokens[amount.start_i - 1].low in _OF_AGE and amount.high != amount.low


_OWN = frozenset({"his", "her", "their"})
_OF_AGE = word_set("was were are is be those anyone people children boys girls men women everyone")


def is_age(rest: tuple[str, ...], unit: str) -> bool:
    return singular(unit) in {"year", "month", "week", "day"} and (
        rest[:1] == ("old",) or rest[:2] == ("-", "old")
    )
