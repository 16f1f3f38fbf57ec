"""The figures of a text: amounts with their unit and bounds, dates, weekdays and times of day."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from analysis.contrast.amounts import Amount, find_amount, is_change
from analysis.contrast.asides import is_old_value, is_sample, is_window
from analysis.contrast.changes import find_direction
from analysis.contrast.cue_lists import SMALL
from analysis.contrast.figure import Figure
from analysis.contrast.moments import Moment, find_moments
from analysis.contrast.nouns import PEOPLE, is_plural, singular
from analysis.contrast.reading import CURRENCY_WORDS, read_unit
from analysis.contrast.roundabout import excepted
from analysis.contrast.stems import stem
from analysis.contrast.sums import add_sums, find_ones
from analysis.contrast.tallies import KINDS, WORDS
from analysis.contrast.tokens import Token, says, says_before, split
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
    ones = find_ones(tokens, _taken(amounts))
    amounts = sorted([*amounts, *ones], key=lambda amount: amount.start_i)
    taken = _taken(amounts)
    read = [(amount, read_unit(tokens, amount, taken)) for amount in amounts]
    kept = _keep_new_values(tokens, [(a, figure) for a, figure in read if figure])
    dressed = [(a, _dress(tokens, a, figure)) for a, figure in kept]
    found = add_sums(tokens, _name_parts(tokens, _join_parts(tokens, dressed)))
    found += [_from_moment(moment) for moment in moments if not moment.is_reported]
    return tuple(sorted(found, key=lambda figure: figure.start))


def _taken(amounts: list[Amount]) -> frozenset[int]:
    return frozenset(i for amount in amounts for i in range(amount.start_i, amount.end_i))


def _dress(tokens: tuple[Token, ...], amount: Amount, figure: Figure) -> Figure:
    """Add what the words around a figure say: a rise or a fall, an aside, and what they are about."""
    end_i = next((i for i, token in enumerate(tokens) if token.start >= figure.end), len(tokens))
    aside = is_old_value(tokens, amount.start_i) or is_sample(tokens, amount.start_i)
    if figure.dimension == "duration":
        aside = aside or is_window(tokens, amount.start_i, end_i)
    near = [*tokens[max(0, amount.start_i - _AROUND) : amount.start_i], *tokens[end_i:][:_AROUND]]
    around = frozenset(
        WORDS.get(token.low) or stem(token.low)
        for token in near
        if token.is_word and token.low not in SMALL
    )
    direction = 0
    if figure.dimension in _CHANGING:
        direction = find_direction(tokens, amount.start_i, amount.number_i, end_i)
        after = tokens[end_i].low if end_i < len(tokens) else ""
        direction = direction or _BESIDE.get(after, 0)
    return replace(figure, direction=direction, is_aside=aside, around=around - set(KINDS))


def _join_parts(
    tokens: tuple[Token, ...], read: list[tuple[Amount, Figure]]
) -> list[tuple[Amount, Figure]]:
    """Read "eight of the 30 hostages": the eight are hostages, and the 30 are said by the way."""
    joined = list(read)
    for n, ((one, part), (other, whole)) in enumerate(itertools.pairwise(read)):
        between = [token.low for token in tokens[one.end_i : other.start_i]]
        is_part = between[:1] == ["of"] and all(
            word in _DETERMINERS or "'" in word for word in between[1:]
        )
        if (not is_part and between) or not (is_part or tokens[one.end_i - 1].low == "of"):
            continue
        if part.dimension == whole.dimension == "count":
            of = whole.of or ("" if whole.unit in KINDS else whole.unit)
            unit = part.unit or whole.unit
            joined[n] = (one, replace(joined[n][1], unit=unit, of=of if unit in KINDS else ""))
            joined[n + 1] = (other, replace(whole, is_aside=True))
    return joined


def _name_parts(
    tokens: tuple[Token, ...], read: list[tuple[Amount, Figure]]
) -> list[tuple[Amount, Figure]]:
    """Read "killed 22, including six officers": the six were killed too."""
    named = list(read)
    for n, ((_, whole), (at, part)) in enumerate(itertools.pairwise(read)):
        is_part = at.start_i > 0 and tokens[at.start_i - 1].low == "including"
        if is_part and whole.unit in KINDS and part.unit not in KINDS and part.unit in PEOPLE:
            named[n + 1] = (at, replace(part, unit=whole.unit, of=part.unit))
    return named


_DETERMINERS = word_set("the its their his her those these our some about all")
_AROUND = 6
_CHANGING = frozenset({"percent", "point"})
_BESIDE = {"above": 1, "below": -1}


def _keep_new_values(
    tokens: tuple[Token, ...], read: list[tuple[Amount, Figure]]
) -> list[tuple[Amount, Figure]]:
    """Leave out the first of "reduced from ten years to six"; the second takes over its unit."""
    kept: list[tuple[Amount, Figure]] = []
    old: tuple[Amount, Figure] | None = None
    for amount, figure in read:
        is_new = old is not None and tokens[amount.start_i - 1].low == "to"
        if old and is_new and not figure.unit and old[0].low:
            factor = old[1].low / old[0].low
            low, high = figure.low * factor, figure.high * factor
            new = replace(old[1], start=figure.start, end=figure.end, low=low, high=high)
            kept.append((amount, new))
        else:
            kept += [old] if old and not is_new else []
            kept.append((amount, figure))
        old = None
        before = amount.start_i - 1
        if before > 0 and tokens[before].low == "from" and is_change(tokens, before):
            old = kept.pop()
    return [*kept, old] if old else kept


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
    is_exception = says_before(tokens, amount.start_i, "all but")
    if (is_exception and not excepted(tokens, amount.start_i)) or says(
        tokens, amount.end_i, "figures"
    ):
        return True
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
    if _is_formula(tokens, at) or _is_score(tokens, at) or _is_tied(tokens, amount.end_i):
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


def _is_formula(tokens: tuple[Token, ...], at: int) -> bool:
    """Tell "CO2" and "H1" from an amount: a number right behind letters that name no currency."""
    before, token = tokens[at - 1] if at else None, tokens[at]
    is_behind = before is not None and before.is_word and before.end == token.start
    return is_behind and token.is_number and tokens[at - 1].low not in CURRENCY_WORDS


def _is_score(tokens: tuple[Token, ...], at: int) -> bool:
    """Tell "lost 3-1" from a range: two digits tied by a dash, the greater first."""
    for first, dash, second in ((at, at + 1, at + 2), (at - 2, at - 1, at)):
        if first < 0 or second >= len(tokens) or tokens[dash].text not in {"-", "–"}:
            continue
        both = tokens[first].text.isdecimal() and tokens[second].text.isdecimal()
        is_tight = (
            tokens[first].end == tokens[dash].start and tokens[dash].end == tokens[second].start
        )
        if both and is_tight and int(tokens[first].text) >= int(tokens[second].text):
            return True
    return False


def _is_tied(tokens: tuple[Token, ...], end_i: int) -> bool:
    """Tell whether a number only describes: "a six-figure salary", "five-star", "one-way"."""
    return (
        end_i + 1 < len(tokens)
        and tokens[end_i].text == "-"
        and tokens[end_i + 1].low in _DESCRIBING
    )


_DESCRIBING = word_set(
    "figure star way sided time part hand dimensional piece wheel faith fold pronged tier digit "
    "storey story bedroom lane track page letter word point party"
)
_COUNTED_ONCE = word_set(
    "person man woman child soldier civilian hour day week month year mile metre kilometre tonne "
    "percent per dollar euro house attack aircraft ship vehicle suspect victim hostage"
)
