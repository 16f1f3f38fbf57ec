"""Keeping statements and groups in a question, or out of it; the engine follows what stands here."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_q.tasks import async_task

from claims.errors import ReviewError
from claims.models import (
    ClaimLink,
    Question,
    QuestionEvent,
    QuestionTie,
    Statement,
    StatementGroup,
    StatementVector,
)
from claims.services.judged import Judged, judged_with
from claims.services.question_events import append_question_event

Kind = QuestionTie.Kind


@dataclass(frozen=True, slots=True)
class Ties:
    """The questions, by key, that a statement belongs to and those it is kept out of."""

    belongs: frozenset[int]
    apart: frozenset[int]


def tie_statement(
    *, statement: Statement, question: Question, kind: str, actor: User
) -> QuestionTie:
    """Keep the statement in the question or out of it; the same tie twice writes nothing, another replaces it.

    Raises `ReviewError` when it is to be kept out of a question that it is linked to, or the question was merged.
    """
    if kind == Kind.APART and _is_linked([statement.pk], question):
        raise ReviewError(
            _("The statement is linked to a claim of this question: unlink it first.")
        )
    return _tie(question, kind, actor, [statement.pk], statement=statement)


def tie_group(*, group: StatementGroup, question: Question, kind: str, actor: User) -> QuestionTie:
    """Keep a whole group in the question or out of it, whatever joins the group later included.

    A statement that is linked to the question stays linked: what was settled of one goes before its group.
    """
    members = group.members.values_list("statement_id", flat=True)
    return _tie(question, kind, actor, list(members), group=group)


def take_back_tie(*, tie: QuestionTie, actor: User) -> bool:
    """Take a tie back; tell whether it stood until now."""
    with transaction.atomic():
        standing = QuestionTie.objects.filter(pk=tie.pk, taken_back_at=None)
        if not standing.update(taken_back_at=timezone.now(), taken_back_by=actor):
            return False
        _log(tie, QuestionEvent.Act.UNTIE, actor)
        _look_again(_statements_of(tie))
    return True


def ties_of(statement_id: int, judged: Judged | None = None) -> Ties:
    """Return the standing ties of a statement: its own, those of its group, and what pairs imply.

    A statement judged to say the same as one that is linked to a question, or to compete with it, belongs there
    too; `judged` spares looking that up. Its own tie goes before its group's, and either before what a pair implies.
    """
    kinds: dict[int, str] = dict.fromkeys(
        _implied(judged or judged_with(statement_id)), Kind.BELONGS
    )
    ties = QuestionTie.objects.standing().about(statement_id)
    rows = ties.values_list("statement_id", "question_id", "kind")
    own_last = sorted(rows, key=lambda row: row[0] is not None)
    kinds |= {question: kind for _own, question, kind in own_last}
    return Ties(
        frozenset(question for question, kind in kinds.items() if kind == Kind.BELONGS),
        frozenset(question for question, kind in kinds.items() if kind == Kind.APART),
    )


def _statements_of(tie: QuestionTie) -> list[int]:
    if tie.group is not None:
        return list(tie.group.members.values_list("statement_id", flat=True))
    return [tie.statement_id] if tie.statement_id is not None else []


def _implied(judged: Judged) -> set[int]:
    if not judged.together:
        return set()
    links = ClaimLink.objects.confirmed().filter(statement__in=judged.together)
    return set(links.values_list("claim__question_id", flat=True))


def _tie(
    question: Question,
    kind: str,
    actor: User,
    statements: Collection[int],
    *,
    statement: Statement | None = None,
    group: StatementGroup | None = None,
) -> QuestionTie:
    if question.merged_into is not None:
        raise ReviewError(_("This question was merged into another: go there first."))
    if kind not in Kind.values:
        raise ReviewError(_("Say whether it belongs to the question or is kept out of it."))
    with transaction.atomic():
        standing = QuestionTie.objects.filter(
            statement=statement, group=group, question=question, taken_back_at=None
        ).select_for_update()
        old = standing.first()
        if old is not None and old.kind == kind:
            return old
        standing.update(taken_back_at=timezone.now(), taken_back_by=actor)
        tie = QuestionTie.objects.create(
            statement=statement, group=group, question=question, kind=kind, actor=actor
        )
        if kind == Kind.APART:
            waiting = ClaimLink.objects.filter(state=ClaimLink.State.SUGGESTED)
            waiting.filter(statement__in=statements, claim__question=question).delete()
        _log(tie, QuestionEvent.Act.TIE, actor)
        _look_again(statements)
    return tie


def _log(tie: QuestionTie, act: str, actor: User) -> None:
    details = {"kind": tie.kind, "statement": tie.statement_id, "group": tie.group_id}
    append_question_event(tie.question, act=act, actor=actor, details=details)


def _look_again(statements: Collection[int]) -> None:
    """Let the engine propose links for these anew."""
    keys = list(statements)
    StatementVector.objects.filter(statement__in=keys).update(looked_at=None)
    async_task("claims.tasks.look_at_statements", keys)


def _is_linked(statements: Collection[int], question: Question) -> bool:
    links = ClaimLink.objects.confirmed().filter(claim__question=question)
    return bool(links.filter(statement__in=statements).exists())
