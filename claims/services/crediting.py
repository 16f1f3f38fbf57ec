"""Crediting many statements to one speaker, as one act."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from claims.errors import ReviewError
from claims.models import Act
from claims.services.bulk import Asked, Decided, Planned, change_statements, lock_statements
from claims.services.events import Deed, conflict_on
from speakers.models import Speaker


def credit_statements(
    *, asked: Sequence[Asked], speaker: Speaker, actor: User, why: str = ""
) -> Decided:
    """Credit every chosen statement to `speaker`, as one act.

    One that is already, is left as it is; one that somebody changed since the page was loaded is left too, and told of with
    the reason. Raises `ReviewError` if none was chosen.
    """
    if not asked:
        raise ReviewError(_("Tick at least one statement."))
    versions = {row.statement_id: row.row_version for row in asked}
    with transaction.atomic():
        rows = [row for row in lock_statements(versions) if row.editor_speaker_id != speaker.pk]
        moved = [row for row in rows if row.row_version != versions[row.pk]]
        held = [row for row in rows if row.row_version == versions[row.pk]]
        columns = {"editor_speaker_id": speaker.pk, "speaker_id": speaker.pk}
        deed = Deed(Act.Kind.CORRECT_SPEAKER, actor, why)
        planned = [Planned(row, columns) for row in held]
        act = change_statements(planned, deed=deed) if planned else None
    conflicts = tuple((row, str(conflict_on(row))) for row in moved)
    return Decided(act, len(held), len(versions) - len(rows), conflicts)
