"""Numbers as news writes them: "1,200", "two dozen", "half a million", "a third", "dozens"."""

from __future__ import annotations

from analysis.contrast.changes import find_multiple
from analysis.contrast.number_words import (
    DECADES,
    NOTHING,
    ONES,
    PARTS,
    VAGUE,
)
from analysis.contrast.roundabout import excepted, in_whole, is_once, nth_unit
from analysis.contrast.tokens import Token, says
from analysis.contrast.units import MEASURES
from analysis.contrast.words import word_set
from analysis.contrast.written_numbers import Number, find_digits, find_words

_VAGUE_BY_FIRST = {
    first: [(words, bounds) for words, bounds in VAGUE.items() if words.split()[0] == first]
    for first in {words.split()[0] for words in VAGUE}
}
_NOT_ZERO = word_set("more less fewer longer doubt way sign evidence matter such reason")


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
        or find_digits(tokens, at)
        or find_words(tokens, at)
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
    part = find_digits(tokens, at) or find_words(tokens, at)
    whole = find_digits(tokens, whole_at) or find_words(tokens, whole_at)
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
    whole = (find_digits(tokens, beside) or find_words(tokens, beside)) if beside else None
    if whole and 0 < ONES[low] < whole.low <= 1000 and not _is_unit(tokens[at + 1].low):
        share = 100 * ONES[low] / whole.low
        return Number(share, share, whole.end_i, is_part=True)
    count = ONES.get(low, 0) or (1 if low in {"a", "an"} else 0)
    if not count and tokens[at].is_number and len(tokens[at].text) <= 2:
        count = int(float(tokens[at].text.replace(":", ".")))
    if count and (says(tokens, at + 1, "in") or says(tokens, at + 1, "out of")):
        after = at + (2 if tokens[at + 1].low == "in" else 3)
        whole = find_digits(tokens, after) or find_words(tokens, after)
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
