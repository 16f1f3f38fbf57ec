"""Dates as precise as they are known: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; precision is kept, never invented."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

_SHAPE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def validate_partial_date(value: str) -> None:
    """Raise `ValidationError` unless `value` is a partial date that the calendar knows."""
    if not _is_known(value):
        message = _("“%(value)s” is not a date: write YYYY, YYYY-MM or YYYY-MM-DD.")
        raise ValidationError(message, params={"value": value})


def _is_known(value: str) -> bool:
    match = _SHAPE.fullmatch(value)
    if match is None:
        return False
    try:
        dt.date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return False
    return True


class PartialDateField(models.CharField):  # type: ignore[type-arg]
    """A partial date, stored as its text; the texts sort as the dates do."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 10)
        super().__init__(*args, **kwargs)
        self.validators.append(validate_partial_date)


def covers(start: str, end: str, day: dt.date) -> bool:
    """Tell whether `day` lies between the partial dates `start` and `end`, ends included.

    An empty bound is open; a bound known only to the year or month covers the whole of it.
    """
    stamp = day.isoformat()
    return (not start or stamp[: len(start)] >= start) and (not end or stamp[: len(end)] <= end)


def is_before(one: str, other: str) -> bool:
    """Tell whether all of the partial date `one` lies before all of `other`; "2024" is not before "2024-05"."""
    shared = min(len(one), len(other))
    return one[:shared] < other[:shared]


def say_date(value: str) -> str:
    """Return a partial date in words, as precise as it is known: "12 May 2022", "May 2022", "2022"."""
    if not _is_known(value) or len(value) == len("2022"):
        return value
    year, month, day = (*value.split("-"), "1")[:3]
    shape = "F Y" if len(value) == len("2022-05") else "j F Y"
    return date_format(dt.date(int(year), int(month), int(day)), shape)


def say_span(start: str, end: str) -> str:
    """Return in words from when until when something held; empty where neither is known."""
    values = {"start": say_date(start), "end": say_date(end)}
    if start and end:
        return gettext("%(start)s to %(end)s") % values
    if start:
        return gettext("since %(start)s") % values
    return gettext("until %(end)s") % values if end else ""
