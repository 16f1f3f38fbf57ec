"""The one way the shape of a question changes: at the row version that the page showed, with an event."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User
from django.db.models import F
from django.utils.translation import gettext as _

from claims.errors import ReviewError, StaleQuestionError
from claims.models import Question, QuestionEvent
from claims.services.moves import Change, as_log


def hold_question(question_id: int, *, row_version: int) -> Question:
    """Take the question as the page showed it, so that nobody else changes its shape meanwhile; return it fresh.

    Raises `StaleQuestionError` if somebody did, or merged it into another.
    """
    held = Question.objects.filter(pk=question_id, row_version=row_version, merged_into=None)
    if not held.update(row_version=F("row_version") + 1):
        raise _stale(question_id)
    return Question.objects.get(pk=question_id)


def touch_question(question_id: int) -> None:
    """Let pages that show the question's shape as it was know that it is another. Refuses a merged question."""
    touched = Question.objects.filter(pk=question_id, merged_into=None)
    if not touched.update(row_version=F("row_version") + 1):
        raise ReviewError(_("This question was merged into another: go there first."))


def append_question_event(
    question: Question,
    *,
    act: str,
    actor: User,
    other: Question | None = None,
    changes: Iterable[Change] = (),
    details: dict[str, Any] | None = None,
    why: str = "",
    undoes: QuestionEvent | None = None,
) -> QuestionEvent:
    """Append the event of an act that has just been done."""
    return QuestionEvent.objects.create(
        question=question,
        other=other,
        act=act,
        actor=actor,
        moves=as_log(changes),
        details=details or {},
        why=why,
        undoes=undoes,
    )


def _stale(question_id: int) -> StaleQuestionError:
    question = Question.objects.select_related("merged_into").get(pk=question_id)
    if question.merged_into is not None:
        return StaleQuestionError(
            _("“%(question)s” has been merged into “%(other)s” meanwhile. Look again, then decide.")
            % {"question": question, "other": question.merged_into}
        )
    last = QuestionEvent.objects.on(question).first()
    if last is None or last.actor is None:
        message = _(
            "“%(question)s” has changed since the page was loaded. Look again, then decide."
        )
        return StaleQuestionError(message % {"question": question})
    message = _(
        "“%(question)s” has changed since the page was loaded; the last act on it was by %(who)s (%(act)s). Look again, then decide."
    )
    return StaleQuestionError(
        message % {"question": question, "who": last.actor, "act": last.get_act_display()}
    )
