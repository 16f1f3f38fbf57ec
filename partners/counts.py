"""What speaks to a claim: read from what is kept while that holds, else counted on the spot. Either way it is right."""

from __future__ import annotations

from typing import Any

from django.db.models import (
    Count,
    Exists,
    Expression,
    F,
    IntegerField,
    JSONField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce, JSONObject

from claims.models import ClaimLink
from claims.models.question import Stance
from claims.querysets_reading import unread_rows
from partners.models import ClaimCount, Recount

# What is counted of a claim, by the stance that it is counted by.
STANCES = {
    "asserting": Stance.ASSERTS,
    "denying": Stance.DENIES,
    "qualifying": Stance.QUALIFIES,
}
COUNTED = ("statements", *STANCES, "origins", "speakers")
ORIGIN = "statement__version__article__origin"


def counts_of_claim() -> Expression:
    """Return what speaks to the claim of the row, as an object; null if nothing does or ever did."""
    kept = kept_counts().values(counts=JSONObject(**{name: name for name in COUNTED}))
    return Coalesce(Subquery(kept), Subquery(counted_now()), output_field=JSONField())


def origins_of_claim() -> Expression:
    """Return how many independent reports speak to the claim of the row."""
    links = _links().values(of_claim=F("claim"))
    counted = links.values(n=Count(ORIGIN, distinct=True))
    kept = kept_counts().values("origins")
    return Coalesce(Subquery(kept), Subquery(counted), 0, output_field=IntegerField())


def kept_counts() -> QuerySet[ClaimCount]:
    """Return what is kept for the claim of the row; nothing if that no longer holds."""
    written_since = Recount.objects.filter(claim_id=OuterRef("claim_id")).order_by()
    return ClaimCount.objects.filter(claim=OuterRef("pk")).exclude(Exists(written_since))


def counted_now() -> QuerySet[ClaimLink, Any]:
    """Return what the published links of the row's claim reach, counted in one pass; no row if there is no link."""
    speaker = Coalesce("statement__speaker__canonical_id", "statement__speaker_id")
    counted = JSONObject(
        statements=Count("statement", distinct=True),
        origins=Count(ORIGIN, distinct=True),
        speakers=Count(speaker, distinct=True),
        **{
            name: Count("statement", distinct=True, filter=Q(stance=stance))
            for name, stance in STANCES.items()
        },
    )
    return _links().values(of_claim=F("claim")).values(counts=counted)


def _links() -> QuerySet[ClaimLink]:
    """The links of a published claim that count: to published statements that no second reader has yet to see."""
    links: QuerySet[ClaimLink] = ClaimLink.objects.counting().exclude(unread_rows("statement"))
    return links.order_by().filter(claim=OuterRef("pk"))
