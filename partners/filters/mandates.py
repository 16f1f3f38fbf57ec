"""Statements by the post that their speaker held when the article was published."""

from __future__ import annotations

import datetime as dt

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, Concat, TruncDate

from claims.models import Statement
from speakers.models import Membership, Speaker

# A partial date covers its whole year or month: the text "2024~" sorts behind every day of 2024.
_BEHIND = Value("~")


def held_then(
    queryset: QuerySet[Statement], *, role: str = "", organisation: str = ""
) -> QuerySet[Statement]:
    """Statements whose speaker held, on the day of the article, a post with such a label, or of this organisation.

    The day is that of publication, or else the day on which the article was first seen. An end that is open counts as held.
    """
    mandates = Membership.objects.all()
    if role:
        mandates = mandates.filter(post__label__icontains=role)
    if organisation:
        found = Speaker.objects.select_related("canonical").filter(slug=organisation).first()
        root = found.root.pk if found else None
        of = Q(post__organisation=root) | Q(post__organisation__canonical=root)
        mandates = mandates.filter(of) if root else mandates.none()
    person = Coalesce("person__canonical_id", "person_id")
    roots = mandates.order_by().values_list(person, flat=True)
    same = Speaker.objects.filter(Q(pk__in=roots) | Q(canonical__in=roots))
    then = mandates.annotate(last=Concat("end", _BEHIND)).filter(
        Q(end="") | Q(last__gte=OuterRef("day")), start__lte=OuterRef("day")
    )
    held = Q(Exists(then.filter(person=OuterRef("speaker_root"))))
    # Few mandates stand under a record that was merged; asked about together with the others, no index would help.
    merged = mandates.exclude(person__canonical=None).order_by()
    if persons := list(merged.values_list("person_id", flat=True)):
        under_merged = then.filter(person__in=persons, person__canonical=OuterRef("speaker_root"))
        held |= Q(Exists(under_merged))
    day = Cast(TruncDate(F("version__article__sort_at"), tzinfo=dt.UTC), CharField())
    root_of = Coalesce("speaker__canonical_id", "speaker_id")
    return (
        queryset.filter(speaker__in=same.values("pk"))
        .alias(day=day, speaker_root=root_of)
        .filter(held)
    )
