"""Counts that belong together: "three policemen and two civilians" are five people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from analysis.contrast.amounts import Amount
from analysis.contrast.figure import Figure
from analysis.contrast.nouns import PEOPLE, SAME, STOPS, is_plural, singular
from analysis.contrast.speakers import nations
from analysis.contrast.tallies import KINDS
from analysis.contrast.tokens import Token
from analysis.contrast.words import word_set

Read = tuple[Amount, Figure]
_LINKS = frozenset({",", "and", "plus", "&"})
_MAX_PHRASE = 5
_MORE = word_set("more others other")
_FURTHER = word_set("another further additional")
_MAX_APART = 14
_TRADES = word_set(
    "cook chef baker butcher clerk monk priest nun bishop imam rabbi judge aide mayor nurse medic "
    "guard pilot king queen prince boy girl man woman child baby toddler infant teenager student "
    "civilian soldier doctor lawyer mechanic technician bystander accomplice relative aunt uncle "
    "brother sister son daughter mother father wife husband cousin friend colleague guide"
)


_PERSONS = PEOPLE | _TRADES | {"person"}


def add_sums(tokens: tuple[Token, ...], read: list[Read]) -> list[Figure]:
    """Return the figures with the sums of people counted side by side, each before its parts.

    Of "five died at once and another two later" only the sum is kept: the parts are no rivals of it.
    """
    kept: list[Figure] = []
    at = 0
    while at < len(read):
        run = list(_find_run(tokens, read, at))
        total = _sum(tokens, run) if len(run) > 1 else None
        if total is None:
            kept.append(read[at][1])
            at += 1
            continue
        kept.append(total)
        if not _is_further(tokens, run[-1][0]):
            kept += [_in_kind(figure, total.unit) for _, figure in run]
        at += len(run)
    return kept


def _find_run(tokens: tuple[Token, ...], read: list[Read], at: int) -> Iterator[Read]:
    yield read[at]
    while at + 1 < len(read) and _belong(tokens, read[at], read[at + 1]):
        at += 1
        yield read[at]


def _belong(tokens: tuple[Token, ...], one: Read, other: Read) -> bool:
    if not all(_counts_people(figure) for _, figure in (one, other)):
        return False
    between = tokens[one[0].end_i : other[0].start_i]
    if _is_further(tokens, other[0]):
        is_near = len(between) <= _MAX_APART and not any(t.text in {".", ";"} for t in between)
        return is_near and other[1].unit in {one[1].unit, "", "person"} | _FREE
    words = [token.low for token in between]
    if not words or words[-1] not in _LINKS:
        return False
    phrase = [word for word in words if word not in _LINKS]
    if not phrase or len(phrase) > _MAX_PHRASE or set(phrase) & STOPS:
        return False
    kinds = {figure.unit for _, figure in (one, other) if figure.unit in KINDS}
    return len(kinds) < 2 and not set(phrase) & _OTHER_KINDS


_FREE = frozenset({"other"})
_OTHER_KINDS = word_set("dead injured wounded missing hurt killed arrested detained")


def _is_further(tokens: tuple[Token, ...], amount: Amount) -> bool:
    before = tokens[amount.start_i - 1].low if amount.start_i else ""
    after = tokens[amount.end_i].low if amount.end_i < len(tokens) else ""
    return before in _FURTHER or after in _MORE


def _counts_people(figure: Figure) -> bool:
    if figure.dimension != "count" or figure.period:
        return False
    nouns = {figure.unit, figure.of} - {""}
    return figure.unit in KINDS or any(noun in _PERSONS or noun in nations() for noun in nouns)


def _sum(tokens: tuple[Token, ...], run: list[Read]) -> Figure:
    figures = [figure for _, figure in run]
    kind = next((figure.unit for figure in figures if figure.unit in KINDS), "")
    return replace(
        figures[0],
        end=figures[-1].end,
        low=sum(figure.low for figure in figures),
        high=sum(figure.high for figure in figures),
        unit=kind or "person",
        of="person" if kind else "",
        is_low_open=any(figure.is_low_open for figure in figures),
        is_high_open=any(figure.is_high_open for figure in figures),
    )


def _in_kind(figure: Figure, kind: str) -> Figure:
    if kind not in KINDS or figure.unit in KINDS:
        return figure
    return replace(figure, unit=kind, of=figure.unit)


def find_ones(tokens: tuple[Token, ...], taken: frozenset[int]) -> Iterator[Amount]:
    """Return "a driver" of "two guards and a driver" as an amount: one person beside a number."""
    for at, token in enumerate(tokens[:-1]):
        if token.low not in _ONE or at in taken:
            continue
        end = at + 1
        while (
            end < min(len(tokens), at + 4) and tokens[end].is_word and tokens[end].low not in STOPS
        ):
            end += 1
        noun = singular(tokens[end - 1].low)
        is_person = tokens[end - 1].is_capital or SAME.get(noun, noun) in _PERSONS
        if end == at + 1 or is_plural(tokens[end - 1].low) or not is_person:
            continue
        if _is_beside(tokens, at, end, taken):
            yield Amount(1, 1, at, at, at + 1)


_ONE = word_set("a an the his her their its")


def _is_beside(tokens: tuple[Token, ...], at: int, end: int, taken: frozenset[int]) -> bool:
    """Tell whether a link joins the words to other counted people in the same list."""
    before = at and tokens[at - 1].low in _LINKS
    if before and any(n in taken for n in range(max(0, at - 12), at)):
        return True
    after = end < len(tokens) and tokens[end].low in _LINKS
    return bool(after and any(n in taken for n in range(end + 1, min(len(tokens), end + 3))))
