"""The verdicts of the workbench: on one statement, or on all that carry the same words, as one act."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.errors import ReviewError
from claims.models import Act, Lease, ReviewEvent, Skip, Statement
from claims.services.events import Deed, change_statement, load_statement, refuse_unread
from claims.services.review import accept_statement, reject_statement
from claims.services.undoing import undo_act


class Reason(TextChoices):
    """Why a statement is rejected, for one key each."""

    NOBODY = "nobody", gettext_lazy("Nobody is credited")
    SPEAKER = "speaker", gettext_lazy("Wrong speaker")
    WORDS = "words", gettext_lazy("Wrong words")
    TRIVIAL = "trivial", gettext_lazy("Nothing to dispute")
    TWICE = "twice", gettext_lazy("Stands here already")


@dataclass(frozen=True, slots=True)
class Seen:
    """A statement as a page showed it."""

    statement_id: int
    row_version: int


def mark_unsure(
    *,
    statement_id: int,
    row_version: int,
    actor: User,
    why: str = "",
    batch: uuid.UUID | None = None,
) -> Statement:
    """Note that an editor could not tell: the statement stays proposed, and waits among the unsure ones.

    Raises `ConflictError` on a stale row, `ReviewError` for a statement that is decided.
    """
    statement = Statement.objects.with_context().get(pk=statement_id)
    refuse_unread(statement, actor)
    if statement.is_unsure and not statement.is_decided:
        return statement
    statement = load_statement(statement_id, row_version=row_version)
    if statement.is_decided:
        raise ReviewError(_("This statement is decided: undo the verdict if you doubt it."))
    deed = Deed(ReviewEvent.Act.UNSURE, actor, why, batch)
    return change_statement(statement, {"is_unsure": True}, deed=deed)


Verdict = Callable[..., Statement]
VERDICTS: dict[str, Verdict] = {
    "accept": accept_statement,
    "reject": reject_statement,
    "unsure": mark_unsure,
}


def decide_together(
    *, act: str, seen: Sequence[Seen], actor: User, why: str = ""
) -> list[Statement]:
    """Give all of `seen` one verdict, as one act; return them as they stand now.

    If one of them has changed since, `ConflictError` is raised and none of them is decided.
    """
    if act not in VERDICTS or not seen:
        raise ReviewError(_("That is not a verdict: accept, reject or unsure."))
    batch, keys = uuid.uuid4(), [one.statement_id for one in seen]
    with transaction.atomic():
        decided = [
            VERDICTS[act](
                statement_id=one.statement_id,
                row_version=one.row_version,
                actor=actor,
                why=why,
                batch=batch,
            )
            for one in seen
        ]
        Lease.objects.filter(statement__in=keys, user=actor).delete()
        Skip.objects.filter(statement__in=keys).delete()
    return decided


def undo_last_act(*, actor: User) -> list[Statement]:
    """Take back the last act of `actor` that stands, on every statement it was on; return these.

    Raises `ReviewError` when there is none, `ContestedError` when somebody has changed part of it since.
    """
    last = actor.acts.undoable().exclude(kind=Act.Kind.UNDO).first()
    if last is None:
        raise ReviewError(_("There is nothing of yours to undo."))
    undone = undo_act(act_id=last.pk, actor=actor)
    keys = undone.act.events.order_by("-pk").values_list("statement_id", flat=True)
    rows = Statement.objects.with_context().in_bulk(list(keys))
    return [rows[key] for key in dict.fromkeys(keys)]


def skip_statement(*, statement_id: int, user: User) -> None:
    """Put the statement at the end of this editor's queue; it is nobody's until then."""
    Skip.objects.filter(user=user, statement=statement_id).delete()
    Skip.objects.create(user=user, statement_id=statement_id)
    Lease.objects.filter(user=user, statement=statement_id).delete()
