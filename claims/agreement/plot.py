"""Agreement week by week as a picture: kappa with its interval, and F1 of source, cue and content, each its own shape."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claims.agreement.reading import Row
from claims.contrast.scales import Tick

WIDTH, HEIGHT = 760.0, 400.0
LEFT, RIGHT, TOP, BOTTOM = 56.0, 24.0, 18.0, 64.0
LEAST_STEP = 46.0  # between two labels of weeks
SHAPES = {"source": "M-6 -6H6V6H-6Z", "cue": "M0 -7L7 6H-7Z", "content": "M0 -8L8 0L0 8L-8 0Z"}
ASIDE = {"source": -2, "cue": 1, "content": 2}  # so that marks of one week do not cover each other
DASHES = {"source": "2 4", "cue": "8 4", "content": "12 3 2 3"}


@dataclass(frozen=True, slots=True)
class Point:
    """One week's kappa with its place; `low` and `high` are the ends of its interval, both `y` where there is none."""

    row: Row
    x: float
    y: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Mark:
    """One week's F1 with its place."""

    row: Row
    x: float
    y: float
    f1: float


@dataclass(frozen=True, slots=True)
class Line:
    """F1 of one role through the weeks: `path` joins its marks, `shape` draws each."""

    role: str
    shape: str
    dash: str
    path: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Plot:
    """The plot, ready to draw."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    zero: float
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    path: str
    points: tuple[Point, ...]
    lines: tuple[Line, ...]


def draw_weeks(rows: Sequence[Row]) -> Plot | None:
    """Return the plot of the weeks with enough readings; None without any. The axis reaches below 0 where kappa does."""
    shown = [row for row in rows if row.kappa.is_enough]
    if not shown:
        return None
    lows = [row.kappa.bounds[0] for row in shown if row.kappa.bounds]
    floor = -1.0 if min(lows, default=0.0) < -0.5 else -0.5 if min(lows, default=0.0) < 0 else 0.0
    scale = _Scale(len(shown), floor)
    points = tuple(
        Point(row, scale.x(i), scale.y(kappa), *map(scale.y, row.kappa.bounds or (kappa, kappa)))
        for i, row in enumerate(shown)
        if (kappa := row.kappa.value) is not None
    )
    every = max(1, round(LEAST_STEP / scale.step))
    labels = [(i, row) for i, row in enumerate(shown) if (len(shown) - 1 - i) % every == 0]
    values = [floor + i * 0.25 for i in range(round((1 - floor) / 0.25) + 1)]
    return Plot(
        width=WIDTH,
        height=HEIGHT,
        left=LEFT,
        right=WIDTH - RIGHT,
        top=TOP,
        bottom=HEIGHT - BOTTOM,
        zero=scale.y(0.0),
        across=tuple(Tick(scale.x(i), row.label) for i, row in labels),
        up=tuple(Tick(scale.y(value), f"{value:.2f}") for value in values),
        path=_path(points),
        points=points,
        lines=tuple(_line(role, shown, scale) for role in SHAPES),
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    n: int
    floor: float

    @property
    def step(self) -> float:
        return (WIDTH - LEFT - RIGHT) / self.n

    def x(self, i: int, aside: int = 0) -> float:
        return round(LEFT + (i + 0.5) * self.step + aside * min(16.0, self.step / 6), 1)

    def y(self, value: float) -> float:
        share = (value - self.floor) / (1 - self.floor)
        return round(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM), 1)


def _line(role: str, rows: Sequence[Row], scale: _Scale) -> Line:
    marks = tuple(
        Mark(row, scale.x(i, ASIDE[role]), scale.y(f1), f1)
        for i, row in enumerate(rows)
        if row.are_words_enough and (f1 := getattr(row, role).f1) is not None
    )
    return Line(role, SHAPES[role], DASHES[role], _path(marks), marks)


def _path(points: Sequence[Point | Mark]) -> str:
    return "M" + "L".join(f"{point.x} {point.y}" for point in points) if len(points) > 1 else ""
