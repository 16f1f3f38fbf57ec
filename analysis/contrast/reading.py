"""What an amount is an amount of: money, a share, a measure, a count of people or things."""

from __future__ import annotations

import math
from dataclasses import replace

from analysis.contrast.ages import is_age, read_age
from analysis.contrast.amounts import Amount
from analysis.contrast.figure import Figure
from analysis.contrast.nouns import ANIMALS, head_noun, is_plural, singular
from analysis.contrast.tallies import WORDS, find_tally
from analysis.contrast.tokens import Token, says, says_before
from analysis.contrast.units import (
    CENT,
    CURRENCIES,
    CURRENCY_SIGNS,
    DOLLARS,
    NATIONAL_DOLLARS,
    Measure,
    measure_of,
)
from analysis.contrast.words import word_set

_OF_LIMIT = 4
CURRENCY_WORDS = word_set("usd eur gbp rs chf inr")


def read_unit(tokens: tuple[Token, ...], amount: Amount, taken: frozenset[int]) -> Figure | None:
    start, end = tokens[amount.start_i].start, tokens[amount.end_i - 1].end
    figure = Figure(
        start,
        end,
        amount.low,
        amount.high,
        "",
        "count",
        is_low_open=amount.is_low_open,
        is_high_open=amount.is_high_open,
    )
    return (
        _read_money(tokens, amount, figure)
        or _read_percent(tokens, amount, figure)
        or read_age(tokens, amount, figure)
        or _read_measure(tokens, amount, figure)
        or _read_count(tokens, amount, figure, taken)
    )


def _after(tokens: tuple[Token, ...], at: int, n: int = 6) -> tuple[str, ...]:
    """Return the next lower-case words; a hyphen that ties number and unit is passed over."""
    rest = tokens[at : at + n + 1]
    if rest and rest[0].text == "-":
        rest = rest[1:]
    return tuple(token.low for token in rest[:n])


def _end_at(tokens: tuple[Token, ...], at: int, n_words: int) -> int:
    has_hyphen = at < len(tokens) and tokens[at].text == "-"
    return tokens[min(len(tokens), at + n_words + has_hyphen) - 1].end


def _read_money(tokens: tuple[Token, ...], amount: Amount, figure: Figure) -> Figure | None:
    at = amount.number_i
    before = tokens[at - 1] if at else None
    rest = _after(tokens, amount.end_i)
    period = _period(tokens, amount.end_i)
    if before and before.text in CURRENCY_SIGNS:
        unit = CURRENCY_SIGNS[before.text]
        nation = tokens[at - 2] if at >= 2 else None
        start = before.start
        if before.text == "$" and nation and nation.low in DOLLARS and nation.end == before.start:
            unit, start = DOLLARS[nation.low], nation.start
        start = min(start, figure.start)
        return replace(figure, unit=unit, dimension="money", start=start, period=period)
    if before and before.low in CURRENCY_WORDS:
        unit = "INR" if before.low == "rs" else before.low.upper()
        return replace(figure, unit=unit, dimension="money", period=period)
    for n, word in enumerate(rest[:3]):
        name = singular(word)
        is_pound = name == "pound" and not _is_weight(tokens, amount, rest[n + 1 :])
        if name in CURRENCIES or is_pound:
            unit = CURRENCIES.get(name, "GBP")
            unit = NATIONAL_DOLLARS.get(rest[n - 1], unit) if n and name == "dollar" else unit
            end = _end_at(tokens, amount.end_i, n + 1)
            period = _period(tokens, amount.end_i + n + 1)
            return replace(figure, unit=unit, dimension="money", end=end, period=period)
        if name in CENT and n == 0:
            unit, factor = CENT[name]
            return replace(_scaled(figure, factor), unit=unit, dimension="money")
        if name not in {
            "us",
            "american",
            "australian",
            "canadian",
            "new",
            "zealand",
            "hong",
            "kong",
            "swiss",
        }:
            break
    return None


