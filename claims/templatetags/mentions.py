"""A comment as it is shown: escaped, with those it names set off."""

from __future__ import annotations

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from claims.services.comments import MENTION

register = template.Library()


@register.filter
def with_mentions(text: str) -> SafeString:
    """Return `text` escaped, each `@name` in bold type."""
    pieces, at = [], 0
    for found in MENTION.finditer(text):
        pieces.append(format_html("{}<b>{}</b>", text[at : found.start()], found[0]))
        at = found.end()
    return format_html(
        "{}{}", format_html_join("", "{}", ((piece,) for piece in pieces)), text[at:]
    )
