"""The timeline: one lane for each claim, one mark for each statement, the shape of the mark its stance."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from claims.contrast.columns import ClaimColumn, Contrast
from claims.contrast.said import Said
from claims.contrast.scales import Tick, TimeScale, time_scale

# Drawing units. A mark is 12 wide; its place in the row is wide enough to be hit by a thumb.
ROW, LINE, AXIS, MARGIN = 28.0, 17.0, 26.0, 16.0
CHARACTER = 7.2
N_ROWS, N_LINES = 6, 2
CROWD = 40


@dataclass(frozen=True, slots=True)
class Size:
    """A variant of a plot: its name, its width and how many ticks have room."""

    name: str
    width: float
    n_ticks: int


WIDE, NARROW = Size("wide", 1100, 12), Size("narrow", 380, 4)


@dataclass(frozen=True, slots=True)
class Mark:
    """One statement at a place, or `n` statements of one stance that share it, the first of them named."""

    x: float
    y: float
    said: Said
    letter: str
    n: int = 1

    @property
    def stamp_ms(self) -> int:
        """The moment, for scripts."""
        return int(self.said.at.timestamp() * 1000)


@dataclass(frozen=True, slots=True)
class Label:
    """One line of words at a height."""

    y: float
    words: str


@dataclass(frozen=True, slots=True)
class Lane:
    """One claim's band."""

    column: ClaimColumn
    top: float
    height: float
    labels: tuple[Label, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """All of it, ready to draw."""

    size: Size
    height: float
    scale: TimeScale
    ticks: tuple[Tick, ...]
    lanes: tuple[Lane, ...]

    @property
    def axis_y(self) -> float:
        """The height of the axis."""
        return self.height - AXIS

    @property
    def start_ms(self) -> int:
        """The left edge, for scripts."""
        return int(self.scale.start.timestamp() * 1000)

    @property
    def end_ms(self) -> int:
        """The right edge, for scripts."""
        return int(self.scale.end.timestamp() * 1000)


def draw_timeline(contrast: Contrast, size: Size = WIDE) -> Timeline | None:
    """Return the timeline at `size`, or None if nothing was said."""
    if not contrast.said:
        return None
    scale = time_scale((one.at for one in contrast.said), MARGIN, size.width - MARGIN)
    lanes: list[Lane] = []
    top = 4.0
    for column in contrast.columns:
        lane = _lane(column, scale, size, top)
        lanes.append(lane)
        top += lane.height
    return Timeline(size, top + AXIS, scale, scale.ticks(size.n_ticks), tuple(lanes))


def _lane(column: ClaimColumn, scale: TimeScale, size: Size, top: float) -> Lane:
    lines = wrap_label(f"{column.letter}  {column.claim.text}", size.width)
    labels = tuple(Label(top + 16 + i * LINE, words) for i, words in enumerate(lines))
    first_y = top + 10 + len(lines) * LINE + ROW / 2
    places = place_marks([(scale.x(s.at), s) for s in column.said])
    marks = tuple(Mark(x, first_y + row * ROW, one, column.letter, n) for x, row, one, n in places)
    n_rows = 1 + max((row for _x, row, _one, _n in places), default=0)
    return Lane(column, top, 18 + len(lines) * LINE + n_rows * ROW, labels, marks)


def wrap_label(words: str, width: float) -> list[str]:
    """Return `words` in at most two lines of `width`, the rest shown by an ellipsis."""
    n = int((width - 2 * MARGIN) / CHARACTER)
    return textwrap.wrap(words, n, max_lines=N_LINES, placeholder=" …") or [""]


def place_marks(points: Sequence[tuple[float, Said]]) -> list[tuple[float, int, Said, int]]:
    """Return `(x, row, statement, n)`, so that no two marks lie on each other.

    Each takes the first row with room. Where a lane is crowded, or the rows run out, statements of one stance
    in one place share a mark that counts them.
    """
    if len(points) > CROWD:
        return _place(_shared(points))
    placed = _place([(x, one, 1) for x, one in points])
    return placed if all(row < N_ROWS for _x, row, _one, _n in placed) else _place(_shared(points))


def _place(points: Sequence[tuple[float, Said, int]]) -> list[tuple[float, int, Said, int]]:
    ends: list[float] = []
    placed = []
    for x, one, n in sorted(points, key=lambda p: (p[0], p[1].order)):
        row = next((i for i, end in enumerate(ends) if x - end >= ROW), len(ends))
        if row == len(ends):
            ends.append(x)
        ends[row] = x
        placed.append((x, row, one, n))
    return placed


def _shared(points: Sequence[tuple[float, Said]]) -> list[tuple[float, Said, int]]:
    groups: dict[tuple[int, str], list[tuple[float, Said]]] = {}
    for x, one in points:
        groups.setdefault((int(x / ROW), one.stance), []).append((x, one))
    return [
        ((bin_x + 0.5) * ROW, min((one for _x, one in group), key=lambda s: s.order), len(group))
        if len(group) > 1
        else (group[0][0], group[0][1], 1)
        for (bin_x, _stance), group in groups.items()
    ]