def _is_weight(tokens: tuple[Token, ...], amount: Amount, rest: tuple[str, ...]) -> bool:
    """Tell pounds of weight from pounds of money: "of cocaine", "weighed", "heavy"."""
    near = tokens[max(0, amount.start_i - 5) : amount.start_i]
    return rest[:1] in {("of",), ("heavier",), ("lighter",), ("heavy",), ("overweight",)} or any(
        token.low in _WEIGHING for token in near
    )


_WEIGHING = word_set("weigh weighs weighed weighing weight heavy lost gained lb load cargo")


def _read_percent(tokens: tuple[Token, ...], amount: Amount, figure: Figure) -> Figure | None:
    rest = _after(tokens, amount.end_i)
    n = 0
    if rest[:1] in {("%",), ("percent",), ("pc",)}:
        n = 1
    elif rest[:2] == ("per", "cent"):
        n = 2
    elif rest[:2] in {("basis", "points"), ("basis", "point")}:
        end = _end_at(tokens, amount.end_i, 2)
        return replace(_scaled(figure, 0.01), unit="percentage point", dimension="point", end=end)
    elif rest[:1] in {("percentage",)} and rest[1:2] in {("points",), ("point",)}:
        end = _end_at(tokens, amount.end_i, 2)
        return replace(figure, unit="percentage point", dimension="point", end=end)
    elif not amount.is_part:
        return None
    if rest[n : n + 1] in {("points",), ("point",)}:
        end = _end_at(tokens, amount.end_i, n + 1)
        return replace(figure, unit="percentage point", dimension="point", end=end)
    of = _whole(tokens, amount.end_i + n)
    end = _end_at(tokens, amount.end_i, n) if n else figure.end
    return replace(figure, unit="percent", dimension="percent", of=of, end=end)


def _whole(tokens: tuple[Token, ...], at: int) -> str:
    """Return what a share is a share of: "voter" in "40 % of the city's voters"."""
    if not says(tokens, at, "of") and not (at < len(tokens) and is_plural(tokens[at].low)):
        return ""
    at += says(tokens, at, "of")
    skipped = 0
    while at < len(tokens) and tokens[at].low in {"the", "all", "its", "their", "these", "our"}:
        at += 1
    while skipped < _OF_LIMIT and at + skipped < len(tokens) and "'" in tokens[at + skipped].low:
        skipped += 1
    whole = head_noun(_after(tokens, at + skipped, 4), is_one=True)
    return _SAME_WHOLE.get(whole, whole)


_SAME_WHOLE = {"gdp": "product", "output": "product", "economy": "product", "territory": "country"}


def _read_measure(tokens: tuple[Token, ...], amount: Amount, figure: Figure) -> Figure | None:
    rest = _after(tokens, amount.end_i)
    at = amount.end_i
    if at < len(tokens) and tokens[at].text in {"C", "F"}:
        rest = ("degree", *rest)
    n_more = bool(rest) and rest[0] in _FURTHER and len(rest) > 1
    rest = rest[n_more:]
    found = measure_of(rest)
    if not found:
        return None
    measure, n = found
    if measure.dimension == "temperature" and _is_below_zero(tokens, amount, rest[n:]):
        figure = replace(figure, low=-figure.high, high=-figure.low)
    if (
        rest[0] in {"m", "l", "g", "ha", "mi", "second", "min"}
        and not tokens[amount.number_i].is_number
    ):
        return None
    has_age = measure.dimension == "duration" and is_age(rest[n:], rest[0])
    end = _end_at(tokens, amount.end_i, n + n_more)
    converted = _convert(figure, measure, rest, amount)
    if has_age:
        return replace(
            converted, unit="second", dimension="age", end=end, written=singular(rest[0])
        )
    of = _substance(rest[n:])
    written = " ".join(singular(word) for word in rest[:n])
    return replace(
        converted, unit=measure.base, dimension=measure.dimension, end=end, of=of, written=written
    )


_FURTHER = word_set("more further extra additional straight consecutive full whole solid long")


