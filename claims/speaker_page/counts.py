"""Where and when a speaker was heard: outlets, and statements over time."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count
from django.db.models.functions import TruncDate
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from claims.histogram import BAR_HEIGHT, Bar, draw_bars
from claims.speaker_page.scope import N_COUNTED, Scope

N_OUTLETS = 12
MIN_BARS = 12


@dataclass(frozen=True, slots=True)
class Carrier:
    """An outlet, and how many of the statements it carries; `key` is 0 where no outlet is known."""

    key: int
    name: str
    n: int


@dataclass(frozen=True, slots=True)
class Period:
    """One bar with its words: a day, month or year, and how many were published in it."""

    bar: Bar
    label: str


@dataclass(frozen=True, slots=True)
class Plot:
    """Statements over time, ready to draw; the table beside it has the same figures."""

    periods: tuple[Period, ...]
    most: int

    @property
    def width(self) -> int:
        """The width of the picture."""
        return max(len(self.periods), MIN_BARS) * 10

    @property
    def height(self) -> int:
        """The height of the picture, its floor included."""
        return BAR_HEIGHT + 1

    @property
    def heard(self) -> tuple[Period, ...]:
        """The periods in which anything was said, the newest first."""
        return tuple(period for period in reversed(self.periods) if period.bar.n)

    @property
    def ends(self) -> tuple[str, str]:
        """The first period and the last, in words."""
        return self.periods[0].label, self.periods[-1].label


def read_carriers(scope: Scope) -> tuple[Carrier, ...]:
    """Return the outlets that carry the most of the statements. One query."""
    columns = ("version__article__outlet", "version__article__outlet__name")
    rows = scope.counted().order_by().values_list(*columns).annotate(n=Count("pk"))
    return tuple(
        Carrier(key or 0, name or _("no outlet"), n)
        for key, name, n in rows.order_by("-n", "version__article__outlet__name")[:N_OUTLETS]
    )


def read_plot(scope: Scope) -> Plot | None:
    """Return how many of the statements were published when; None if nothing was said. One query."""
    days = scope.counted().order_by().annotate(day=TruncDate("version__article__sort_at"))
    counted = days.values("day").annotate(n=Count("pk")).values_list("day", "n")
    by_day = {day.isoformat(): n for day, n in counted}
    if not by_day:
        return None
    bars = draw_bars(by_day)
    periods = tuple(Period(bar, _label(bar.period)) for bar in bars)
    return Plot(periods, max(bar.n for bar in bars))


def is_capped(n_statements: int) -> bool:
    """Tell whether some of so many statements are not counted here."""
    return n_statements > N_COUNTED


def _label(period: str) -> str:
    if len(period) == 4:
        return period
    first = dt.date.fromisoformat(period + "-01"[: 10 - len(period)])
    return date_format(first, "F Y" if len(period) == 7 else "j F Y")
