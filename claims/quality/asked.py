"""Which decisions the quality page is asked about, as the address says it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.dateparse import parse_date

from claims.models import Desk


@dataclass(frozen=True, slots=True)
class Asked:
    """One desk or all of them, from a day to a day; what is not given does not narrow."""

    desk: Desk | None = None
    since: dt.date | None = None
    until: dt.date | None = None

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Asked:
        """Return what an address asks; what it cannot mean is left out."""
        slug = given.get("desk", "")[:80]
        return cls(
            desk=Desk.objects.filter(slug=slug).first() if slug else None,
            since=_day(given.get("since", "")),
            until=_day(given.get("until", "")),
        )

    @property
    def query(self) -> str:
        """The query part of the address that asks this, without its question mark."""
        written = {
            "desk": self.desk.slug if self.desk else "",
            "since": self.since.isoformat() if self.since else "",
            "until": self.until.isoformat() if self.until else "",
        }
        return urlencode({name: value for name, value in written.items() if value})

    @property
    def is_narrow(self) -> bool:
        """Whether anything narrows it."""
        return bool(self.query)


def _day(written: str) -> dt.date | None:
    try:
        return parse_date(written)
    except ValueError:
        return None
