"""Second readings in the queue: the next one for an editor who has not seen the first, and how many there are."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import connection, transaction

from claims.models import ReadingDue, SecondReading
from claims.querysets_reading import ReadingDueQuerySet
from claims.queue.asked import DESK, Asked
from claims.queue.ordering import SORTS
from claims.queue.reading import Capped, desk_asked, open_elsewhere
from claims.services.leases import hold_statement

N_COUNTED = 100  # above this a count says "and more"
N_TRIES = 5
ORDER = SORTS["matters"]


def due_asked(asked: Asked, user: User) -> ReadingDueQuerySet:
    """Return what `user` may read a second time: of the desk or the article that is asked for, else of all."""
    due = ReadingDue.objects.all().hidden_from(user.pk)
    if asked.whose == DESK:
        desk = desk_asked(asked, user)
        due = due.filter(desk=desk) if desk else due.none()
    return due.filter(article=asked.article) if asked.article else due


def count_due(asked: Asked, user: User) -> Capped:
    """Count what is asked for, up to a bound."""
    n = due_asked(asked, user)[: N_COUNTED + 1].count()
    return Capped(min(n, N_COUNTED), n > N_COUNTED)


def count_open() -> Capped:
    """Count the readings that differ and wait to be settled, up to a bound."""
    n = SecondReading.objects.open()[: N_COUNTED + 1].count()
    return Capped(min(n, N_COUNTED), n > N_COUNTED)


def take_due(asked: Asked, user: User, *, after: str = "", before: str = "") -> ReadingDue | None:
    """Return the next second reading for `user`, what matters most first, and give them a lease; None if none is left.

    What another editor has open is passed over. Behind the last comes the first again, then what the editor
    skipped; never the one at the place itself.
    """
    for _try in range(N_TRIES):
        with transaction.atomic():
            due = _find(asked, user, after=after, before=before)
            if due is None:
                return None
            if open_elsewhere(user, due.pk):
                continue  # taken between the look and the lock
            hold_statement(statement_id=due.pk, user=user)
            return due
    return None


def _find(asked: Asked, user: User, *, after: str, before: str) -> ReadingDue | None:
    backwards = bool(before)
    free = due_asked(asked, user).exclude(pk__in=open_elsewhere(user))
    fresh = _locked(free.unskipped(user.pk)).order_by(*ORDER.order_by(backwards=backwards))
    skipped = _locked(free.filter(statement__skips__user=user)).order_by("statement__skips__at")
    place = ORDER.read_place(before or after)
    if place is None:
        return fresh.first() or skipped.first()
    here = int(str(place[-1]))
    beyond = fresh.filter(ORDER.beyond(place, backwards=backwards)).first()
    return beyond or fresh.exclude(pk=here).first() or skipped.exclude(pk=here).first()


def _locked(due: ReadingDueQuerySet) -> ReadingDueQuerySet:
    if connection.features.has_select_for_update_skip_locked:
        return due.select_for_update(skip_locked=True, of=("self",))
    return due
