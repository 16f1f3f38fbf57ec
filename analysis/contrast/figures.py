"""The figures of a text: amounts with their unit and bounds, dates, weekdays and times of day."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from analysis.contrast.amounts import Amount, find_amount
from analysis.contrast.moments import Moment, find_moments
from analysis.contrast.nouns import is_plural, singular
from analysis.contrast.reading import Figure, read_unit
from analysis.contrast.tallies import WORDS
from analysis.contrast.tokens import Token, split
from analysis.contrast.units import CURRENCY_SIGNS
from analysis.contrast.words import word_set

_NAME_NUMBERS = word_set(
    "article section chapter page route flight room channel boeing airbus no number depot unit "
    "highway platform gate pier brigade battalion world covid version resolution phase"
)


@lru_cache(maxsize=4096)
def find_figures(text: str) -> tuple[Figure, ...]:
    """Return the figures of `text` in order; a number inside a name or a date is none."""
    tokens = split(text)
    moments = find_moments(text)
    amounts = list(_find_amounts(tokens, moments))
    taken = frozenset(i for amount in amounts for i in range(amount.start_i, amount.end_i))
    found = [figure for amount in amounts if (figure := read_unit(tokens, amount, taken))]
    found += [_from_moment(moment) for moment in moments if not moment.is_reported]
    return tuple(sorted(found, key=lambda figure: figure.start))


def _from_moment(moment: Moment) -> Figure:
    return Figure(
        moment.start, moment.end, moment.low, moment.high, moment.kind, moment.kind, moment=moment
    )


def _find_amounts(tokens: tuple[Token, ...], moments: tuple[Moment, ...]) -> Iterator[Amount]:
    i = 0
    while i < len(tokens):
        inside = any(m.start <= tokens[i].start < m.end for m in moments)
        amount = None if inside else find_amount(tokens, i)
        if amount is None or _is_name(tokens, amount):
            i += 1
            continue
        yield amount
        i = amount.end_i


def _is_name(tokens: tuple[Token, ...], amount: Amount) -> bool:
    """Tell "Depot 4", "F-16" and "2019" from an amount."""
    at = amount.number_i
    token = tokens[at]
    before = tokens[at - 1] if at else None
    after = tokens[amount.end_i].low if amount.end_i < len(tokens) else ""
    if before and before.low in _NAME_NUMBERS and token.is_number:
        return True
    if before and before.text in {"-", "/"} and before.end == token.start and at >= 2:
        is_tied = tokens[at - 2].is_word and tokens[at - 2].end == before.start
        if is_tied and token.is_number:
            return True
    if before and before.text == "/" and token.is_number:
        return True
    if token.is_number and after in {"st", "nd", "rd", "th", "/"}:
        return True
    glued = amount.end_i < len(tokens) and tokens[amount.end_i].start == token.end
    if token.low == "one" and not (is_plural(after) or singular(after) in _COUNTED_ONCE):
        return after != "in" and amount.low == amount.high == 1 and after not in WORDS
    is_year = token.is_number and len(token.text) == 4 and token.text[:2] in {"19", "20"}
    if (
        is_year
        and not (is_plural(after) or after in WORDS)
        and not (before and before.text in CURRENCY_SIGNS)
    ):
        return True
    return bool(glued and after == "'")


_COUNTED_ONCE = word_set(
    "person man woman child soldier civilian hour day week month year mile metre kilometre tonne "
    "percent per dollar euro house attack aircraft ship vehicle suspect victim hostage"
)
