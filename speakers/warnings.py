"""What cannot be right about mandates as they stand: turned dates, overlaps, two holders of one seat. Reads only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations, groupby

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from speakers.models import Membership
from speakers.partial_dates import is_before, say_date, say_span


class Trouble(StrEnum):
    """What is wrong."""

    TURNED = "turned"
    OVERLAP = "overlap"
    TWO_HOLDERS = "two_holders"
    NO_BODY = "no_body"


@dataclass(frozen=True, slots=True)
class Warned:
    """One thing to look at: the mandates it is about, and a sentence."""

    trouble: Trouble
    mandates: tuple[Membership, ...]
    said: str


def find_warnings(mandates: QuerySet[Membership] | None = None) -> Iterator[Warned]:
    """Yield what is to be looked at among `mandates` and the others in their posts; by default in the whole registry.

    Only what is sure by the dates given: a month and the year it lies in do not overlap, and an unknown beginning overlaps nothing.
    """
    rows = Membership.objects.all() if mandates is None else mandates
    posts = _suspects(rows).order_by().values("post")
    related = ("person__canonical", "post__organisation", "on_behalf_of")
    found = Membership.objects.filter(post__in=posts).select_related(*related)
    in_posts = found.order_by("post__label", "post_id", "start", "pk").iterator(chunk_size=500)
    for _post, held in groupby(in_posts, key=lambda mandate: mandate.post_id):
        yield from _of_post(list(held))


def overlap(one: Membership, other: Membership) -> bool:
    """Tell whether two mandates surely run at the same time for more than the day, month or year of handing over."""
    return not _ends_by(one.end, other.start) and not _ends_by(other.end, one.start)


def _ends_by(end: str, start: str) -> bool:
    """Tell whether `end` may lie at or before `start`; an open end does not, an unknown start always may."""
    if not start:
        return True
    shared = min(len(end), len(start))
    return bool(end) and end[:shared] <= start[:shared]


def _suspects(rows: QuerySet[Membership]) -> QuerySet[Membership]:
    """Return the rows that share their post, or whose own dates or whose body's look wrong as text."""
    others = Membership.objects.filter(post=OuterRef("post")).exclude(pk=OuterRef("pk"))
    turned = Q(end__lt=F("start")) & ~Q(end="")
    outlived = ~Q(post__organisation__dissolved="") | ~Q(post__organisation__founded="")
    return rows.filter(Exists(others) | turned | outlived)


def _of_post(mandates: Sequence[Membership]) -> Iterator[Warned]:
    for mandate in mandates:
        yield from _of_one(mandate)
    for one, other in combinations(mandates, 2):
        if not overlap(one, other):
            continue
        if one.person.root == other.person.root:
            said = _("%(who)s holds “%(post)s” twice at the same time: %(one)s and %(other)s.")
            yield _warn(Trouble.OVERLAP, said, one, other)
        elif one.post.is_single_seat:
            said = _(
                "“%(post)s” is a single seat, and %(who)s (%(one)s) and %(whom)s (%(other)s) hold it at once."
            )
            yield _warn(Trouble.TWO_HOLDERS, said, one, other)


def _of_one(mandate: Membership) -> Iterator[Warned]:
    body = mandate.post.organisation
    if mandate.start and mandate.end and is_before(mandate.end, mandate.start):
        said = _("The mandate of %(who)s as “%(post)s” ends before it starts: %(one)s.")
        yield _warn(Trouble.TURNED, said, mandate)
    if body.dissolved and mandate.start and is_before(body.dissolved, mandate.start):
        said = _("%(who)s becomes “%(post)s” (%(one)s) after %(body)s was dissolved (%(date)s).")
        yield _warn(Trouble.NO_BODY, said, mandate, date=body.dissolved)
    if body.founded and mandate.end and is_before(mandate.end, body.founded):
        said = _("%(who)s was “%(post)s” (%(one)s) before %(body)s was founded (%(date)s).")
        yield _warn(Trouble.NO_BODY, said, mandate, date=body.founded)


def _warn(trouble: Trouble, said: str, *mandates: Membership, date: str = "") -> Warned:
    one, other = mandates[0], mandates[-1]
    values = {
        "who": one.person.root,
        "whom": other.person.root,
        "post": one.post.label,
        "body": one.post.organisation,
        "one": say_span(one.start, one.end),
        "other": say_span(other.start, other.end),
        "date": say_date(date),
    }
    return Warned(trouble, mandates, said % values)
