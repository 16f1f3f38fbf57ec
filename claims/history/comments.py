"""What was said of a statement: its comments, and why it was sent back."""

from __future__ import annotations

from collections.abc import Sequence

from claims.models import Act, ReviewEvent, Statement

N_SHOWN = 50


def said_of(statement: Statement, *, viewer_id: int) -> tuple[ReviewEvent, ...]:
    """Return the last comments on the statement and its returns, oldest first, with `undone_by` at hand: one query.

    Of one that the viewer is still to read blind they get only what they said themselves.
    """
    events = statement.events.filter(act__in=[Act.Kind.COMMENT, Act.Kind.RETURN])
    if statement.is_unread:
        events = events.filter(actor=viewer_id)
    newest = events.select_related("actor", "undone_by").order_by("-pk")[:N_SHOWN]
    return tuple(reversed(newest))


def standing_return(statement: Statement, said: Sequence[ReviewEvent]) -> ReviewEvent | None:
    """Return why the statement waits again, if it was sent back: the last return, unless it was undone."""
    if statement.is_decided:
        return None
    last = next((event for event in reversed(said) if event.act == Act.Kind.RETURN), None)
    return None if last is None or hasattr(last, "undone_by") else last
