"""What an editor does to a statement: decide it, correct it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from analysis.types import Span
from claims.errors import ReviewError
from claims.models import ReviewEvent, Statement
from claims.selectors import cut_selectors, joined_words, tidy_spans
from claims.services.events import (
    Deed,
    change_statement,
    conflict_on,
    load_statement,
    refuse_unread,
)
from speakers.models import Speaker

Act = ReviewEvent.Act
Status = Statement.Status


def accept_statement(
    *,
    statement_id: int,
    row_version: int,
    actor: User,
    why: str = "",
    batch: uuid.UUID | None = None,
) -> Statement:
    """Accept the statement; accepting an accepted one changes nothing and writes no event.

    Raises `ConflictError` if it is no longer at `row_version`, `SecondReadingError` if the actor is to read it blind.
    """
    deed = Deed(Act.ACCEPT, actor, why, batch)
    return _decide(statement_id, row_version, status=Status.ACCEPTED, deed=deed)


def reject_statement(
    *,
    statement_id: int,
    row_version: int,
    actor: User,
    why: str = "",
    batch: uuid.UUID | None = None,
) -> Statement:
    """Reject the statement; as `accept_statement` otherwise."""
    deed = Deed(Act.REJECT, actor, why, batch)
    return _decide(statement_id, row_version, status=Status.REJECTED, deed=deed)


def withdraw_statement(
    *,
    statement_id: int,
    row_version: int,
    actor: User,
    why: str = "",
    batch: uuid.UUID | None = None,
) -> Statement:
    """Withdraw an accepted statement from publication; as `accept_statement` otherwise."""
    deed = Deed(Act.WITHDRAW, actor, why, batch)
    return _decide(statement_id, row_version, status=Status.WITHDRAWN, deed=deed)


def correct_speaker(
    *,
    statement_id: int,
    row_version: int,
    actor: User,
    speaker: Speaker | None,
    why: str = "",
    batch: uuid.UUID | None = None,
) -> Statement:
    """Credit the statement to `speaker`; None goes back to what the engine proposed."""
    statement = load_statement(statement_id, row_version=row_version)
    if statement.editor_speaker == speaker and (
        speaker is not None or statement.editor_speaker_id is None
    ):
        return statement
    changes = {
        "editor_speaker": speaker,
        "speaker_id": speaker.pk if speaker else statement.engine_speaker_id,
    }
    return change_statement(statement, changes, deed=Deed(Act.CORRECT_SPEAKER, actor, why, batch))


def correct_spans(
    *,
    statement_id: int,
    row_version: int,
    actor: User,
    content: Sequence[Span],
    cue: Sequence[Span],
    source: Sequence[Span],
    why: str = "",
    batch: uuid.UUID | None = None,
) -> Statement:
    """Set which words are content, cue and source; the text itself never changes.

    No grapheme cluster is cut, and no span keeps blank edges (`tidy_spans`). Raises `SelectorError` when a span
    leaves the text or two of one role overlap, `ReviewError` when there is no content.
    """
    statement = load_statement(statement_id, row_version=row_version)
    changes = marked_columns(statement.version.text, content=content, cue=cue, source=source)
    if all(getattr(statement, name) == value for name, value in changes.items()):
        return statement
    return change_statement(statement, changes, deed=Deed(Act.CORRECT_SPANS, actor, why, batch))


def marked_columns(
    text: str, *, content: Sequence[Span], cue: Sequence[Span], source: Sequence[Span]
) -> dict[str, Any]:
    """Return the columns that follow from spans that a person marked in `text`; raises as `tidy_spans` does.

    Without content there is no statement: `ReviewError`.
    """
    if not content:
        raise ReviewError(_("A statement needs words: mark what was said, then save."))
    tidy = {
        role: tidy_spans(text, spans)
        for role, spans in (("content", content), ("cue", cue), ("source", source))
    }
    return span_columns(text, **tidy)


def span_columns(
    text: str, *, content: Sequence[Span], cue: Sequence[Span], source: Sequence[Span]
) -> dict[str, Any]:
    """Return the columns of a statement that follow from its spans in `text`."""
    selectors = cut_selectors(text, content)
    return {
        "content": selectors,
        "cue": cut_selectors(text, cue),
        "source": cut_selectors(text, source),
        "words": joined_words(selectors),
        "start": selectors[0]["start"],
        "end": selectors[-1]["end"],
    }


def _decide(statement_id: int, row_version: int, *, status: str, deed: Deed) -> Statement:
    statement = Statement.objects.with_context().get(pk=statement_id)
    refuse_unread(statement, deed.actor)
    if statement.status == status:
        return statement
    if statement.joined_into_id:
        raise ReviewError(
            _("This statement was joined into another: undo the join first, then decide.")
        )
    if statement.row_version != row_version:
        raise conflict_on(statement)
    changes = {"status": status, "decided_by": deed.actor, "is_unsure": False}
    return change_statement(statement, changes, deed=deed)
