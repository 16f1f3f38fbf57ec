"""Soft leases: who has which statement open, so that nobody else is handed it meanwhile."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.models import User
from django.utils import timezone

from claims.models import Lease

LEASE = dt.timedelta(minutes=5)
N_HELD = 4  # what one editor may keep open: two tabs, each with the statement shown and the one fetched ahead


def hold_statement(*, statement_id: int, user: User) -> Lease:
    """Give `user` a lease on the statement, or extend the one they have; what they left open longest goes back."""
    now = timezone.now()
    mine = Lease.objects.running().filter(statement=statement_id, user=user)
    if not mine.update(until=now + LEASE):
        begun = {"opened_at": now, "until": now + LEASE}
        lease, _is_new = Lease.objects.update_or_create(
            statement_id=statement_id, user=user, defaults=begun
        )
        kept = Lease.objects.filter(user=user).order_by("-until", "-pk")[:N_HELD]
        Lease.objects.filter(user=user).exclude(pk__in=[row.pk for row in kept]).delete()
        return lease
    return Lease.objects.get(statement=statement_id, user=user)


def extend_lease(*, statement_id: int, user: User) -> Lease | None:
    """Extend a running lease; one that ran out begins anew unless somebody else has the statement by now."""
    others = Lease.objects.running().filter(statement=statement_id).exclude(user=user)
    mine = Lease.objects.running().filter(statement=statement_id, user=user)
    if others.exists() and not mine.exists():
        return None
    return hold_statement(statement_id=statement_id, user=user)


def release_statement(*, statement_id: int, user: User) -> None:
    """Give the statement back to the queue."""
    Lease.objects.filter(statement=statement_id, user=user).delete()


def forget_old_leases() -> int:
    """Drop leases that ran out a day ago or longer; return how many. The worker does so."""
    n_gone, _ = Lease.objects.filter(until__lt=timezone.now() - dt.timedelta(days=1)).delete()
    return n_gone
