"""The review queue: which statement comes next."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from claims.models import Statement
from claims.querysets import StatementQuerySet

N_AHEAD = 6


@dataclass(frozen=True, slots=True)
class QueueView:
    """The statement to decide now, a few that follow, and how many wait."""

    current: Statement | None
    ahead: tuple[Statement, ...]
    n_waiting: int


def look_at_queue(*, skipped: Collection[int] = (), wanted: int | None = None) -> QueueView:
    """Return the queue with `wanted` first if it still waits; skipped ones come back at the end."""
    waiting: StatementQuerySet = Statement.objects.queued().with_context().with_links()
    first = list(waiting.filter(pk=wanted)) if wanted else []
    rest = waiting.exclude(pk__in=[s.pk for s in first])
    items = first + list(rest.exclude(pk__in=skipped)[: N_AHEAD + 1])
    if len(items) <= N_AHEAD and skipped:
        items += list(rest.filter(pk__in=skipped)[: N_AHEAD + 1 - len(items)])
    n_waiting = Statement.objects.proposed().count()
    return QueueView(items[0] if items else None, tuple(items[1 : N_AHEAD + 1]), n_waiting)
