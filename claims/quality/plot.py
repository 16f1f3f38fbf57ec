"""The calibration plot: of what was given this confidence, so many were accepted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claims.contrast.scales import Tick
from claims.quality.reading import Row

WIDTH, HEIGHT = 560.0, 440.0
LEFT, RIGHT, TOP, BOTTOM = 64.0, 20.0, 16.0, 56.0
N_TICKS = 5
SMALLEST, LARGEST = 4.0, 13.0


@dataclass(frozen=True, slots=True)
class Point:
    """A tenth of the confidences with its place; `low` and `high` are the ends of its interval."""

    row: Row
    x: float
    y: float
    low: float
    high: float
    radius: float


@dataclass(frozen=True, slots=True)
class Plot:
    """The plot, ready to draw; the diagonal is where said and done agree."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    points: tuple[Point, ...]

    @property
    def middle_x(self) -> float:
        """The middle of the horizontal axis."""
        return (self.left + self.right) / 2

    @property
    def middle_y(self) -> float:
        """The middle of the vertical axis."""
        return (self.top + self.bottom) / 2


def draw_calibration(rows: Sequence[Row]) -> Plot | None:
    """Return the plot of the tenths that have decisions, the area of a point after their number; None without any."""
    most = max((row.accepted.n for row in rows), default=0)
    if not most:
        return None
    ticks = [(i / N_TICKS, f"{i / N_TICKS:.1f}", f"{100 * i // N_TICKS} %") for i in range(6)]
    return Plot(
        width=WIDTH,
        height=HEIGHT,
        left=_x(0),
        right=_x(1),
        top=_y(1),
        bottom=_y(0),
        across=tuple(Tick(_x(at), label) for at, label, _percent in ticks),
        up=tuple(Tick(_y(at), percent) for at, _label, percent in ticks),
        points=tuple(
            Point(
                row=row,
                x=_x(row.said),
                y=_y(row.accepted.share),
                low=_y(row.accepted.bounds[0]),
                high=_y(row.accepted.bounds[1]),
                radius=round(max(SMALLEST, LARGEST * (row.accepted.n / most) ** 0.5), 1),
            )
            for row in rows
        ),
    )


def _x(share: float) -> float:
    return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)


def _y(share: float) -> float:
    return round(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM), 1)
