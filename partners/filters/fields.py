"""Form fields that read one parameter, and say what was expected if they cannot."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django import forms

from partners.pagination import MAX_ID

FIRST = dt.datetime.min.replace(tzinfo=dt.UTC)
LAST = dt.datetime.max.replace(tzinfo=dt.UTC)
_INSTANT = re.compile(r"\d{4}-\d\d-\d\d([Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d))?", re.ASCII)
_LEAP_SECOND = re.compile(r"(?<=:)60(?=[.Zz+-])")


class InstantField(forms.CharField):
    """A day (its first moment in UTC) or a moment with its offset, both as RFC 3339 writes them."""

    def to_python(self, value: Any) -> Any:
        """Return the moment in UTC, at the edge of the calendar if it lies beyond."""
        text = super().to_python(value)
        if not text:
            return None
        try:
            moment = _read_instant(str(text))
        except ValueError:
            raise forms.ValidationError(
                "Expected a date, or a date and time with its offset."
            ) from None
        if moment.tzinfo is None:
            return moment.replace(tzinfo=dt.UTC)
        try:
            return moment.astimezone(dt.UTC)
        except OverflowError:
            return LAST if moment.year == dt.MAXYEAR else FIRST


def _read_instant(text: str) -> dt.datetime:
    if not _INSTANT.fullmatch(text):
        raise ValueError(text)
    return dt.datetime.fromisoformat(_LEAP_SECOND.sub("59", text.upper()))


class IdField(forms.CharField):
    """A row's id, in plain digits."""

    def to_python(self, value: Any) -> Any:
        """Return the id as a number."""
        text = super().to_python(value)
        if not text:
            return None
        if not re.fullmatch("[0-9]{1,19}", text) or not 1 <= int(text) <= MAX_ID:
            raise forms.ValidationError(f"Expected a whole number from 1 to {MAX_ID}.")
        return int(text)