def _is_below_zero(tokens: tuple[Token, ...], amount: Amount, rest: tuple[str, ...]) -> bool:
    before = tokens[amount.number_i - 1] if amount.number_i else None
    if rest[:2] in {("below", "zero"), ("below", "freezing")}:
        return True
    if before is None or before.text not in {"-", "−", "–"}:
        return before is not None and before.low == "minus"
    return amount.number_i < 2 or tokens[amount.number_i - 2].end < before.start


def _convert(figure: Figure, measure: Measure, rest: tuple[str, ...], amount: Amount) -> Figure:
    extra = 0.5 if "and a half" in " ".join(rest[1:4]) and amount.low == amount.high else 0.0
    extra = 0.25 if "and a quarter" in " ".join(rest[1:4]) else extra
    low, high = figure.low + extra + measure.offset, figure.high + extra + measure.offset
    return replace(figure, low=low * measure.factor, high=high * measure.factor)


def _scaled(figure: Figure, factor: float) -> Figure:
    return replace(figure, low=figure.low * factor, high=figure.high * factor)


def _substance(rest: tuple[str, ...]) -> str:
    """Return what was weighed or measured: "wheat" in "tonnes of wheat"."""
    if rest[:1] != ("of",) or len(rest) < 2:
        return ""
    found = singular(rest[1]) if rest[1] not in {"the", "a", "its"} else ""
    return "carbon" if found == "co" else found


def _read_count(
    tokens: tuple[Token, ...], amount: Amount, figure: Figure, taken: frozenset[int]
) -> Figure | None:
    rest = _after(tokens, amount.end_i)
    if any(says_before(tokens, amount.start_i, words) for words in _HOLDING):
        return replace(figure, unit="place", of=head_noun(rest, is_one=False))
    if tokens[amount.number_i].low in {"once", "twice", "thrice"}:
        return replace(figure, unit="time", period=_period(tokens, amount.end_i))
    is_one = amount.low == amount.high and amount.low <= 1
    noun = head_noun(rest, is_one=is_one)
    period = _period(tokens, amount.end_i)
    tally = find_tally(tokens, amount.start_i, amount.end_i, taken)
    own = WORDS.get(noun) or (WORDS.get(rest[0]) if rest else None)
    before = tokens[amount.start_i - 1].low if amount.start_i else ""
    if before in _LOSING and noun in _FIGHTING and not own:
        own = "dead"
    if own or (tally and _counts_people(noun)):
        kind = own or (tally[0] if tally else "")
        of = "" if noun in WORDS else noun
        return replace(figure, unit=kind, of=of, period=period)
    if not noun and (not rest or not rest[0][0].isalpha() or math.isinf(figure.high)):
        return replace(figure, unit="", period=period)
    return replace(figure, unit=noun, period=period)


_HOLDING = (
    *("built for", "designed for", "meant for", "intended for", "made for"),
    *("room for", "space for", "capacity of", "capacity for"),
)
_LOSING = word_set("lost losing lose loses")
_FIGHTING = word_set("soldier fighter guard marine commando pilot sailor peacekeeper") | {
    "police officer"
}
_THINGS = word_set(
    "aircraft house ship boat car vehicle truck tank attack strike rocket missile drone shell bomb "
    "building school hospital shop village town city country state province district region year "
    "seat vote ballot constituency report document page shot round camp base weapon rifle gun event "
    "fight blast explosion location site group company store time point case day"
) - {"case"}


def _counts_people(noun: str) -> bool:
    return noun not in _THINGS | ANIMALS


def _period(tokens: tuple[Token, ...], at: int) -> str:
    """Return "month" for "12 attacks a month", or ""."""
    for i in range(at, min(len(tokens) - 1, at + 5)):
        if tokens[i].low in {"a", "per", "each", "every"} and tokens[i + 1].low in _PERIODS:
            return tokens[i + 1].low
        if tokens[i].low in {"hourly", "daily", "weekly", "monthly", "yearly", "annually"}:
            return _ADVERBS[tokens[i].low]
    return ""


_PERIODS = word_set("second minute hour day night week month year season")
_ADVERBS = {
    "hourly": "hour",
    "daily": "day",
    "weekly": "week",
    "monthly": "month",
    "yearly": "year",
    "annually": "year",
}
