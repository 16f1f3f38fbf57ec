"""The second reading of a decided statement: marked, given, and kept beside the first without touching it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.errors import ReviewError
from claims.marking import Marking
from claims.models import Act, Lease, ReadingDue, SecondReading, Skip, Statement
from claims.second.states import State, proposed_state, state_of
from claims.services.correcting import Labels, check_labels, in_order
from claims.services.events import Deed, append_event
from claims.services.readings import NUMBER, logged_reading, write_reading
from claims.services.review import marked_columns
from speakers.models import Speaker

Verdict = SecondReading.Verdict


@dataclass(frozen=True, slots=True)
class Marked:
    """What a second reader corrects before they decide."""

    marking: Marking
    labels: Labels
    speaker: Speaker | None


def draft_of(due: ReadingDue, statement: Statement, user: User) -> State:
    """Return what `user` has before them: what they have marked so far, else what the engine proposed.

    What they had marked in a reading that was taken back is before them again.
    """
    if due.draft is not None and due.draft_by_id == user.pk:
        return dict(due.draft)
    taken_back = statement.events.filter(act=Act.Kind.READ_AGAIN, actor=user).first()
    if taken_back is not None:
        second = taken_back.after["reading"]["second"]
        return {name: value for name, value in second.items() if name != "verdict"}
    return proposed_state(statement)


def keep_draft(*, statement_id: int, actor: User, marked: Marked) -> Statement:
    """Keep what a second reader has marked until they decide; nobody else sees it. Returns the statement.

    A speaker of None is the one that the engine proposed. Raises `ReviewError` if the statement does not wait for a
    second reading by `actor`, and as `marked_columns` and `check_labels` do.
    """
    check_labels(marked.labels)
    with transaction.atomic():
        due = _hold(statement_id, actor)
        statement = _load(statement_id)
        columns = marked_columns(statement.version.text, **marked.marking.columns)
        speaker = marked.speaker.pk if marked.speaker else statement.engine_speaker_id
        due.draft = {
            "speaker": speaker,
            **{role: columns[role] for role in ("source", "cue", "content")},
            "quotation": marked.labels.quotation,
            "cue_class": marked.labels.cue_class,
            "modality": in_order(marked.labels.modality),
        }
        due.draft_by = actor
        due.save(update_fields=["draft", "draft_by"])
    return statement


def give_reading(
    *,
    statement_id: int,
    verdict: str,
    actor: User,
    why: str = "",
    read_at: dt.datetime | None = None,
) -> SecondReading:
    """Give the second reading that waits, with what `actor` has marked; the statement stays as it is.

    `read_at` is when they read it, if not now.

    Raises `ReviewError` if the statement does not wait for a second reading by `actor`: somebody was quicker, the
    first verdict was undone, or they had a hand in it.
    """
    if verdict not in Verdict.values:
        raise ReviewError(_("That is not a verdict: accept, reject or unsure."))
    with transaction.atomic():
        due = _hold(statement_id, actor)
        statement = _load(statement_id)
        first = state_of(statement)
        second = draft_of(due, statement, actor) | {"verdict": verdict}
        if first is None:  # decided otherwise in this very moment
            raise _not_due()
        if _is_one_speaker(first["speaker"], second["speaker"]):
            second["speaker"] = first["speaker"]
        logged: Mapping[str, Any] = {
            "number": NUMBER,
            "reader": actor.pk,
            "first_reader": due.first_reader_id,
            "desk": due.desk_id,
            "read_at": (read_at or timezone.now()).isoformat(),
            "why": why,
            "first": first,
            "second": second,
            "settled": "",
            "settled_by": None,
        }
        write_reading(statement_id, logged)
        before = {"reading": logged_reading(None)}
        deed = Deed(
            Act.Kind.READ_AGAIN, actor, why, extra={"before": before, "after": {"reading": logged}}
        )
        append_event(statement, before=statement.state(), deed=deed)
        Lease.objects.filter(statement=statement_id, user=actor).delete()
        Skip.objects.filter(statement=statement_id).delete()
    return SecondReading.objects.get(pk=statement_id)


def _hold(statement_id: int, actor: User) -> ReadingDue:
    """Return the second reading that waits for `actor`, held for this transaction."""
    waiting = ReadingDue.objects.select_for_update().filter(pk=statement_id)
    due = waiting.hidden_from(actor.pk).first()
    if due is None:
        raise _not_due()
    return due


def _not_due() -> ReviewError:
    return ReviewError(
        _(
            "This statement waits for no second reading by you: somebody was quicker, or the first was undone."
        )
    )


def _is_one_speaker(one: int | None, other: int | None) -> bool:
    """Tell whether two records of the registry stand for one speaker."""
    if one == other or one is None or other is None:
        return one == other
    rows = Speaker.objects.select_related("canonical").filter(pk__in=[one, other])
    return len({row.root.pk for row in rows}) == 1


def _load(statement_id: int) -> Statement:
    return Statement.objects.select_related("version__article").get(pk=statement_id)
