"""Settling two readings that differ: the first stands, the second takes its place, or the statement is decided anew."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from claims.errors import ConflictError, ReviewError
from claims.models import Act, Notice, SecondReading, Statement
from claims.second.states import columns_to_take
from claims.services.events import Deed, change_statement, load_statement
from claims.services.notices import notify
from claims.services.readings import write_reading

Settled = SecondReading.Settled


def settle_difference(
    *, statement_id: int, row_version: int, choice: str, actor: User, why: str = ""
) -> Statement:
    """Settle the two readings of the statement; settling them in the same way again changes nothing.

    *First* leaves the statement as it stands, *second* brings what differs to what the second reader made of it,
    *neither* sends it back to the queue, undecided. Raises `ConflictError` on a stale row, or if somebody settled it
    otherwise, `ReviewError` if there is nothing to settle or the statement was joined into another since.
    """
    if choice not in Settled.values:
        raise ReviewError(_("Choose whose reading stands: the first, the second, or neither."))
    with transaction.atomic():
        reading = _hold(statement_id, choice)
        statement = load_statement(statement_id, row_version=row_version)
        if reading.settled:
            return statement
        if statement.status == Statement.Status.DROPPED and choice != Settled.FIRST:
            raise ReviewError(
                _("This statement was joined into another: undo the join first, then settle.")
            )
        before = reading.logged()
        after = before | {"settled": choice, "settled_by": actor.pk}
        write_reading(statement_id, after)
        extra = {"before": {"reading": before}, "after": {"reading": after}}
        deed = Deed(Act.Kind.SETTLE, actor, why, extra=extra)
        fresh = change_statement(statement, _columns(statement, reading, choice, actor), deed=deed)
        event = fresh.events.filter(act=Act.Kind.SETTLE)[0]
        readers = [reading.first_reader, reading.reader]
        notify(event=event, recipients=readers, kind=Notice.Kind.SETTLED)
    return fresh


def _hold(statement_id: int, choice: str) -> SecondReading:
    """Return the reading, held for this transaction: open, or settled in this way already."""
    rows = SecondReading.objects.select_for_update().filter(pk=statement_id)
    reading = rows.first()
    if reading is not None and reading.settled and reading.settled != choice:
        message = _("%(who)s settled this already: %(how)s. Look again, then decide.") % {
            "who": reading.settled_by,
            "how": reading.get_settled_display(),
        }
        fresh = Statement.objects.with_context().get(pk=statement_id)
        raise ConflictError(message, fresh=fresh)
    if reading is None or not (reading.is_open or reading.settled):
        raise ReviewError(_("There is nothing to settle here: the reading was taken back."))
    return reading


def _columns(
    statement: Statement, reading: SecondReading, choice: str, actor: User
) -> dict[str, Any]:
    if choice == Settled.FIRST:
        return {}
    if choice == Settled.NEITHER:
        return {"status": Statement.Status.PROPOSED, "is_unsure": False, "decided_by": None}
    columns = columns_to_take(statement, reading)
    if "status" in columns:
        is_decided = columns["status"] != Statement.Status.PROPOSED
        columns["decided_by"] = actor if is_decided else None
    return columns
