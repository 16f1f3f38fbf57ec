"""What waits: the next statement for one editor, a page of the list, and how many there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import connection, transaction
from django.db.models import Q

from claims.models import Desk, Lease, QueueEntry, Skip
from claims.querysets import QueueEntryQuerySet
from claims.queue.asked import DESK, MINE, SURE, UNSURE, Asked
from claims.queue.ordering import IN_TEXT, SORTS, Sort
from claims.services.leases import hold_statement
from speakers.models import Speaker

N_COUNTED = 1_000  # above this a count says "and more"
N_PAGE = 25
N_TRIES = 5


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the queue, and the places from which the pages beside it begin; empty if there is none."""

    entries: tuple[QueueEntry, ...]
    next_place: str
    previous_place: str


@dataclass(frozen=True, slots=True)
class Capped:
    """A count that stopped at a bound, if `is_more`."""

    n: int
    is_more: bool

    def __str__(self) -> str:
        return f"{self.n}+" if self.is_more else str(self.n)


def sort_of(asked: Asked) -> Sort:
    """Return the order that is asked for; one article is always read in the order of its text."""
    return IN_TEXT if asked.article else SORTS[asked.sort]


def desk_asked(asked: Asked, user: User) -> Desk | None:
    """Return the desk that is asked for: the one named, else the first of the editor's own."""
    if asked.desk:
        return Desk.objects.filter(slug=asked.desk).first()
    return user.desks.first()


def entries_for(asked: Asked, user: User, *, desk: Desk | None = None) -> QueueEntryQuerySet:
    """Return what is asked for, one entry a decision, in no order; `desk` is the one asked for, where it is at hand."""
    entries = QueueEntry.objects.filter(is_lead=True, is_unsure=asked.verdict == UNSURE)
    if asked.whose == MINE:
        entries = entries.filter(editor=user)
    elif asked.whose == DESK:
        desk = desk or desk_asked(asked, user)
        entries = entries.filter(desk=desk) if desk else entries.none()
    exact = {
        "cue_class": asked.cue,
        "article": asked.article,
        "outlet": asked.outlet,
        "is_breaking": asked.breaking,
        "is_disputed": asked.disputed,
    }
    entries = entries.filter(**{name: value for name, value in exact.items() if value})
    if asked.speaker:
        records = Speaker.objects.filter(Q(pk=asked.speaker) | Q(canonical=asked.speaker))
        entries = entries.filter(speaker__in=records.values("pk"))
    if asked.carried:
        entries = entries.filter(n_carried__gt=1)
    if asked.confidence:
        entries = entries.filter(is_sure=asked.confidence == SURE)
    return entries


def count_waiting(asked: Asked, user: User, *, desk: Desk | None = None) -> Capped:
    """Count what is asked for, up to a bound: the work does not grow with the queue. `desk` as for `entries_for`."""
    n = entries_for(asked, user, desk=desk)[: N_COUNTED + 1].count()
    return Capped(min(n, N_COUNTED), n > N_COUNTED)


def read_page(asked: Asked, user: User, *, after: str = "", before: str = "") -> Page:
    """Return the page that begins after a place, or ends before one; else the first."""
    sort, backwards = sort_of(asked), bool(before)
    entries = entries_for(asked, user).order_by(*sort.order_by(backwards=backwards))
    place = sort.read_place(before or after)
    if place is not None:
        entries = entries.filter(sort.beyond(place, backwards=backwards))
    found = list(_with_words(entries)[: N_PAGE + 1])
    shown, is_more = found[:N_PAGE], len(found) > N_PAGE
    if backwards:
        shown.reverse()
    has_next = bool(shown) and (is_more or backwards)
    has_previous = bool(shown) and (is_more if backwards else place is not None)
    return Page(
        tuple(shown),
        sort.place_of(shown[-1]) if has_next else "",
        sort.place_of(shown[0]) if has_previous else "",
    )


def read_ahead(asked: Asked, user: User, *, after: str, n: int) -> list[QueueEntry]:
    """Return the `n` entries after a place, without taking any of them."""
    sort = sort_of(asked)
    entries = entries_for(asked, user).order_by(*sort.order_by())
    place = sort.read_place(after)
    if place is not None:
        entries = entries.filter(sort.beyond(place))
    rows = entries.select_related("statement__speaker__canonical")
    return list(rows.only(*_SAID)[:n])


_SAID = (
    "n_carried",
    "statement__words",
    "statement__speaker_name",
    "statement__speaker__name",
    "statement__speaker__canonical__name",
)


def members_of(entries: Sequence[QueueEntry]) -> dict[int, str]:
    """Return for each group what a decision on it decides, as `key:row version`, joined by commas."""
    rows = QueueEntry.objects.filter(group__in=[entry.group for entry in entries]).order_by("pk")
    found: dict[int, list[str]] = defaultdict(list)
    for group, key, row_version in rows.values_list("group", "pk", "statement__row_version"):
        found[group].append(f"{key}:{row_version}")
    return {group: ",".join(members) for group, members in found.items()}


def take_next(asked: Asked, user: User, *, after: str = "", before: str = "") -> QueueEntry | None:
    """Return the next entry for `user` and give them a lease on its statement; None if nothing is left.

    What another editor has open or has taken is passed over. Behind the last comes the first again, then
    what the editor skipped, the longest skipped first; never the entry at the place itself.
    """
    for _try in range(N_TRIES):
        with transaction.atomic():
            entry = _find_next(asked, user, after=after, before=before)
            if entry is None:
                return None
            if open_elsewhere(user, entry.pk):
                continue  # taken between the look and the lock
            hold_statement(statement_id=entry.pk, user=user)
            return entry
    return None


def _find_next(asked: Asked, user: User, *, after: str, before: str) -> QueueEntry | None:
    sort, backwards = sort_of(asked), bool(before)
    free = entries_for(asked, user).exclude(pk__in=open_elsewhere(user))
    if asked.whose != MINE:
        free = free.filter(Q(editor=None) | Q(editor=user))
    fresh = _locked(free.unskipped(user)).order_by(*sort.order_by(backwards=backwards))
    place = sort.read_place(before or after)
    if place is None:
        return fresh.first() or _first_skipped(free, user, but=0)
    here = int(str(place[-1]))
    beyond = fresh.filter(sort.beyond(place, backwards=backwards)).first()
    return beyond or fresh.exclude(pk=here).first() or _first_skipped(free, user, but=here)


def _first_skipped(free: QueueEntryQuerySet, user: User, *, but: int) -> QueueEntry | None:
    skips = Skip.objects.filter(user=user, statement__in=free.values("pk")).exclude(statement=but)
    first = skips.values_list("statement", flat=True).first()
    return _locked(free).filter(pk=first).first() if first else None


def open_elsewhere(user: User, *statement_ids: int) -> list[int]:
    """Return which statements other editors have open, of those named or of all."""
    leases = Lease.objects.running().exclude(user=user)
    if statement_ids:
        leases = leases.filter(statement__in=statement_ids)
    return list(leases.values_list("statement", flat=True))


def _locked(entries: QueueEntryQuerySet) -> QueueEntryQuerySet:
    if connection.features.has_select_for_update_skip_locked:
        return entries.select_for_update(skip_locked=True, of=("self",))
    return entries


def _with_words(entries: QueueEntryQuerySet) -> QueueEntryQuerySet:
    # Desk and editor are prefetched, not joined: a join tempts SQLite to begin with the small table and to sort.
    rows = entries.select_related("statement__speaker__canonical", "article__outlet")
    return rows.prefetch_related("desk", "editor").defer(
        "statement__proposal", "statement__content", "statement__source"
    )
