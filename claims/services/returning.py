"""Sending a decided statement back to the queue, with the reason why."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from claims.errors import ReviewError
from claims.models import Act, Notice, ReadingDue, SecondReading, Statement
from claims.services.events import Deed, change_statement, load_statement
from claims.services.notices import notify

RETURN = "claims.return_statement"
RETURNABLE = frozenset({Statement.Status.ACCEPTED, Statement.Status.REJECTED})


def may_return(statement_id: int, user: User) -> bool:
    """Tell whether `user` may send the statement back: a curator, whoever read it a second time, or is to."""
    if user.has_perm(RETURN):
        return True
    if SecondReading.objects.filter(pk=statement_id, reader=user).exists():
        return True
    return ReadingDue.objects.filter(pk=statement_id).hidden_from(user.pk).exists()


def return_statement(*, statement_id: int, row_version: int, actor: User, why: str) -> Statement:
    """Send a decided statement back to the queue; whoever had decided it is told why.

    A second reader may do so without having seen how it was decided: their reading waits no more. Raises
    `ReviewError` without a reason, for a statement that is not decided, and for somebody who may not;
    `ConflictError` on a stale row.
    """
    why = why.strip()
    if not why:
        raise ReviewError(_("Say why it goes back: whoever decided it will read that."))
    if not may_return(statement_id, actor):
        raise ReviewError(_("Only a curator or the second reader sends a statement back."))
    statement = load_statement(statement_id, row_version=row_version)
    if statement.status not in RETURNABLE:
        raise ReviewError(_("This statement is not decided: there is nothing to send back."))
    decided_by = statement.decided_by
    columns = {"status": Statement.Status.PROPOSED, "is_unsure": False, "decided_by": None}
    with transaction.atomic():
        fresh = change_statement(statement, columns, deed=Deed(Act.Kind.RETURN, actor, why[:500]))
        event = fresh.events.filter(act=Act.Kind.RETURN)[0]
        if decided_by is not None:
            notify(event=event, recipients=[decided_by], kind=Notice.Kind.RETURNED)
    return fresh
