"""One figure of a text: its bounds, its unit, and what it counts."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.contrast.moments import Moment


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: the words that give it, its bounds in `unit`, and what it counts.

    `dimension` is "count", "money", "percent", "duration", "length", ..., "date", "weekday" or
    "time of day". `of` is the group counted ("child"), the whole of a share ("voter") or "".
    `written` is the unit as the text has it, before conversion. `high` may be infinite. `direction` is
    1 for a rise by so much, -1 for a fall, 0 for a level. `is_aside` marks what a text says by the way: a
    value of before, how many were asked, a window of time. `around` are the words near by.
    """

    start: int
    end: int
    low: float
    high: float
    unit: str
    dimension: str
    of: str = ""
    written: str = ""
    period: str = ""
    is_low_open: bool = False
    is_high_open: bool = False
    moment: Moment | None = None
    direction: int = 0
    is_aside: bool = False
    around: frozenset[str] = frozenset()

    def words(self, text: str) -> str:
        """Return the words of `text` that give the figure."""
        return text[self.start : self.end]
