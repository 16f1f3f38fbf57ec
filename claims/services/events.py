"""The one way a statement changes: a conditional update and its event, in one transaction.

Acts are built from these. A composite act (a split, a bulk act) is several events with one `Deed.batch`, inside
one `transaction.atomic()`: it shows as one entry of the history.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.errors import ConflictError, SecondReadingError
from claims.models import Act, Claim, ReadingDue, ReviewEvent, Statement
from claims.services.filing import file_statements
from claims.services.sampling import DRAWN_BY, sample_statements

# Acts that leave the row as it is, and those that may be done to what one has not read.
_BESIDE_THE_ROW = (Act.Kind.COMMENT, Act.Kind.READ_AGAIN)
_UNREAD = frozenset({Act.Kind.RETURN, Act.Kind.UNDO})


@dataclass(frozen=True, slots=True)
class Deed:
    """Who does what, and why.

    Deeds that share `batch` are one act. `extra` holds what `Statement.state()` does not know, as
    `{"before": {...}, "after": {...}}`: a link to a claim, or the words of a comment. `takes_back` is the act
    that an undo undoes.
    """

    act: str
    actor: User
    why: str = ""
    batch: uuid.UUID | None = None
    takes_back: Act | None = None
    extra: dict[str, Any] = field(default_factory=dict)


def load_statement(statement_id: int, *, row_version: int) -> Statement:
    """Return the statement, or raise `ConflictError` if it is no longer at `row_version`."""
    statement = Statement.objects.with_context().get(pk=statement_id)
    if statement.row_version != row_version:
        raise conflict_on(statement)
    return statement


def conflict_on(statement: Statement) -> ConflictError:
    """Return the error that tells who changed `statement` since the page was loaded."""
    made = statement.events.filter(row_version=statement.row_version)
    last = made.exclude(act__in=_BESIDE_THE_ROW).select_related("actor").first()
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


def refuse_unread(statement: Statement, actor: User) -> None:
    """Raise `SecondReadingError` if `actor` may still read the decided statement blind: then nothing else comes first."""
    if statement.is_decided and ReadingDue.objects.filter(pk=statement.pk).hidden_from(actor.pk):
        raise SecondReadingError(
            _("This statement is decided, and waits for a second reading: give yours first."),
            statement_id=statement.pk,
        )


def change_statement(statement: Statement, changes: dict[str, Any], *, deed: Deed) -> Statement:
    """Write `changes` to the row as it was loaded, append the event, and return the fresh row.

    Raises `ConflictError` if the row changed meanwhile, `SecondReadingError` as `refuse_unread` does; nothing is
    written then.
    """
    if deed.act not in _UNREAD:
        refuse_unread(statement, deed.actor)
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
        append_event(fresh, before=before, deed=deed)
    return fresh


def drop_statement(statement: Statement, *, deed: Deed) -> Statement:
    """Take a statement out, as a join does with the one that goes into another; the row and its log stay."""
    return change_statement(statement, {"status": Statement.Status.DROPPED}, deed=deed)


def log_new_statement(statement: Statement, *, deed: Deed) -> ReviewEvent:
    """Append the first event of a row that a person has just made, by hand or by a split.

    Before it there was none: undoing the act drops the row. `touched_at` must be set, so that no run takes the
    row for its own.
    """
    return append_event(statement, before={"status": Statement.Status.DROPPED}, deed=deed)


def append_event(statement: Statement, *, before: dict[str, Any], deed: Deed) -> ReviewEvent:
    """Append the event of `deed`, which found `before` and left `statement` as it stands now.

    Only what differs is kept. A deed that changes nothing but says something (a comment) passes
    `before=statement.state()` and its words in `extra`.
    """
    was, stands = changed_only(
        before | deed.extra.get("before", {}), statement.state() | deed.extra.get("after", {})
    )
    with transaction.atomic():
        event = ReviewEvent.objects.create(
            statement=statement,
            part_of=_enter(statement, deed),
            act=deed.act,
            actor=deed.actor,
            before=was,
            after=stands,
            why=deed.why,
            row_version=statement.row_version,
        )
        file_statements([statement.pk])  # into the queue, or out of it
        if DRAWN_BY & stands.keys():
            sample_statements([statement.pk])
    return event


def changed_only(
    before: Mapping[str, Any], after: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return both states without what is the same in the two."""
    changed = {name for name in after if name not in before or before[name] != after[name]}
    return (
        {name: value for name, value in before.items() if name in changed},
        {name: value for name, value in after.items() if name in changed},
    )


def _enter(statement: Statement, deed: Deed) -> Act:
    """Return the act that the event is part of, counted in: the one begun under `deed.batch`, else a new one."""
    begun = Act.objects.filter(batch=deed.batch).first() if deed.batch else None
    if begun is None:
        return Act.objects.create(
            kind=deed.act,
            actor=deed.actor,
            why=deed.why,
            batch=deed.batch or uuid.uuid4(),
            article_id=statement.version.article_id,
            question_id=_question_of(deed),
            n_statements=1,
            n_events=1,
        )
    is_new = not begun.events.filter(statement=statement).exists()
    Act.objects.filter(pk=begun.pk).update(
        n_events=F("n_events") + 1,
        n_statements=F("n_statements") + int(is_new),
        article=_still(begun.article_id, statement.version.article_id),
        question=_still(begun.question_id, _question_of(deed)),
    )
    return begun


def _still(one: int | None, other: int | None) -> int | None:
    """Return what an act was on so far if it still is on that one alone."""
    return one if one == other else None


def _question_of(deed: Deed) -> int | None:
    """Return the question of the claim that the deed links to, if it does."""
    link = deed.extra.get("after", {}).get("link")
    if not link:
        return None
    return Claim.objects.values_list("question_id", flat=True).get(pk=link["claim"])
