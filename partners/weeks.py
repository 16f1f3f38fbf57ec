"""The keys of a page among the statements that were published in some time, found week by week.

Left to itself a database walks from the first statement there is, or looks at every article of the time. An index has the
statements of each week in the order of their keys, so the first of each week are known at once; and when those of the week that
comes first fill the page, others matter only as far as they come before its end.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import F, QuerySet

from claims.models import Statement
from partners.finding import MAX_KEY, Narrow, Stretch

# So many weeks are read one by one, each as far as the page goes; then the others together.
N_SINGLE = 4
# Where they do not fill the page and so many weeks are left, what is asked for is rare: another index may know it.
N_MANY = 26
_EDGES = dt.time.min, dt.time.max
# Jumps along the index from week to week: there are few, and a range may name thousands.
_FIRST_OF_EACH = """
WITH RECURSIVE weeks(week) AS (
    SELECT MIN(week) FROM partners_statementweek WHERE week BETWEEN %(first)s AND %(last)s
    UNION ALL
    SELECT (SELECT MIN(w.week) FROM partners_statementweek w WHERE w.week > weeks.week AND w.week <= %(last)s)
    FROM weeks WHERE weeks.week IS NOT NULL
)
SELECT week, (
    SELECT {edge}(w.statement_id) FROM partners_statementweek w
    WHERE w.week = weeks.week AND w.statement_id > %(after)s AND w.statement_id < %(before)s
)
FROM weeks WHERE week IS NOT NULL
"""


@dataclass(frozen=True, slots=True)
class Time:
    """From `after` until just before `before`; None is no bound."""

    after: dt.datetime | None = None
    before: dt.datetime | None = None

    @property
    def weeks(self) -> tuple[int, int]:
        """The first and the last week of which something may lie in it."""
        last = week_of(self.before or dt.date.max)
        return week_of(self.after) if self.after else 0, last


def week_of(day: dt.date) -> int:
    """Return the week in which a day, or a moment in UTC, lies, counted from the year 1, as `StatementWeek` has it."""
    return day.toordinal() // 7


def find_misdated() -> list[int]:
    """Return the statements whose week is kept otherwise than their article has it: none, or a write went past the triggers."""
    rows = Statement.objects.order_by("pk").values_list(
        "pk", "version__article__published_at", "dated__week"
    )
    return [pk for pk, at, week in rows.iterator() if week != (week_of(at) if at else None)]


def seek_in_weeks(
    narrow: Narrow, stretch: Stretch, n: int, *, is_forward: bool, time: Time
) -> list[int]:
    """Return the first `n` keys of the stretch, or the last, of what `narrow` finds; all of that lies in `time`."""
    way = 1 if is_forward else -1
    weeks = _weeks_ahead(stretch, time, way)
    keys: list[int] = []
    for week, first in weeks[:N_SINGLE]:
        if _is_behind(first, keys, n, way):
            return keys
        rows = _of_week(narrow(_before_end(stretch, keys, n, way)), week)
        rows = rows.order_by("dated__statement_id" if is_forward else "-dated__statement_id")
        keys = _merge(keys, rows, n, way)
    others = [week for week, first in weeks[N_SINGLE:] if not _is_behind(first, keys, n, way)]
    if others:
        rows = narrow(_before_end(stretch, keys, n, way))
        if len(keys) == n or len(others) < N_MANY:
            rows = rows.filter(dated__week__in=others)
        place = F("pk") + 0  # an order that no index has, so the database does not walk along one
        keys = _merge(keys, rows.order_by(place if is_forward else place.desc()), n, way)
    return keys


def _weeks_ahead(stretch: Stretch, time: Time, way: int) -> list[tuple[int, int]]:
    """Return the weeks with a statement in the stretch, each with its first on the way; the week of the very first leads."""
    first, last = time.weeks
    given = {
        "first": first,
        "last": last,
        "after": stretch.after or 0,
        "before": MAX_KEY if stretch.before is None else stretch.before,
    }
    with connection.cursor() as cursor:
        cursor.execute(_FIRST_OF_EACH.format(edge="MIN" if way > 0 else "MAX"), given)
        found = [(week, key) for week, key in cursor.fetchall() if key is not None]
    return sorted(found, key=lambda row: way * row[1])


def _of_week(rows: QuerySet[Any], week: int) -> QuerySet[Any]:
    """Return the rows of the week. Its articles are named too: PostgreSQL cannot tell from a week how few those are."""
    days = (max(7 * week, 1), min(7 * week + 6, dt.date.max.toordinal()))
    first, end = (
        dt.datetime.combine(dt.date.fromordinal(day), at, dt.UTC)
        for day, at in zip(days, _EDGES, strict=True)
    )
    return rows.filter(dated__week=week, version__article__sort_at__range=(first, end))


def _is_behind(first: int, keys: Sequence[int], n: int, way: int) -> bool:
    """Tell whether the page is full, and ends before `first`."""
    return len(keys) == n and way * first > way * keys[-1]


def _before_end(stretch: Stretch, keys: Sequence[int], n: int, way: int) -> Stretch:
    """Return the part of the stretch that comes before the end of a full page."""
    if len(keys) < n:
        return stretch
    return Stretch(stretch.after, keys[-1]) if way > 0 else Stretch(keys[-1], stretch.before)


def _merge(keys: Sequence[int], rows: QuerySet[Any], n: int, way: int) -> list[int]:
    found = {*keys, *rows.values_list("pk", flat=True)[:n]}
    return sorted(found, key=lambda key: way * key)[:n]
