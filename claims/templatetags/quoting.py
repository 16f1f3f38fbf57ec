"""Words of a statement in quotation marks."""

from __future__ import annotations

from django import template

register = template.Library()

MARKS = ("“", "„", "«", '"', "‘")


@register.filter
def quoted(words: str) -> str:
    """Return the words in quotation marks; those that bring their own stay as they are."""
    return words if words.startswith(MARKS) else f"“{words}”"
