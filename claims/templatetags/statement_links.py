"""Links from a statement to its words elsewhere."""

from __future__ import annotations

from django import template

from claims.models import Statement
from claims.text_fragments import fragment_url

register = template.Library()


@register.simple_tag
def publisher_url(statement: Statement) -> str:
    """Return the publisher's address, opening at the statement's first words; empty without an address."""
    url = statement.version.article.canonical_url
    return fragment_url(url, statement.content[0]) if url else ""
