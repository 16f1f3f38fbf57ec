"""Dates of the registry in words, as precise as they are known."""

from __future__ import annotations

from django import template

from speakers.partial_dates import say_date, say_span

register = template.Library()


@register.filter
def partial_date(value: str) -> str:
    """Return a partial date in words."""
    return say_date(value)


@register.filter
def until(start: str, end: str) -> str:
    """Return from when until when in words: `start|until:end`."""
    return say_span(start, end)
