"""Figures at odds: one row for each statement that puts a number forward, with its bounds, by date and source."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from analysis.contrast.figure import Figure
from analysis.contrast.figures import find_figures
from analysis.contrast.units import MEASURES
from claims.contrast.columns import ClaimColumn, Contrast
from claims.contrast.said import Said
from claims.contrast.scales import LinearScale, Tick, linear_scale, number
from claims.contrast.timeline import AXIS, MARGIN, WIDE, Size
from claims.models import Question
from claims.models.question import Stance

ROW, TEXT = 46.0, 18.0
N_POINTS = 20


@dataclass(frozen=True, slots=True)
class Bounds:
    """The bounds of a figure in the question's unit; an open end is infinite."""

    low: float
    high: float
    words: str

    @property
    def label(self) -> str:
        """The bounds, for people to read."""
        if self.low == self.high:
            return number(self.low)
        if math.isinf(self.high):
            return f"≥ {number(self.low)}"
        if self.low == 0:
            return f"≤ {number(self.high)}"
        return f"{number(self.low)}–{number(self.high)}"


@dataclass(frozen=True, slots=True)
class Point:
    """A figure that somebody put forward.

    `is_from_words` tells whether it was read from the words; else it is the answer of the claim that an editor
    linked them to.
    """

    said: Said
    letter: str
    bounds: Bounds
    is_from_words: bool


@dataclass(frozen=True, slots=True)
class Dot:
    """A point with its place; `x0` to `x1` is its range, `is_open` if nothing bounds it above."""

    point: Point
    y: float
    x: float
    x0: float
    x1: float
    is_open: bool

    @property
    def text_y(self) -> float:
        """The height of the words above it."""
        return self.y - 12

    @property
    def has_range(self) -> bool:
        """Whether it is more than one value."""
        return self.is_open or self.x1 > self.x0


@dataclass(frozen=True, slots=True)
class DotPlot:
    """All of it, ready to draw."""

    size: Size
    height: float
    ticks: tuple[Tick, ...]
    dots: tuple[Dot, ...]
    n_more: int

    @property
    def axis_y(self) -> float:
        """The height of the axis."""
        return self.height - AXIS


def read_points(contrast: Contrast) -> tuple[Point, ...]:
    """Return the figures put forward on a question that asks for a number, oldest first; none on others."""
    read = _Reader(contrast)
    found = [point for column, one in read.asserted if (point := read.point(column, one))]
    return tuple(_without_repeats(found))


def find_latest(contrast: Contrast) -> Point | None:
    """Return the last of `read_points`, without reading them all."""
    read = _Reader(contrast)
    while read.asserted:
        column, one = read.asserted.pop()
        point = read.point(column, one)
        if point and not any(
            _key(point) == _key(earlier)
            for _column, other in read.asserted
            if other.claim_id == one.claim_id
            and (other.holder_key, other.origin_id) == (one.holder_key, one.origin_id)
            and (earlier := read.point(column, other))
        ):
            return point
    return None


class _Reader:
    """What is asserted on a question that asks for a number, oldest first, and how its figures are read."""

    def __init__(self, contrast: Contrast) -> None:
        self.asserted: list[tuple[ClaimColumn, Said]] = []
        self.unit = _unit_of(contrast.question.unit)
        self.answers = {c.letter: find_figures(c.claim.answer)[:1] for c in contrast.columns}
        if contrast.question.answer_kind == Question.AnswerKind.NUMBER:
            pairs = ((column, one) for column in contrast.columns for one in column.said)
            kept = (pair for pair in pairs if pair[1].stance == Stance.ASSERTS)
            self.asserted = sorted(kept, key=lambda pair: pair[1].order)

    def point(self, column: ClaimColumn, one: Said) -> Point | None:
        """Return the figure that a statement puts forward, else that of its claim; None where neither has one."""
        answers = [_bounds(f, self.unit, column.claim.answer) for f in self.answers[column.letter]]
        found = (f for f in find_figures(one.words) if _counts_as(f, self.unit))
        fitting = [_bounds(f, self.unit, one.words) for f in found]
        if answers:
            fitting = [bounds for bounds in fitting if _overlap(bounds, answers[0])]
        if fitting:
            return Point(one, column.letter, fitting[0], is_from_words=True)
        return Point(one, column.letter, answers[0], is_from_words=False) if answers else None


def draw_dots(points: tuple[Point, ...], size: Size = WIDE) -> DotPlot | None:
    """Return the dot plot at `size`, the newest `N_POINTS` of them, or None without a figure."""
    if not points:
        return None
    shown = points[-N_POINTS:]
    ends = [end for p in shown for end in (p.bounds.low, p.bounds.high)]
    scale = linear_scale(ends, MARGIN, size.width - MARGIN)
    dots = tuple(_dot(point, 34 + i * ROW, scale) for i, point in enumerate(shown))
    height = 34 + len(shown) * ROW - TEXT + AXIS
    return DotPlot(size, height, scale.ticks(size.n_ticks), dots, len(points) - len(shown))


def _dot(point: Point, y: float, scale: LinearScale) -> Dot:
    low, high = point.bounds.low, point.bounds.high
    is_open = math.isinf(high)
    middle = low if is_open else (low + high) / 2
    at_most = low == 0 < high
    x = scale.x(high if at_most else middle)
    return Dot(point, y, x, scale.x(low), scale.x(scale.high if is_open else high), is_open)


def _without_repeats(points: Iterable[Point]) -> list[Point]:
    """One row for the same figure by the same speaker from the same origin."""
    seen: set[tuple[object, ...]] = set()
    kept = []
    for point in points:
        if _key(point) not in seen:
            seen.add(_key(point))
            kept.append(point)
    return kept


def _key(point: Point) -> tuple[object, ...]:
    one = point.said
    return one.holder_key, one.origin_id, one.claim_id, point.bounds.low, point.bounds.high


def _unit_of(unit: str) -> Figure | None:
    """Return a figure in the unit of the question, or None if it names none."""
    return next(iter(find_figures(f"10 {unit}")), None) if unit else None


def _counts_as(figure: Figure, unit: Figure | None) -> bool:
    if figure.moment is not None:
        return False
    if unit is None or (figure.dimension == "count" and not figure.unit):
        return figure.high > 0
    if unit.dimension == "count":
        return figure.dimension == "count" and (figure.unit == unit.unit or not unit.unit)
    return figure.dimension == unit.dimension


def _bounds(figure: Figure, unit: Figure | None, text: str) -> Bounds:
    """Return the bounds in the unit that the question names, measures converted back from their base."""
    factor = 1.0
    if unit is not None and figure.dimension == unit.dimension and unit.written in MEASURES:
        factor = MEASURES[unit.written].factor
    return Bounds(_plain(figure.low / factor), _plain(figure.high / factor), figure.words(text))


def _plain(value: float) -> float:
    return value if math.isinf(value) else round(value, 6)


def _overlap(one: Bounds, other: Bounds) -> bool:
    return one.low <= other.high and other.low <= one.high
