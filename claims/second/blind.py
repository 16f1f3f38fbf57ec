"""What is kept from a would-be second reader: how the first decided, what they corrected, and who they are.

Only those who may review are kept in the dark, and only until the second reading is given: whoever merely reads
the site is never handed one.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TypeVar

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Model, QuerySet

from claims.models import ReadingDue, Statement
from claims.querysets_reading import ReadingDueQuerySet, hidden_rows
from claims.second.states import as_shown, proposed_state
from speakers.models import Speaker

Viewer = User | AnonymousUser
REVIEW = "claims.review_statement"
Row = TypeVar("Row", bound=Model)


def due_for(viewer: Viewer) -> ReadingDueQuerySet:
    """Return the second readings that `viewer` could be handed, whose first readings are hidden from them."""
    if viewer.pk is None or not viewer.has_perm(REVIEW):
        return ReadingDue.objects.none()
    return ReadingDue.objects.all().hidden_from(viewer.pk)


def is_hidden(statement_id: int, viewer: Viewer) -> bool:
    """Tell whether the first reading of the statement is hidden from `viewer`."""
    return due_for(viewer).filter(pk=statement_id).exists()


def open_to(
    rows: QuerySet[Row, Row], viewer: Viewer, *, statement: str = "pk"
) -> QuerySet[Row, Row]:
    """Return the rows without those whose `statement` is hidden from `viewer`."""
    if viewer.pk is None or not viewer.has_perm(REVIEW):
        return rows
    return rows.exclude(hidden_rows(viewer.pk, statement))


def veil(statements: Sequence[Statement], viewer: Viewer) -> Sequence[Statement]:
    """Bring those that are hidden from `viewer` to what the engine proposed, to be shown; return all.

    The rows need their proposals and texts loaded. `is_unread` of a veiled one is true.
    """
    decided = {row.pk: row for row in statements if row.is_decided}
    hidden = [decided[pk] for pk in hidden_among(decided, viewer)]
    others = {row.engine_speaker_id for row in hidden if row.engine_speaker_id != row.speaker_id}
    speakers = _speakers(others - {None})
    for row in hidden:
        as_shown(row, proposed_state(row))
        if row.engine_speaker_id != row.speaker_id:
            row.speaker = speakers.get(row.engine_speaker_id or 0)
        row.is_unread = True
    return statements


def _speakers(keys: Collection[int | None]) -> dict[int, Speaker]:
    return Speaker.objects.select_related("canonical").in_bulk(list(keys)) if keys else {}


def hidden_among(statement_ids: Collection[int], viewer: Viewer) -> set[int]:
    """Return the keys of those that are hidden from `viewer`: one query, none where there is nothing to ask."""
    if not statement_ids:
        return set()
    return set(due_for(viewer).filter(pk__in=statement_ids).values_list("pk", flat=True))
