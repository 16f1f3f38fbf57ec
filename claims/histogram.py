"""Bars over time: so many on each day, month or year, as fits."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

N_BARS = 60
BAR_HEIGHT = 48


@dataclass(frozen=True, slots=True)
class Bar:
    """One day, month or year of a histogram, in units of the picture; `y` counts from its top."""

    x: int
    y: int
    height: int
    period: str = ""
    n: int = 0


def draw_bars(days: Mapping[str, int]) -> list[Bar]:
    """Return a bar for each day, month or year between the first of `days` and the last, whichever are at most `N_BARS`.

    `days` are counts by ISO date. Of more years than that, the latest are drawn.
    """
    n_chars = next(
        n for n in (10, 7, 4) if n == 4 or len(periods_between(min(days), max(days), n)) <= N_BARS
    )
    counts: Counter[str] = Counter()
    for day, n in days.items():
        counts[day[:n_chars]] += n
    most = max(counts.values())
    bars = []
    for i, period in enumerate(periods_between(min(days), max(days), n_chars)[-N_BARS:]):
        height = ceil(BAR_HEIGHT * counts[period] / most)
        bars.append(Bar(i * 10, BAR_HEIGHT - height, height, period, counts[period]))
    return bars


def periods_between(first: str, last: str, n_chars: int) -> list[str]:
    """Return every day, month or year from `first` to `last`, as so many characters of the date."""
    if n_chars == 4:
        return [f"{year:04}" for year in range(int(first[:4]), int(last[:4]) + 1)]
    if n_chars == 7:
        start, end = (int(day[:4]) * 12 + int(day[5:7]) - 1 for day in (first, last))
        return [f"{i // 12:04}-{i % 12 + 1:02}" for i in range(start, end + 1)]
    start, end = (dt.date.fromisoformat(day).toordinal() for day in (first, last))
    return [dt.date.fromordinal(i).isoformat() for i in range(start, end + 1)]
