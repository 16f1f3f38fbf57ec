"""What waits for a curator: the next pair after a place, and how many there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from claims.curation.asked import UNSURE, Asked
from claims.queue.reading import N_COUNTED, Capped
from speakers.models import Judgement, LikelyPair, Speaker


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records to judge: what found them likely, what was judged of them, and where they stand in the queue."""

    one: Speaker
    other: Speaker
    likely: LikelyPair | None = None
    judgement: Judgement | None = None
    place: str = ""


def count_waiting(asked: Asked) -> Capped:
    """Count what is asked for, up to a bound: the work does not grow with the queue."""
    n = _rows(asked)[: N_COUNTED + 1].count()
    return Capped(min(n, N_COUNTED), n > N_COUNTED)


def next_pair(asked: Asked, *, after: str = "") -> Pair | None:
    """Return the pair after a place; behind the last comes the first again. None if nothing waits."""
    sort = asked.order
    rows = _rows(asked).order_by(*sort.order_by())
    place = sort.read_place(after)
    row = rows.filter(sort.beyond(place)).first() if place is not None else None
    row = row or rows.first()
    return load_pair(row.a_id, row.b_id, place=sort.place_of(row)) if row else None


def load_pair(one: int, other: int, *, place: str = "") -> Pair | None:
    """Return the pair of these records as they stand; None if they are one, or either is gone.

    A record that was merged stands by the one kept.
    """
    rows = Speaker.objects.select_related("canonical").in_bulk([one, other])
    if len(rows) < 2 or rows[one].root == rows[other].root:
        return None
    first, second = sorted((rows[one].root.pk, rows[other].root.pk))
    shown = Speaker.objects.with_credited().with_names().with_roles()
    known = shown.select_related("parent__canonical").in_bulk([first, second])
    likely = LikelyPair.objects.filter(a=first, b=second).first()
    judged = Judgement.objects.standing().on(first, second).select_related("actor").first()
    return Pair(known[first], known[second], likely, judged, place)


def _rows(asked: Asked) -> QuerySet[Any]:
    named = Q()
    if asked.q:
        found = Speaker.objects.matching(asked.q).values("pk")
        named = Q(a__in=found) | Q(b__in=found)
    if asked.new:
        named &= Q(a__is_provisional=True) | Q(b__is_provisional=True)
    if asked.which == UNSURE:
        unsure = Judgement.objects.standing().filter(
            named, verdict=Judgement.Verdict.UNSURE, a__canonical=None, b__canonical=None
        )
        return unsure.filter(a__kind=asked.kind) if asked.kind else unsure
    likely = LikelyPair.objects.waiting().filter(named)
    if asked.kind:
        likely = likely.filter(kind=asked.kind)
    return likely.filter(n_statements__gt=0) if asked.said else likely
