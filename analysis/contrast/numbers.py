"""Numbers as news writes them: "1,200", "two dozen", "half a million", "a third", "dozens"."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.contrast.changes import find_multiple
from analysis.contrast.number_words import (
    DECADES,
    GLUED_SCALES,
    NOTHING,
    ONES,
    PARTS,
    SCALES,
    TENS,
    VAGUE,
)
from analysis.contrast.roundabout import excepted, in_whole, is_once, nth_unit
from analysis.contrast.tokens import Token, says
from analysis.contrast.units import MEASURES
from analysis.contrast.words import word_set

_VAGUE_BY_FIRST = {
    first: [(words, bounds) for words, bounds in VAGUE.items() if words.split()[0] == first]
    for first in {words.split()[0] for words in VAGUE}
}
_COUNTED_IN_MILLIONS = word_set(
    "people voters children users dollars euros pounds tonnes barrels homes jobs workers"
)
_NOT_ZERO = word_set("more less fewer longer doubt way sign evidence matter such reason")


@dataclass(frozen=True, slots=True)
class Number:
    """A number or a vague amount as bounds, the token after it, and how it was written."""

    low: float
    high: float
    end_i: int
    is_part: bool = False
    has_scale: bool = False
    is_vague: bool = False


def find_number(tokens: tuple[Token, ...], at: int) -> Number | None:
    """Return the number that begins at token `at`, or None."""
    if at >= len(tokens):
        return None
    return (
        _find_nth(tokens, at)
        or _find_exception(tokens, at)
        or _find_one(tokens, at)
        or _find_single(tokens, at)
        or _find_decade(tokens, at)
        or _find_change(tokens, at)
        or _find_vague(tokens, at)
        or _find_part(tokens, at)
        or _find_digits(tokens, at)
        or _find_words(tokens, at)
        or _find_nothing(tokens, at)
    )


def _find_nth(tokens: tuple[Token, ...], at: int) -> Number | None:
    """Read "its ninth day" as more than eight days and not more than nine."""
    nth = nth_unit(tokens, at)
    if not nth:
        return None
    return Number(nth - 1, nth, at + 1 + tokens[at].is_number, is_vague=True)


def _find_exception(tokens: tuple[Token, ...], at: int) -> Number | None:
    """Read "all but three of the 20" as 17."""
    whole_at = excepted(tokens, at)
    if not whole_at:
        return None
    part = _find_digits(tokens, at) or _find_words(tokens, at)
    whole = _find_digits(tokens, whole_at) or _find_words(tokens, whole_at)
    if part is None or whole is None or part.low >= whole.low:
        return None
    return Number(whole.low - part.low, whole.low - part.low, whole.end_i)


def _find_one(tokens: tuple[Token, ...], at: int) -> Number | None:
    """Read "for an hour" and "half a year": an article before a unit of time, after a small word."""
    if tokens[at].low in {"twice", "thrice"} and not says(tokens, at + 1, "as"):
        times = 2 if tokens[at].low == "twice" else 3
        return Number(times, times, at + 1)
    if is_once(tokens, at):
        return Number(1, 1, at + 1)
    if tokens[at].low == "once" and any(says(tokens, at + 1, w) for w in ("a", "per", "every")):
        return Number(1, 1, at + 1)
    if says(tokens, at, "half a") and at + 2 < len(tokens) and _is_unit(tokens[at + 2].low):
        return Number(0.5, 0.5, at + 2)
    if tokens[at].low not in {"a", "an"} or at + 1 >= len(tokens):
        return None
    before = tokens[at - 1].low if at else ""
    after = tokens[at + 2].low if at + 2 < len(tokens) else ""
    if tokens[at + 1].low in _TIMES and (before in _BEFORE_ONE or after in _AFTER_ONE):
        return Number(1, 1, at + 1)
    return None


def _is_unit(low: str) -> bool:
    return low in _TIMES or low in MEASURES or low in {"percentage", "percent", "per"}


_TIMES = word_set("second minute hour day night week fortnight month year decade century")
_AFTER_ONE = word_set("after before later earlier ago long and")
_BEFORE_ONE = word_set(
    "by for after within in took take takes last lasted lasts lasting least than over about nearly "
    "almost only just under spent spend and"
)


def _find_change(tokens: tuple[Token, ...], at: int) -> Number | None:
    """Read "doubled", "10-fold" and "three times as much" as a share."""
    times = _find_times(tokens, at)
    if times:
        return times
    found = find_multiple(tokens, at)
    return Number(found[0], found[0], found[1], is_part=True) if found else None


def _find_times(tokens: tuple[Token, ...], at: int) -> Number | None:
    low, end = tokens[at].low, at + 2
    factor = 2.0 if low == "twice" else float(ONES.get(low, 0))
    if low.isdecimal():
        factor = float(low)
    if low == "twice":
        end = at + 1
    elif not factor or not says(tokens, at + 1, "times"):
        return None
    if end >= len(tokens) or tokens[end].low not in _THAN:
        return None
    share = 100 * (factor - 1)
    return Number(share, share, end, is_part=True)


_THAN = word_set("as more higher larger bigger greater")


def _find_vague(tokens: tuple[Token, ...], at: int) -> Number | None:
    for words, (low, high) in _VAGUE_BY_FIRST.get(tokens[at].low, ()):
        if says(tokens, at, words):
            end = at + len(words.split())
            has_of = end < len(tokens) and tokens[end].low == "of"
            return Number(low, high, end + has_of, is_vague=low != high)
    return None


def _find_nothing(tokens: tuple[Token, ...], at: int) -> Number | None:
    if tokens[at].low not in {"no", "nobody", "none", "not"}:
        return None
    for words in NOTHING:
        end = at + len(words.split())
        if not says(tokens, at, words) or end >= len(tokens):
            continue
        if tokens[end].low in _NOT_ZERO or (words == "no" and not tokens[end].is_word):
            return None
        return Number(0, 0, end + (tokens[end].low == "of"))
    return None


def _find_part(tokens: tuple[Token, ...], at: int) -> Number | None:
    """Read "a third of", "two-thirds", "half of", "one in five"."""
    low = tokens[at].low
    beside = in_whole(tokens, at)
    whole = (_find_digits(tokens, beside) or _find_words(tokens, beside)) if beside else None
    if whole and 0 < ONES[low] < whole.low <= 1000 and not _is_unit(tokens[at + 1].low):
        share = 100 * ONES[low] / whole.low
        return Number(share, share, whole.end_i, is_part=True)
    count = ONES.get(low, 0) or (1 if low in {"a", "an"} else 0)
    if not count and tokens[at].is_number and len(tokens[at].text) <= 2:
        count = int(float(tokens[at].text.replace(":", ".")))
    if count and (says(tokens, at + 1, "in") or says(tokens, at + 1, "out of")):
        after = at + (2 if tokens[at + 1].low == "in" else 3)
        whole = _find_digits(tokens, after) or _find_words(tokens, after)
        if whole and count < whole.low <= 1000 and _may_be_share(tokens, whole.end_i):
            share = 100 * count / whole.low
            return Number(share, share, whole.end_i, is_part=True)
    if low == "half" and _is_half_of(tokens, at + 1):
        return Number(50, 50, at + 1, is_part=True)
    after = at + 1 + (at + 1 < len(tokens) and tokens[at + 1].text == "-")
    name = tokens[after].low if after < len(tokens) else ""
    part = PARTS.get(name) or PARTS.get(name.removesuffix("s"))
    of = after + 1 < len(tokens) and tokens[after + 1].low in _AFTER_PART
    of = of or (at > 0 and tokens[at - 1].low in {"by", "to"} and low in {"a", "one"})
    if count and part and _is_part_of_unit(tokens, after + 1):
        return Number(count * part, count * part, after + 3)
    if count and part and name != "half" and (of or count > 1):
        share = 100 * count * part
        return Number(share, share, after + 1, is_part=True)
    return None


def _is_part_of_unit(tokens: tuple[Token, ...], at: int) -> bool:
    """Tell "a quarter of a percentage point" and "of an hour" from "a quarter of the voters"."""
    is_of = says(tokens, at, "of a") or says(tokens, at, "of an")
    return is_of and at + 2 < len(tokens) and _is_unit(tokens[at + 2].low)


_AFTER_PART = word_set("of said are were full empty complete finished done smaller larger cheaper")


def _may_be_share(tokens: tuple[Token, ...], at: int) -> bool:
    """Tell "one in five people" from "one in 2019"."""
    return at < len(tokens) and tokens[at].is_word


def _is_half_of(tokens: tuple[Token, ...], at: int) -> bool:
    return any(
        says(tokens, at, words) for words in ("of", "the", "its", "their", "all", "full", "empty")
    )


def _find_digits(tokens: tuple[Token, ...], at: int) -> Number | None:
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


def _find_single(tokens: tuple[Token, ...], at: int) -> Number | None:
    """Read "a single house" as one, and leave "a single currency" alone."""
    if not says(tokens, at, "a single") or at + 2 >= len(tokens):
        return None
    return Number(1, 1, at + 2) if tokens[at + 2].low not in _SINGULAR else None


_SINGULAR = word_set("mother father parent market currency file track handed malt payer mum dad")


def _find_decade(tokens: tuple[Token, ...], at: int) -> Number | None:
    """Read "in his forties" and "in her 40s" as the years of that decade of a life."""
    if not at or tokens[at - 1].low not in {"his", "her", "their"}:
        return None
    low = tokens[at].low
    if low in DECADES:
        return Number(DECADES[low], DECADES[low] + 9, at + 1, is_vague=True)
    if low.isdecimal() and len(low) == 2 and low[1] == "0" and says(tokens, at + 1, "s"):
        return Number(float(low), float(low) + 9, at + 2, is_vague=True)
    return None


def _find_words(tokens: tuple[Token, ...], at: int) -> Number | None:
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
