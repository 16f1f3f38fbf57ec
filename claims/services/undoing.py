"""Taking acts back, of whatever size and age; taking one back is an act too, and can be taken back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from claims.errors import ReviewError
from claims.log import name_of
from claims.models import Act, ReviewEvent, Statement
from claims.services.beside import Key, read_beside, write_beside
from claims.services.bulk import Planned, change_statements, lock_statements
from claims.services.events import Deed
from claims.services.undo_plan import UndoItem, UndoPlan, plan_undo


class ContestedError(ReviewError):
    """Somebody has changed some of it since, or more of it than the user saw; `plan` is how it stands now."""

    def __init__(self, message: str, *, plan: UndoPlan) -> None:
        super().__init__(message)
        self.plan = plan


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo did: the act that it is, and how many events it took back and left."""

    act: Act
    n_undone: int
    n_left: int


def undo_act(
    *,
    act_id: int,
    actor: User,
    event_id: int | None = None,
    seen: int | None = None,
    over: Collection[int] = (),
    why: str = "",
) -> Undone:
    """Take back what `act_id` did, or only one event of it.

    Without `seen` nothing may have been changed since: otherwise `ContestedError` is raised with the plan, and
    nothing is written. With `seen`, the plan that the user decided on, what comes off cleanly is taken back, and
    of what was changed since the events in `over`, which brings back what stood before the act; the rest is left.
    Raises `ContestedError` again if more has happened since `seen`, `ReviewError` if nothing is left to take back.
    """
    act = Act.objects.select_related("undoes", "question").get(pk=act_id)
    with transaction.atomic():
        touched = act.events.order_by().values_list("statement_id", flat=True).distinct()
        statements = {row.pk: row for row in lock_statements(list(touched))}
        plan = plan_undo(act, event_id=event_id)
        chosen = _choose(plan, seen=seen, over=set(over))
        now = read_beside([item.event for item in chosen])
        planned = [_plan(item, statements[item.statement.pk], now) for item in chosen]
        for item in chosen:
            write_beside(statements[item.statement.pk], item.event.before, actor=actor)
        deed = Deed(Act.Kind.UNDO, actor, why, takes_back=act)
        undo = change_statements(planned, deed=deed)
    return Undone(undo, len(chosen), len(plan.items) - len(chosen))


def undo_event(*, event_id: int, actor: User) -> Statement:
    """Take back one event, whatever becomes of the rest of its act; a split or a join goes back whole.

    Raises as `undo_act` does.
    """
    event = ReviewEvent.objects.get(pk=event_id)
    undo_act(act_id=event.part_of_id, actor=actor, event_id=event.pk)
    return Statement.objects.with_context().get(pk=event.statement_id)


def _choose(plan: UndoPlan, *, seen: int | None, over: set[int]) -> list[UndoItem]:
    """Return the events to take back, newest first, or raise why there is something to decide first."""
    if not plan.items:
        raise ReviewError(_("This act has been undone already."))
    if seen is not None and seen != plan.seen:
        raise ContestedError(
            _("More has happened since you looked. Look again, then decide."), plan=plan
        )
    if seen is None and plan.contested:
        raise ContestedError(
            _("Some of this was changed since. Look at it, then decide what to take back."),
            plan=plan,
        )
    taken = {item.event.pk for item in plan.clean} | over
    chosen = [item for item in plan.items if item.event.pk in taken and not item.why_not]
    if not chosen:
        raise ReviewError(_("Nothing was undone: nothing was chosen."))
    if plan.is_indivisible and len(chosen) < len(plan.items):
        raise ContestedError(
            _("A split or a join is taken back whole: choose all of it, or leave it."), plan=plan
        )
    return chosen


def _plan(item: UndoItem, statement: Statement, now: dict[Key, Any]) -> Planned:
    """Return what takes the event back: what stood before it, whatever stands now.

    `now` is how links and judgements stand, and is kept up to date.
    """
    columns = statement.state().keys()
    old = {change.part: change.before for change in item.changes}
    beside = {part: value for part, value in old.items() if part not in columns}
    before = {name_of(part): now[statement.pk, part] for part in beside}
    now |= {(statement.pk, part): value for part, value in beside.items()}
    return Planned(
        statement,
        statement.columns_for({part: old[part] for part in old if part in columns}),
        before=before,
        after={name_of(part): value for part, value in beside.items()},
        undoes=item.event,
    )
