"""Counting what speaks to claims, behind the writes: an act pays for a note, and readers for no count."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.db import transaction
from django.db.models import Exists, JSONField, OuterRef, Subquery

from claims.models import Claim
from partners.counts import COUNTED, counted_now
from partners.models import ClaimCount, FeedState, Recount
from partners.models.feed import THE_FEED

# Few at once: on SQLite nobody writes meanwhile.
N_CLAIMS, N_NOTES = 10, 1_000
N_COMPARED = 500
Counts = dict[str, int]


def count_claims(*, limit: int = N_CLAIMS) -> int:
    """Count up to `limit` of the claims that something was written about; 0 says that all kept counts hold.

    One process at a time, by the lock of the feed: an older count must not take the place of a newer one. Notes are read after the
    lock and before what they are about, so whatever is written later leaves a note that stays.
    """
    if not Recount.objects.exists():
        return 0
    with transaction.atomic():
        FeedState.objects.select_for_update().get_or_create(pk=THE_FEED)
        notes = Recount.objects.order_by("pk").values_list("pk", "claim_id")[:N_NOTES]
        of_claims: dict[int, list[int]] = {}
        for note, claim in notes:
            if claim in of_claims or len(of_claims) < limit:
                of_claims.setdefault(claim, []).append(note)
        _store(of_claims)
        done = [note for of_claim in of_claims.values() for note in of_claim]
        Recount.objects.filter(pk__in=done).delete()
    return len(of_claims)


def count_all_claims() -> int:
    """Count until all kept counts hold; return how many claims were counted."""
    n_all = 0
    while n_claims := count_claims():
        n_all += n_claims
    return n_all


def find_miscounted() -> list[int]:
    """Return the claims whose kept counts are said to hold and do not: none, or a write went past the triggers."""
    noted = Recount.objects.filter(claim_id=OuterRef("claim_id")).order_by()
    kept = ClaimCount.objects.exclude(Exists(noted)).order_by("claim")
    keys = list(kept.values_list("claim", flat=True))
    wrong = []
    for first in range(0, len(keys), N_COMPARED):
        chunk = keys[first : first + N_COMPARED]
        now = dict(_count(chunk))
        rows = kept.filter(claim__in=chunk)
        wrong += [
            row.pk
            for row in rows
            if any(getattr(row, name) != n for name, n in now[row.pk].items())
        ]
    return wrong


def _store(claims: Collection[int]) -> None:
    ClaimCount.objects.bulk_create(
        (ClaimCount(claim_id=claim, **counts) for claim, counts in _count(claims)),
        update_conflicts=True,
        unique_fields=["claim"],
        update_fields=COUNTED,
    )


def _count(claims: Collection[int]) -> Iterator[tuple[int, Counts]]:
    """Yield those of the claims that are there, each with what speaks to it."""
    counted = Subquery(counted_now(), output_field=JSONField())
    for claim, counts in (
        Claim.objects.filter(pk__in=claims).order_by("pk").values_list("pk", counted)
    ):
        yield claim, {name: (counts or {}).get(name, 0) for name in COUNTED}
