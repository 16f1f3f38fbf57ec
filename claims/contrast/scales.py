"""Where a moment or a value stands along an axis, and which of them carry a tick."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format

HOUR, DAY = 3600.0, 86400.0
PAD = 0.04
# Length in seconds, unit and count of the steps between ticks, shortest first.
_STEPS = (
    *((n * HOUR, "hour", n) for n in (1, 3, 6, 12)),
    *((n * DAY, "day", n) for n in (1, 2, 4, 7, 14)),
    *((n * 30.44 * DAY, "month", n) for n in (1, 2, 3, 6)),
    *((n * 365.25 * DAY, "year", n) for n in (1, 2, 5, 10, 20, 50, 100)),
)


@dataclass(frozen=True, slots=True)
class Tick:
    """One tick: where it stands and what it says."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class TimeScale:
    """Moments between `start` and `end` along `x0` to `x1`."""

    start: dt.datetime
    end: dt.datetime
    x0: float
    x1: float

    def x(self, at: dt.datetime) -> float:
        """Return where `at` stands."""
        share = (at - self.start) / (self.end - self.start)
        return round(self.x0 + share * (self.x1 - self.x0), 1)

    def at(self, x: float) -> dt.datetime:
        """Return the moment that stands at `x`."""
        return self.start + (x - self.x0) / (self.x1 - self.x0) * (self.end - self.start)

    def between(self, start: dt.datetime, end: dt.datetime) -> TimeScale:
        """Return the scale of these moments alone, as far as they lie on this one; the same if none do."""
        start, end = max(start, self.start), min(end, self.end)
        return TimeScale(start, end, self.x0, self.x1) if start < end else self

    def ticks(self, n_most: int) -> tuple[Tick, ...]:
        """Return at most about `n_most` ticks, on round hours, days, months or years of the reader's zone."""
        span_s = (self.end - self.start).total_seconds()
        step = next((s for s in _STEPS if span_s / s[0] <= n_most), _STEPS[-1])
        return tuple(Tick(self.x(at), _label(at, step[1])) for at in _rounds(self, *step[1:]))


def time_scale(moments: Iterable[dt.datetime], x0: float, x1: float) -> TimeScale:
    """Return the scale on which `moments` fit with a little room; one moment alone gets a day around it."""
    ordered = sorted(moments)
    first, last = ordered[0], ordered[-1]
    room = max((last - first) * PAD, dt.timedelta(hours=1))
    if first == last:
        room = dt.timedelta(hours=12)
    return TimeScale(first - room, last + room, x0, x1)


def _rounds(scale: TimeScale, unit: str, n: int) -> Iterator[dt.datetime]:
    at = _round_down(timezone.localtime(scale.start), unit, n)
    for _i in range(400):
        at = _next(at, unit, n)
        if at > scale.end:
            return
        if at >= scale.start:
            yield at


def _round_down(at: dt.datetime, unit: str, n: int) -> dt.datetime:
    midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
    if unit == "hour":
        return midnight - dt.timedelta(hours=n)
    if unit == "day":
        return midnight - dt.timedelta(days=n + midnight.toordinal() % n)
    if unit == "month":
        return midnight.replace(day=1, month=1 + (at.month - 1) // n * n)
    return midnight.replace(day=1, month=1, year=max(1, at.year // n * n))


def _next(at: dt.datetime, unit: str, n: int) -> dt.datetime:
    if unit == "hour":
        return at + dt.timedelta(hours=n)
    if unit == "day":
        return at + dt.timedelta(days=n)
    if unit == "month":
        months = at.month - 1 + n
        return at.replace(year=at.year + months // 12, month=months % 12 + 1)
    return at.replace(year=at.year + n)


def _label(at: dt.datetime, unit: str) -> str:
    if unit == "hour" and at.hour:
        return date_format(at, "H:i")
    return date_format(at, {"hour": "j M", "day": "j M", "month": "M Y", "year": "Y"}[unit])


@dataclass(frozen=True, slots=True)
class LinearScale:
    """Values between `low` and `high` along `x0` to `x1`."""

    low: float
    high: float
    x0: float
    x1: float

    def x(self, value: float) -> float:
        """Return where `value` stands; what lies outside stands at the edge."""
        held = min(max(value, self.low), self.high)
        return round(self.x0 + (held - self.low) / (self.high - self.low) * (self.x1 - self.x0), 1)

    def ticks(self, n_most: int) -> tuple[Tick, ...]:
        """Return ticks on round values."""
        step = nice_step((self.high - self.low) / n_most)
        first = math.ceil(self.low / step - 1e-9)
        last = math.floor(self.high / step + 1e-9)
        return tuple(Tick(self.x(i * step), number(i * step)) for i in range(first, last + 1))


def linear_scale(values: Iterable[float], x0: float, x1: float) -> LinearScale:
    """Return the scale on which the finite `values` fit; it begins at nought, so that lengths do not mislead."""
    finite = [value for value in values if math.isfinite(value)]
    low, high = min([0.0, *finite]), max([0.0, *finite])
    high += (high - low) * 2 * PAD or 1.0
    return LinearScale(low, high, x0, x1)


def nice_step(rough: float) -> float:
    """Return the next of 1, 2, 5 times a power of ten that is at least `rough`."""
    power = 10.0 ** math.floor(math.log10(rough))
    return next(n * power for n in (1, 2, 5, 10) if n * power >= rough * (1 - 1e-9))


def number(value: float) -> str:
    """Return `value` for people: no needless decimals, thousands apart."""
    rounded = round(value, 2)
    return f"{rounded:,.0f}" if rounded == int(rounded) else f"{rounded:,}"
