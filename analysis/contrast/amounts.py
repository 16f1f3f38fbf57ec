"""Amounts: a number with what stands around it, "at least 12", "between 12 and 17", "12 or so"."""

from __future__ import annotations

import math
from dataclasses import dataclass

from analysis.contrast.numbers import find_number
from analysis.contrast.tokens import Token, says, says_before
from analysis.contrast.units import CURRENCY_SIGNS, DOLLARS
from analysis.contrast.words import word_set
from analysis.contrast.written_numbers import Number

AT_LEAST = (
    "at least",
    "no fewer than",
    "no less than",
    "not less than",
    "not fewer than",
    "a minimum of",
    "minimum of",
    "at a minimum",
)
MORE_THAN = (
    "more than",
    "over",
    "above",
    "exceeding",
    "exceeded",
    "exceeds",
    "upwards of",
    "upward of",
    "in excess of",
    "greater than",
    "north of",
    "well over",
)
AT_MOST = (
    "up to",
    "at most",
    "no more than",
    "not more than",
    "a maximum of",
    "maximum of",
    "as many as",
    "as much as",
    "at the most",
)
LESS_THAN = ("fewer than", "less than", "under", "below", "short of")
ABOUT = (
    "about",
    "around",
    "some",
    "roughly",
    "approximately",
    "an estimated",
    "estimated",
    "estimated at",
    "circa",
    "close to",
    "near",
    "approx",
)
NEARLY = ("nearly", "almost", "just under", "not quite", "just short of")
_FROM = ("between", "from", "anywhere between", "anywhere from")
_CHANGES = word_set(
    "rose rise rises risen fell fall fallen increased grew grown climbed jumped dropped went gone "
    "up down cut raised revised corrected lowered reduced"
)
_EXTENDING = word_set("spread spreads spreading stretch stretched stretches extended extends")
NEAR = 0.1


@dataclass(frozen=True, slots=True)
class Amount:
    """Bounds of an amount and the tokens `[start_i, end_i)` that give it.

    `number_i` is the first token of the number itself, where a currency sign stands before it.
    """

    low: float
    high: float
    start_i: int
    number_i: int
    end_i: int
    is_low_open: bool = False
    is_high_open: bool = False
    is_part: bool = False
    has_scale: bool = False


def find_amount(tokens: tuple[Token, ...], at: int) -> Amount | None:
    """Return the amount whose number begins at token `at`, or None."""
    number = find_number(tokens, at)
    if number is None:
        return None
    pair = _find_range(tokens, at, number)
    if pair:
        return pair
    return _bounded(tokens, at, number)


def _find_range(tokens: tuple[Token, ...], at: int, first: Number) -> Amount | None:
    link = first.end_i
    while link < len(tokens) and tokens[link].low in {"%", "percent"}:
        link += 1
    if link >= len(tokens) or tokens[link].low not in {"-", "–", "—", "to", "and", "or"}:
        return None
    start = _before_sign(tokens, at)
    opened = next((w for w in _FROM if says_before(tokens, start, w)), None)
    joint = tokens[link].low
    if joint == "and" and (opened is None or "between" not in opened):
        return None
    after = link + 1
    after += after < len(tokens) and tokens[after].text in CURRENCY_SIGNS
    second = find_number(tokens, after)
    if second is None or second.high == 0 or (first.is_part and not second.is_part):
        return None
    low, high = first.low, second.high
    if second.has_scale and not first.has_scale and low < 1000 <= high:
        scale = 10 ** (3 * math.floor(math.log10(high) / 3))
        low *= scale if low * scale <= high else 1
    if joint == "to" and opened == "from" and is_change(tokens, start - 1):
        return Amount(high, high, after, after, second.end_i, has_scale=second.has_scale)
    if low >= high or (joint == "or" and high - low > max(2, low)):
        return None
    begin = start - len(opened.split()) if opened else start
    return Amount(
        low, high, begin, at, second.end_i, False, False, second.is_part, second.has_scale
    )


def is_change(tokens: tuple[Token, ...], at: int) -> bool:
    """Tell whether one of the four tokens before `at` says that a value changed."""
    return any(token.low in _CHANGES for token in tokens[max(0, at - 4) : at])


def _before_sign(tokens: tuple[Token, ...], at: int) -> int:
    """Return the index of the currency sign before a number, or of the number."""
    if at and tokens[at - 1].text in CURRENCY_SIGNS:
        at -= 1
        if at and tokens[at - 1].low in DOLLARS and tokens[at - 1].end == tokens[at].start:
            at -= 1
    return at


def _bounded(tokens: tuple[Token, ...], at: int, number: Number) -> Amount:
    start = _before_sign(tokens, at)
    low, high = number.low, number.high
    is_low_open = is_high_open = False
    end = number.end_i
    kind, begin = _qualifier(tokens, start)
    if not kind:
        kind, end = _trailing(tokens, end)
    if kind == "at least":
        high = math.inf
    elif kind == "more than":
        high, is_low_open = math.inf, True
    elif kind == "at most":
        low = 0.0
    elif kind == "less than":
        low, is_high_open = 0.0, True
    elif kind == "about" and not number.is_vague:
        low, high = low * (1 - NEAR), high * (1 + NEAR)
    elif kind == "nearly" and not number.is_vague:
        low, is_high_open = low * (1 - NEAR), True
    return Amount(
        low, high, begin, at, end, is_low_open, is_high_open, number.is_part, number.has_scale
    )


def _qualifier(tokens: tuple[Token, ...], start: int) -> tuple[str, int]:
    """Return the kind of bound that stands before token `start`, and where its words begin."""
    found: tuple[int, str] = (0, "")
    rows = (
        ("at least", AT_LEAST),
        ("more than", MORE_THAN),
        ("at most", AT_MOST),
        ("less than", LESS_THAN),
        ("about", ABOUT),
        ("nearly", NEARLY),
    )
    for kind, phrases in rows:
        for phrase in phrases:
            n = len(phrase.split())
            if phrase == "over" and start > 1 and tokens[start - 2].low in _EXTENDING:
                continue  # "spread over 30 hectares" says how far, not at least how far
            if n > found[0] and says_before(tokens, start, phrase):
                found = (n, kind)
    return found[1], start - found[0]


def _trailing(tokens: tuple[Token, ...], end: int) -> tuple[str, int]:
    """Return the bound that stands after a number: "12 or more", "12-plus", "12 or so"."""
    for words, kind in (
        ("or more", "at least"),
        ("and more", "at least"),
        ("or fewer", "at most"),
        ("or less", "at most"),
        ("or so", "about"),
        ("- plus", "at least"),
        ("plus", "at least"),
        ("+", "at least"),
        ("- odd", "about"),
        ("- ish", "about"),
    ):
        if says(tokens, end, words):
            return kind, end + len(words.split())
    return "", end
