"""Making two questions one."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _
from django_q.tasks import async_task

from claims.errors import ReviewError
from claims.models import Question, QuestionEvent
from claims.services.folding import fold_claim
from claims.services.moves import Change, make_changes, move_claims, move_ties
from claims.services.question_events import append_question_event, hold_question


def merge_questions(
    *,
    question_id: int,
    row_version: int,
    other_id: int,
    other_row_version: int,
    actor: User,
    folds: Mapping[int, int] | None = None,
    why: str = "",
) -> QuestionEvent:
    """Merge the other question into this one: its claims come along, its address leads here.

    `folds` names, by key, the claims of the other that say the same as a claim of this one: they are folded into it.
    Links that editors settled keep their stance and state. Raises `StaleQuestionError` if either question is not
    as the page showed it, `ReviewError` if a fold cannot be done; nothing is written then.
    """
    if question_id == other_id:
        raise ReviewError(_("A question cannot be merged into itself: choose another."))
    with transaction.atomic():
        shown = {question_id: row_version, other_id: other_row_version}
        held = {pk: hold_question(pk, row_version=shown[pk]) for pk in sorted(shown)}
        question, other = held[question_id], held[other_id]
        changes = _bring_claims(other, question, folds or {})
        last = [
            *move_ties(of=other, to=question),
            Change("question", "merged_into_id", None, question.pk, (other.pk,)),
        ]
        make_changes(last)
        changes += last
        event = append_question_event(
            question,
            act=QuestionEvent.Act.MERGE,
            actor=actor,
            other=other,
            changes=changes,
            details={"folded": len(folds or {})},
            why=why,
        )
        async_task("claims.tasks.suggest_for_question", question.pk)
    return event


def _bring_claims(other: Question, question: Question, folds: Mapping[int, int]) -> list[Change]:
    theirs = {claim.pk: claim for claim in other.claims.standing().order_by("pk")}
    ours = {claim.pk: claim for claim in question.claims.standing()}
    if not folds.keys() <= theirs.keys() or not set(folds.values()) <= ours.keys():
        raise ReviewError(
            _("Fold only a claim of the one question into a claim of the other: choose again.")
        )
    changes: list[Change] = []
    for pk, into in folds.items():
        folded = fold_claim(theirs[pk], into=ours[into])
        make_changes(folded)  # at once: the next fold may be about the same relation
        changes += folded
    moved = move_claims([claim for pk, claim in theirs.items() if pk not in folds], to=question)
    make_changes(moved)
    return changes + moved
