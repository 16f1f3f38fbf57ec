"""The demo's suggestions: made at once, so that they wait for the first editor who looks."""

from __future__ import annotations

from django.utils import timezone

from claims.models import ClaimLink, Statement
from claims.tasks import suggest_links
from claims.vector_store import mark_claims_looked_at


def suggest_everywhere() -> int:
    """Suggest links for every statement that stands; return how many wait for an editor."""
    suggest_links(list(Statement.objects.shown().order_by("pk").values_list("pk", flat=True)))
    mark_claims_looked_at(None, at=timezone.now())
    return ClaimLink.objects.suggested().count()
