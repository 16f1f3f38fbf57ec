"""The figures of a text: amounts with their unit and bounds, dates, weekdays and times of day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from analysis.contrast.amounts import Amount, find_amount, is_change
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
    read = [(amount, read_unit(tokens, amount, taken)) for amount in amounts]
    found = _keep_new_values(tokens, [(a, figure) for a, figure in read if figure])
    found += [_from_moment(moment) for moment in moments if not moment.is_reported]
    return tuple(sorted(found, key=lambda figure: figure.start))


def _keep_new_values(tokens: tuple[Token, ...], read: list[tuple[Amount, Figure]]) -> list[Figure]:
    """Leave out the first of "reduced from ten years to six"; the second takes over its unit."""
    kept: list[Figure] = []
    old: tuple[Amount, Figure] | None = None
    for amount, figure in read:
        is_new = old is not None and tokens[amount.start_i - 1].low == "to"
        if old and is_new and not figure.unit and old[0].low:
            factor = old[1].low / old[0].low
            low, high = figure.low * factor, figure.high * factor
            kept.append(replace(old[1], start=figure.start, end=figure.end, low=low, high=high))
        else:
            kept += [old[1]] if old and not is_new else []
            kept.append(figure)
        old = None
        before = amount.start_i - 1
        if before > 0 and tokens[before].low == "from" and is_change(tokens, before):
            old = (amount, kept.pop())
    return [*kept, old[1]] if old else kept


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
