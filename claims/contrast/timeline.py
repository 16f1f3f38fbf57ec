"""The timeline: one lane for each claim, one mark for each statement, the shape of the mark its stance."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from claims.contrast.columns import ClaimColumn, Contrast
from claims.contrast.moments import written_short
from claims.contrast.said import Said
from claims.contrast.scales import Tick, TimeScale, time_scale

# Drawing units. A mark is 12 wide; its place in the row is wide enough to be hit by a thumb.
ROW, LINE, AXIS, MARGIN = 28.0, 17.0, 26.0, 16.0
CHARACTER = 7.9
N_ROWS, N_LINES = 6, 2
CROWD = 40
N_WORDS = 14
# Past so many marks on the page, a lane is divided into wider places: a carpet of marks says nothing.
N_MARKS = 220
# Where a mark stands, in which row, its first statement, and how many share it.
Place = tuple[float, int, Said, int]
Span = tuple[dt.datetime, dt.datetime]
COLOURS = {"asserts": "#1c4f6b", "denies": "#8f2f4f", "qualifies": "#6a5a10"}


@dataclass(frozen=True, slots=True)
class Size:
    """A variant of a plot: its name, its width and how many ticks have room."""

    name: str
    width: float
    n_ticks: int


WIDE, NARROW = Size("wide", 1100, 12), Size("narrow", 380, 4)


@dataclass(frozen=True, slots=True)
class Mark:
    """One statement at a place, or `n` statements of one stance that share it, the first of them named.

    `at` is the moment where the mark stands: for one statement its own, for several the middle of the place.
    """

    x: float
    y: float
    at: dt.datetime
    said: Said
    letter: str
    n: int = 1

    @property
    def stamp_ms(self) -> int:
        """The moment where it stands, for scripts."""
        return int(self.at.timestamp() * 1000)

    @property
    def title(self) -> str:
        """What it is, in one line."""
        one = self.said
        words = Truncator(f"{one.lead} {one.words}".strip()).words(N_WORDS, truncate=" …")
        parts = [written_short(one.at), one.label, f"{one.stance_label} {self.letter}"]
        parts.append(f"{words} ({one.outlet})")
        if self.n > 1:
            parts.append(_("%(n)d statements here, the first of them") % {"n": self.n})
        return " · ".join(parts)

    @property
    def colour(self) -> str:
        """The colour of its stance where no style sheet reaches: in a file."""
        return COLOURS[self.said.stance]


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


def draw_timeline(
    contrast: Contrast, size: Size = WIDE, *, span: Span | None = None
) -> Timeline | None:
    """Return the timeline at `size`, or None if nothing was said.

    With a `span` these moments alone fill the width, in lanes as high as those of the whole; statements that share a
    mark there come apart as far as there is room.
    """
    if not contrast.said:
        return None
    whole = time_scale((one.at for one in contrast.said), MARGIN, size.width - MARGIN)
    place = _place_width(contrast, whole)
    seen = whole.between(*span) if span else whole
    near = place if seen is whole else _place_width(contrast, seen)
    lanes: list[Lane] = []
    top = 4.0
    for column in contrast.columns:
        places = place_marks(_points(column, whole), place)
        n_rows = _n_rows(places)
        if seen is not whole:
            places = spread_marks(_points(column, seen), near, n_rows)
        lanes.append(_lane(column, seen, size, top, n_rows, places))
        top += lanes[-1].height
    return Timeline(size, top + AXIS, seen, seen.ticks(size.n_ticks), tuple(lanes))


def _place_width(contrast: Contrast, scale: TimeScale) -> float:
    """Return the width of the places that crowded lanes share marks in: as many rows wide as leave `N_MARKS`."""
    points = [
        (column.letter, one.stance, x)
        for column in contrast.columns
        for x, one in _points(column, scale)
    ]
    width = ROW
    while width < scale.x1 - scale.x0:
        if len({(letter, stance, int(x / width)) for letter, stance, x in points}) <= N_MARKS:
            break
        width += ROW
    return width


def _points(column: ClaimColumn, scale: TimeScale) -> list[tuple[float, Said]]:
    return [(scale.x(one.at), one) for one in column.said if scale.start <= one.at <= scale.end]


def _lane(
    column: ClaimColumn, scale: TimeScale, size: Size, top: float, n_rows: int, places: list[Place]
) -> Lane:
    lines = wrap_label(f"{column.letter}  {column.claim.text}", size.width)
    labels = tuple(Label(top + 16 + i * LINE, words) for i, words in enumerate(lines))
    first_y = top + 10 + len(lines) * LINE + ROW / 2
    marks = tuple(
        Mark(
            x,
            first_y + row * ROW,
            one.at if n == 1 else min(scale.at(x), scale.end),
            one,
            column.letter,
            n,
        )
        for x, row, one, n in places
    )
    return Lane(column, top, 18 + len(lines) * LINE + n_rows * ROW, labels, marks)


def wrap_label(words: str, width: float) -> list[str]:
    """Return `words` in at most two lines of `width`, the rest shown by an ellipsis."""
    n = int((width - 2 * MARGIN) / CHARACTER)
    return textwrap.wrap(words, n, max_lines=N_LINES, placeholder=" …") or [""]


def place_marks(points: Sequence[tuple[float, Said]], place: float = ROW) -> list[Place]:
    """Return a place for each mark, so that no two marks lie on each other.

    Each takes the first row with room. Where a lane is crowded, or the rows run out, statements of one stance
    in one place share a mark that counts them.
    """
    if len(points) > CROWD or place > ROW:
        return _place(_shared(points, place))
    placed = _place([(x, one, 1) for x, one in points])
    return placed if _n_rows(placed) <= N_ROWS else _place(_shared(points, place))


def spread_marks(points: Sequence[tuple[float, Said]], place: float, n_rows: int) -> list[Place]:
    """Return a place for each mark in `n_rows` rows: each for itself where they suffice, else sharing as few as may be."""
    if place <= ROW:
        placed = _place([(x, one, 1) for x, one in points])
        if _n_rows(placed) <= n_rows:
            return placed
    placed = _place(_shared(points, place))
    while _n_rows(placed) > n_rows and place < WIDE.width:
        place += ROW
        placed = _place(_shared(points, place))
    return placed


def _n_rows(places: Sequence[Place]) -> int:
    return 1 + max((row for _x, row, _one, _n in places), default=0)


def _place(points: Sequence[tuple[float, Said, int]]) -> list[Place]:
    ends: list[float] = []
    placed = []
    for x, one, n in sorted(points, key=lambda p: (p[0], p[1].order)):
        row = next((i for i, end in enumerate(ends) if x - end >= ROW), len(ends))
        if row == len(ends):
            ends.append(x)
        ends[row] = x
        placed.append((x, row, one, n))
    return placed


def _shared(points: Sequence[tuple[float, Said]], place: float) -> list[tuple[float, Said, int]]:
    return [
        ((number + 0.5) * place, min((one for _x, one in group), key=lambda s: s.order), len(group))
        if len(group) > 1
        else (group[0][0], group[0][1], 1)
        for (number, _stance), group in _groups(points, place).items()
    ]


def _groups(
    points: Sequence[tuple[float, Said]], place: float
) -> dict[tuple[int, str], list[tuple[float, Said]]]:
    """Return what is said of one stance in one place."""
    groups: dict[tuple[int, str], list[tuple[float, Said]]] = {}
    for x, one in points:
        groups.setdefault((int(x / place), one.stance), []).append((x, one))
    return groups
