"""Statements by the post that their speaker held when the article was published."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, Concat, TruncDate

from claims.models import Statement
from speakers.models import Membership, Speaker

# SQLite reads no condition of a thousand parts.
MAX_MANDATES = 400
ROOT = Coalesce("person__canonical_id", "person_id")
Window = tuple[dt.datetime | None, dt.datetime | None]


def held_then(
    queryset: QuerySet[Statement], *, role: str = "", organisation: str = ""
) -> QuerySet[Statement]:
    """Statements whose speaker held, on the day of the article, a post with such a label, or of this organisation.

    The day is that of publication, or else the day on which the article was first seen. An end that is open counts as held. The
    mandates are looked up first: the list then goes by speakers and times, unless there are too many for one query.
    """
    mandates = _mandates(role, organisation)
    rows = list(mandates.values_list(ROOT, "start", "end"))
    records = _records({root for root, *_ in rows})
    everybody = {key for keys in records.values() for key in keys}
    if len(rows) > MAX_MANDATES:
        return _held_by_many(queryset.filter(speaker__in=everybody), mandates)
    held = Q(pk__in=())
    for ids, (start, end) in _windows(rows, records):
        then = Q(speaker__in=ids)
        if start:
            then &= Q(version__article__sort_at__gte=start)
        if end:
            then &= Q(version__article__sort_at__lt=end)
        held |= then
    return queryset.filter(held, speaker__in=everybody)


def _held_by_many(
    queryset: QuerySet[Statement], mandates: QuerySet[Membership]
) -> QuerySet[Statement]:
    """The same by a look-up for each statement."""
    person = (
        Q(person=OuterRef("speaker"))
        | Q(person__canonical=OuterRef("speaker"))
        | Q(person=OuterRef("speaker__canonical"))
        | Q(person__canonical=OuterRef("speaker__canonical"))
    )
    day = Cast(TruncDate("version__article__sort_at", tzinfo=dt.UTC), CharField())
    # A partial date covers its whole year or month: the text "2024~" sorts behind every day of 2024.
    then = mandates.annotate(last=Concat("end", Value("~"))).filter(
        person, Q(end="") | Q(last__gte=OuterRef("day")), start__lte=OuterRef("day")
    )
    return queryset.alias(day=day).filter(Exists(then))


def _mandates(role: str, organisation: str) -> QuerySet[Membership]:
    mandates = Membership.objects.order_by()
    if role:
        mandates = mandates.filter(post__label__icontains=role)
    if organisation:
        found = Speaker.objects.select_related("canonical").filter(slug=organisation).first()
        root = found.root.pk if found else 0
        of = Q(post__organisation=root) | Q(post__organisation__canonical=root)
        mandates = mandates.filter(of)
    return mandates


def _windows(
    rows: Iterable[tuple[int, str, str]], records: Mapping[int, set[int]]
) -> Iterator[tuple[set[int], Window]]:
    """Yield for each span of time every record of those who held such a post then."""
    people: dict[Window, set[int]] = defaultdict(set)
    for root, start, end in rows:
        people[_first(start), _after(end)] |= records[root]
    for window, ids in people.items():
        yield ids, window


def _records(roots: set[int]) -> Mapping[int, set[int]]:
    records = {root: {root} for root in roots}
    merged = Speaker.objects.filter(canonical__in=roots)
    for key, root in merged.order_by().values_list("pk", "canonical_id"):
        records[root or key].add(key)
    return records


def _first(start: str) -> dt.datetime | None:
    """Return the first moment of a partial date."""
    if not start:
        return None
    year, month, day = (*(int(part) for part in start.split("-")), 1, 1)[:3]
    return dt.datetime(year, month, day, tzinfo=dt.UTC)


def _after(end: str) -> dt.datetime | None:
    """Return the first moment after a partial date; None without one, or beyond the calendar."""
    first = _first(end)
    if first is None:
        return None
    try:
        if len(end) == len("2024"):
            return first.replace(year=first.year + 1)
        if len(end) == len("2024-05"):
            return (first + dt.timedelta(days=31)).replace(day=1)
        return first + dt.timedelta(days=1)
    except (ValueError, OverflowError):
        return None
