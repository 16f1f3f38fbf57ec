"""The orders of the queue, and places in them: pages are found by key, never by counting rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F, Model, Q
from django.db.models.expressions import OrderBy
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
MICROSECOND = dt.timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Sort:
    """One order: its columns, each with whether it falls; the last is the key, so that every place is one row's."""

    label: str | _StrPromise
    columns: tuple[tuple[str, bool], ...]

    def order_by(self, *, backwards: bool = False) -> list[OrderBy]:
        """Return what a queryset is ordered by."""
        return [
            F(name).desc() if falls != backwards else F(name).asc() for name, falls in self.columns
        ]

    def beyond(self, place: Sequence[object], *, backwards: bool = False) -> Q:
        """Return the rows after `place`, or before it.

        The first column bounds the rows by itself, so that an index on it is entered at the place.
        """
        name, falls = self.columns[0]
        side = "lte" if falls != backwards else "gte"
        bound = Q(**{f"{name}__{side}": place[0]})
        later, same = Q(), Q()
        for (name, falls), value in zip(self.columns, place, strict=True):
            side = "lt" if falls != backwards else "gt"
            later |= same & Q(**{f"{name}__{side}": value})
            same &= Q(**{name: value})
        return bound & later

    def place_of(self, entry: Model) -> str:
        """Return where `entry` stands, as an address carries it."""
        return "~".join(_written(getattr(entry, name)) for name, _falls in self.columns)

    def read_place(self, written: str) -> list[object] | None:
        """Return the place that an address carries; None if it is none of this order."""
        parts = written.split("~")
        if len(parts) != len(self.columns):
            return None
        try:
            return [_read(name, part) for (name, _f), part in zip(self.columns, parts, strict=True)]
        except (ValueError, OverflowError):
            return None


_IN_TEXT = (("place", False), ("statement_id", False))
SORTS: dict[str, Sort] = {
    "matters": Sort(_("what matters most"), (("rank", True), *_IN_TEXT)),
    "newest": Sort(_("newest article"), (("said_at", True), *_IN_TEXT)),
    "oldest": Sort(_("oldest article"), (("said_at", False), *_IN_TEXT)),
    "surest": Sort(_("surest first"), (("confidence", True), ("statement_id", True))),
    "doubtful": Sort(_("most doubtful first"), (("confidence", False), ("statement_id", False))),
}
# One article is read from its beginning to its end, whatever the order.
IN_TEXT = Sort(_("as they stand in the text"), _IN_TEXT)


def _written(value: object) -> str:
    if isinstance(value, dt.datetime):
        return str((value - EPOCH) // MICROSECOND)
    return repr(value) if isinstance(value, float) else str(value)


def _read(name: str, part: str) -> object:
    if name == "said_at":
        return EPOCH + int(part) * MICROSECOND
    return float(part) if name in {"confidence", "score"} else int(part)
