"""The figures of the agreement page: one sum over the second readings that were given."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from claims.agreement.measures import N_LEAST_MARKED, Cells, Kappa, Overlap
from claims.models import Desk, SecondReading
from claims.quality.asked import Asked
from claims.second.overlap import ROLES

Verdict = SecondReading.Verdict
FIRST_VERDICTS = (Verdict.ACCEPTED, Verdict.REJECTED)
COUNTS = tuple(f"{role}_{side}" for role in ROLES for side in ("first", "second", "both"))
N_WEEKS = 26  # the last so many that have readings are shown


@dataclass(frozen=True, slots=True)
class Row:
    """Agreement in one desk, in one week, or in all: on verdicts, and on the words where both accepted."""

    label: str
    kappa: Kappa
    source: Overlap
    cue: Overlap
    content: Overlap
    n_accepted: int

    @property
    def overlaps(self) -> tuple[Overlap, Overlap, Overlap]:
        """The overlaps of source, cue and content."""
        return self.source, self.cue, self.content

    @property
    def are_words_enough(self) -> bool:
        """Whether both accepted often enough to speak of agreement on words."""
        return self.n_accepted >= N_LEAST_MARKED


@dataclass(frozen=True, slots=True)
class Agreement:
    """All that the page shows; weeks in their order, desks by name."""

    whole: Row
    desks: tuple[Row, ...]
    weeks: tuple[Row, ...]
    n_earlier_weeks: int
    n_open: int
    n_settled: Mapping[str, int]

    @property
    def verdicts(self) -> list[tuple[str, list[int]]]:
        """The table of verdicts: for each of the first reader's how often the second said what."""
        cells = self.whole.kappa.cells
        return [
            (str(first.label), [cells.get((first, second), 0) for second in Verdict])
            for first in FIRST_VERDICTS
        ]


def read_agreement(asked: Asked) -> Agreement:
    """Return the figures of what is asked: two queries, however many readings there are."""
    rows = readings_asked(asked)
    grouped = rows.order_by().values("week", "desk", "first_verdict", "verdict")
    both = Q(first_verdict=Verdict.ACCEPTED, verdict=Verdict.ACCEPTED)
    sums: list[dict[str, Any]] = [
        dict(row)
        for row in grouped.annotate(
            n=Count("pk"),
            n_both=Count("pk", filter=both),
            **{f"sum_{name}": Sum(name) for name in COUNTS},
        )
    ]
    outcomes = dict(
        rows.filter(Q(is_open=True) | ~Q(settled=""))
        .order_by()
        .values_list("settled")
        .annotate(n=Count("pk"))
    )
    names = dict(Desk.objects.values_list("pk", "name"))
    weeks = _rows(sums, lambda row: row["week"], _week_label)
    return Agreement(
        whole=_row("", sums),
        desks=tuple(_rows(sums, lambda row: names.get(row["desk"], _("no desk any more")), str)),
        weeks=tuple(weeks[-N_WEEKS:]),
        n_earlier_weeks=max(0, len(weeks) - N_WEEKS),
        n_open=outcomes.pop("", 0),
        n_settled={str(SecondReading.Settled(how).label): n for how, n in outcomes.items()},
    )


def readings_asked(asked: Asked) -> QuerySet[SecondReading]:
    """Return the second readings of one desk or all, of the weeks that hold the days asked for."""
    rows = SecondReading.objects.all()
    if asked.desk:
        rows = rows.filter(desk=asked.desk)
    if asked.since:
        rows = rows.filter(week__gte=_monday(asked.since))
    if asked.until:
        rows = rows.filter(week__lte=asked.until)
    return rows


def _rows(
    sums: Iterable[dict[str, Any]],
    key: Callable[[dict[str, Any]], Any],
    label: Callable[[Any], str],
) -> list[Row]:
    groups: dict[Hashable, list[dict[str, Any]]] = defaultdict(list)
    for row in sums:
        groups[key(row)].append(row)
    return [_row(label(value), groups[value]) for value in sorted(groups)]  # type: ignore[type-var]


def _row(label: str, sums: Sequence[dict[str, Any]]) -> Row:
    cells: dict[tuple[str, str], int] = defaultdict(int)
    for row in sums:
        cells[row["first_verdict"], row["verdict"]] += row["n"]
    overlaps = {
        role: Overlap(
            *(
                sum(row[f"sum_{role}_{side}"] for row in sums)
                for side in ("first", "second", "both")
            )
        )
        for role in ROLES
    }
    frozen: Cells = dict(cells)
    return Row(label, Kappa(frozen), **overlaps, n_accepted=sum(row["n_both"] for row in sums))


def _week_label(monday: dt.date) -> str:
    return date_format(monday, "j M Y")


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())
