"""What a reader asked the page to show, and which statements that leaves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from claims.contrast.said import Said


@dataclass(frozen=True)
class Filters:
    """Days include both ends, in the reader's zone; None or blank does not narrow.

    `as_of` is no filter on what was said: it asks for the page as it stood at the end of that day.
    `whole` is the slug of a claim to be shown with all its statements, page by page, from the report at `start`.
    """

    since: dt.date | None = None
    until: dt.date | None = None
    outlet: int | None = None
    kind: str = ""
    is_first_hand: bool = False
    as_of: dt.date | None = None
    whole: str = ""
    start: int = 0

    @property
    def cutoff(self) -> dt.datetime | None:
        """The first moment after the day of `as_of`."""
        return end_of(self.as_of) if self.as_of else None

    def keep(self, said: Iterable[Said]) -> list[Said]:
        """Return those that pass."""
        first = start_of(self.since) if self.since else None
        past = end_of(self.until) if self.until else None
        return [
            one
            for one in said
            if (first is None or one.at >= first)
            and (past is None or one.at < past)
            and (self.outlet is None or one.outlet_id == self.outlet)
            and (not self.kind or one.kind == self.kind)
            and not (self.is_first_hand and one.is_relayed)
        ]


def start_of(day: dt.date) -> dt.datetime:
    """Return the first moment of `day` in the reader's zone."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))


def end_of(day: dt.date) -> dt.datetime:
    """Return the first moment after `day` in the reader's zone."""
    return start_of(day + dt.timedelta(days=1)) if day < dt.date.max else start_of(day)
