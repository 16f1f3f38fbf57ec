"""Numbers written out in digits or in words: "1,200", "3.5 million", "one hundred and twelve", "two and a half"."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.contrast.number_words import GLUED_SCALES, ONES, SCALES, TENS
from analysis.contrast.tokens import Token, says
from analysis.contrast.words import word_set

_COUNTED_IN_MILLIONS = word_set(
    "people voters children users dollars euros pounds tonnes barrels homes jobs workers"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number or a vague amount as bounds, the token after it, and how it was written."""

    low: float
    high: float
    end_i: int
    is_part: bool = False
    has_scale: bool = False
    is_vague: bool = False


def find_digits(tokens: tuple[Token, ...], at: int) -> Number | None:
    """Return the number in digits that begins at token `at`, with the scales behind it, or None."""
    if at >= len(tokens) or not tokens[at].is_number or ":" in tokens[at].text:
        return None
    value = float(tokens[at].text.replace(",", ""))
    end, has_scale = at + 1, False
    while end < len(tokens) and _is_scale(tokens, end):
        name = tokens[end].low
        value *= SCALES.get(name) or 1e6
        end, has_scale = end + 1, True
    return Number(value, value, end, has_scale=has_scale)


def _is_scale(tokens: tuple[Token, ...], at: int) -> bool:
    """Tell whether a word multiplies the number before it; a lone "m" does so after money only."""
    low = tokens[at].low
    is_glued = tokens[at].start == tokens[at - 1].end
    if low == "m":
        after = tokens[at + 1].low if at + 1 < len(tokens) else ""
        is_money = at >= 2 and tokens[at - 2].text in {"$", "€", "£", "¥"}
        return is_glued and (is_money or after in _COUNTED_IN_MILLIONS)
    if low in GLUED_SCALES:
        return low != "k" or is_glued
    return low in SCALES


def find_words(tokens: tuple[Token, ...], at: int) -> Number | None:
    """Read "one hundred and twelve", "half a million", "a dozen", "two and a half"."""
    if says(tokens, at, "half a") and at + 2 < len(tokens) and tokens[at + 2].low in SCALES:
        value = SCALES[tokens[at + 2].low] / 2
        return Number(value, value, at + 3, has_scale=True)
    if says(tokens, at, "half an hour"):
        return Number(0.5, 0.5, at + 2)
    has_article = tokens[at].low in {"a", "an"} if at < len(tokens) else False
    if has_article and (at + 1 >= len(tokens) or tokens[at + 1].low not in SCALES):
        return None
    return _add_up(tokens, at + has_article, 1.0 if has_article else 0.0)


def _add_up(tokens: tuple[Token, ...], start: int, group: float) -> Number | None:
    """Add up number words: `group` is the part since the last thousand or million."""
    total, i, has_scale = 0.0, start, False
    while i < len(tokens):
        low = tokens[i].low
        if low in ONES or low in TENS:
            group += ONES.get(low, 0) or TENS.get(low, 0)
        elif low in SCALES and low not in GLUED_SCALES and (i > start or group):
            has_scale, scale = True, SCALES[low]
            is_small = scale in {12.0, 100.0}
            total, group = (
                (total, (group or 1) * scale) if is_small else (total + (group or 1) * scale, 0.0)
            )
        elif not _links_words(tokens, i, start):
            break
        i += 1
    if i == start:
        return None
    value = total + group
    if says(tokens, i, "and a half"):
        value, i = value + 0.5, i + 3
        if i < len(tokens) and tokens[i].low in SCALES and tokens[i].low not in GLUED_SCALES:
            value, i, has_scale = value * SCALES[tokens[i].low], i + 1, True
    return Number(value, value, i, has_scale=has_scale)


def _links_words(tokens: tuple[Token, ...], at: int, start: int) -> bool:
    """Tell whether "and" or a hyphen stands inside one number: "hundred and two", "forty-two"."""
    if at == start or at + 1 >= len(tokens):
        return False
    before, after = tokens[at - 1].low, tokens[at + 1].low
    small = after in ONES or after in TENS
    if tokens[at].low == "and":
        return small and before in {"hundred", "thousand", "million"}
    return tokens[at].text == "-" and before in TENS and after in ONES
