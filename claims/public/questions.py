"""The published questions as anybody may list them: what changed last comes first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from claims.models import Claim, Question
from claims.public.counts import Counts, count_for
from claims.public.order import Changes, find_changes, read_changes


@dataclass(frozen=True, slots=True)
class PublicQuestion:
    """A published question: its rival claims, what bears on them, and when anything of that last changed in public."""

    question: Question
    claims: Sequence[Claim]
    changed_at: dt.datetime
    counts: Counts


def list_published(words: str = "") -> Changes:
    """Return the published questions that hold each of the words, each with its last change, the latest first.

    Which they are is asked now; when they changed may be a minute old.
    """
    published = Question.objects.published()
    ids = set(published.holding(words).order_by().values_list("pk", flat=True))
    changes = find_changes()
    if new := ids - changes.keys():
        changes |= read_changes(published.filter(pk__in=new))
    order = sorted(ids, key=lambda pk: (changes[pk], pk), reverse=True)
    return {pk: changes[pk] for pk in order}


def load_questions(changes: Mapping[int, dt.datetime], ids: Iterable[int]) -> list[PublicQuestion]:
    """Return these published questions in their order, with their claims; what is counted may be a minute old."""
    ids = list(ids)
    held: dict[int, Any] = Question.objects.published().with_claims().in_bulk(ids)
    counts = count_for(ids)
    return [
        PublicQuestion(held[pk], held[pk].shown_claims, changes[pk], counts[pk])
        for pk in ids
        if pk in held
    ]
