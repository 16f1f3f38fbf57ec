"""The one way a statement changes: a conditional update and its event, in one transaction."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.errors import ConflictError
from claims.models import ReviewEvent, Statement
from claims.services.filing import file_statements


@dataclass(frozen=True, slots=True)
class Deed:
    """Who does what, and why; deeds of one bulk act share `batch`."""

    act: str
    actor: User
    why: str = ""
    batch: uuid.UUID | None = None
    undoes: ReviewEvent | None = None
    extra: dict[str, Any] = field(default_factory=dict)


def load_statement(statement_id: int, *, row_version: int) -> Statement:
    """Return the statement, or raise `ConflictError` if it is no longer at `row_version`."""
    statement = Statement.objects.with_context().get(pk=statement_id)
    if statement.row_version != row_version:
        raise conflict_on(statement)
    return statement


def conflict_on(statement: Statement) -> ConflictError:
    """Return the error that tells who changed `statement` since the page was loaded."""
    last = statement.events.select_related("actor").first()
    if last is None or last.actor is None:
        message = _(
            "This statement has changed since the page was loaded. Look again, then decide."
        )
    else:
        message = _(
            "%(who)s changed this statement since the page was loaded (%(act)s). Look again, then decide."
        )
        message %= {"who": last.actor, "act": last.get_act_display()}
    return ConflictError(message, fresh=statement)


def change_statement(statement: Statement, changes: dict[str, Any], *, deed: Deed) -> Statement:
    """Write `changes` to the row as it was loaded, append the event, and return the fresh row.

    Raises `ConflictError` if the row changed meanwhile; nothing is written then.
    """
    before = statement.state()
    now = timezone.now()
    with transaction.atomic():
        held = Statement.objects.filter(pk=statement.pk, row_version=statement.row_version)
        values = {
            "touched_at": now,
            "modified_at": now,
            "row_version": statement.row_version + 1,
        } | changes
        if held.update(**values) == 0:
            raise conflict_on(Statement.objects.with_context().get(pk=statement.pk))
        fresh = Statement.objects.with_context().get(pk=statement.pk)
        append_event(fresh, before=before | deed.extra.get("before", {}), deed=deed)
    return fresh


def append_event(statement: Statement, *, before: dict[str, Any], deed: Deed) -> ReviewEvent:
    """Append the event of `deed`, which left `statement` as it stands now."""
    event = ReviewEvent.objects.create(
        statement=statement,
        act=deed.act,
        actor=deed.actor,
        before=before,
        after=statement.state() | deed.extra.get("after", {}),
        why=deed.why,
        batch=deed.batch or uuid.uuid4(),
        undoes=deed.undoes,
    )
    file_statements([statement.pk])  # into the queue, or out of it
    return event
