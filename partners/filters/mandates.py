"""Statements by the post that their speaker held when the article was published."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, Concat, TruncDate

from claims.models import Statement
from speakers.models import Membership, Speaker

# A partial date covers its whole year or month: the text "2024~" sorts behind every day of 2024.
_BEHIND = Value("~")


@dataclass(frozen=True, slots=True)
class Mandates:
    """Mandates that are asked for, and whose they are, found once for all that is narrowed by them.

    `records` are all records of these speakers; `under_merged` those of them that were merged and that a mandate stands under.
    """

    rows: QuerySet[Membership]
    records: list[int]
    under_merged: list[int]

    def held_then(self, queryset: QuerySet[Statement]) -> QuerySet[Statement]:
        """Return the statements whose speaker held one of the mandates on the day of the article.

        The day is that of publication, or else the day on which the article was first seen. An end that is open counts as held.
        """
        then = self.rows.annotate(last=Concat("end", _BEHIND)).filter(
            Q(end="") | Q(last__gte=OuterRef("day")), start__lte=OuterRef("day")
        )
        held = Q(Exists(then.filter(person=OuterRef("speaker_root"))))
        # Few mandates stand under a record that was merged; asked about together with the others, no index would help.
        if self.under_merged:
            of_root = {
                "person__in": self.under_merged,
                "person__canonical": OuterRef("speaker_root"),
            }
            held |= Q(Exists(then.filter(**of_root)))
        day = Cast(TruncDate(F("version__article__sort_at"), tzinfo=dt.UTC), CharField())
        root_of = Coalesce("speaker__canonical_id", "speaker_id")
        return (
            queryset.filter(speaker__in=self.records)
            .alias(day=day, speaker_root=root_of)
            .filter(held)
        )


def find_mandates(*, role: str = "", organisation: str = "") -> Mandates:
    """Return the mandates on a post with such a label, or of this organisation."""
    rows = Membership.objects.all()
    if role:
        rows = rows.filter(post__label__icontains=role)
    if organisation:
        found = Speaker.objects.select_related("canonical").filter(slug=organisation).first()
        root = found.root.pk if found else None
        of = Q(post__organisation=root) | Q(post__organisation__canonical=root)
        rows = rows.filter(of) if root else rows.none()
    persons = dict(rows.order_by().values_list("person_id", "person__canonical_id"))
    roots = {root or person for person, root in persons.items()}
    merged = Speaker.objects.filter(canonical__in=roots).order_by()
    records = [*roots, *merged.values_list("pk", flat=True)]
    return Mandates(rows, records, [person for person, root in persons.items() if root])
