"""Opening a question from a statement, with the rivals that the archive holds."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django_q.tasks import async_task

from claims.drafting import draft_claim
from claims.errors import ReviewError
from claims.models import Claim, Question, RatedPair, Statement, StatementJudgement
from claims.models.likeness import RIVALS, Relation
from claims.services.beside import judge_in_act
from claims.services.judged import judged_with
from claims.services.linking import link_statement
from claims.services.questions import add_claim, open_question

N_RIVALS = 20
OTHERWISE = "otherwise"
_DEFAULTS = {
    Relation.DENIES: "denies",
    Relation.DISPUTES: "denies",
    Relation.QUALIFIES: "qualifies",
    Relation.SAME: "asserts",
}
_JUDGED = {
    "denies": StatementJudgement.Verdict.RIVAL,
    OTHERWISE: StatementJudgement.Verdict.RIVAL,
    "asserts": StatementJudgement.Verdict.SAME,
}


@dataclass(frozen=True, slots=True)
class RivalFound:
    """A statement that may compete with another, how it was read, and what it would do to its claim."""

    statement: Statement
    pair: RatedPair

    @property
    def does(self) -> str:
        """What is ticked for it at first: a stance, or another answer."""
        return _DEFAULTS.get(Relation(self.pair.relation), OTHERWISE)

    @property
    def is_rivalry(self) -> bool:
        """Whether the engine saw the two as competing, and not only as near."""
        return self.pair.relation in RIVALS


@dataclass(frozen=True, slots=True)
class RivalTaken:
    """A statement an editor ticked: the row as the page showed it, and what it does."""

    statement_id: int
    row_version: int
    does: str


def find_rivals(statement: Statement, *, n: int = N_RIVALS) -> list[RivalFound]:
    """Return the statements of the whole archive that may compete with this one, the likeliest first.

    The worker has searched the archive and read each nearest statement against this one when it came in, so
    that this is a look-up. What an editor judged not comparable or unrelated is left out.
    """
    pairs = (
        RatedPair.objects.filter(Q(a=statement) | Q(b=statement))
        .exclude(relation=Relation.NOT_COMPARABLE)
        .select_related("a__speaker__canonical", "a__version__article__outlet")
        .select_related("b__speaker__canonical", "b__version__article__outlet")
        .defer("a__version__text", "a__version__raw", "b__version__text", "b__version__raw")
        .order_by("-score", "-likeness", "pk")
    )
    apart = judged_with(statement.pk).apart
    found = [RivalFound(p.b if p.a_id == statement.pk else p.a, p) for p in pairs]
    shown = {Statement.Status.PROPOSED, Statement.Status.ACCEPTED}
    kept = [f for f in found if f.statement.pk not in apart and f.statement.status in shown]
    return kept[:n]


def open_question_from_statement(
    *,
    statement_id: int,
    row_version: int,
    actor: User,
    text: str,
    answer_kind: str,
    claim_text: str,
    unit: str = "",
    answer: str = "",
    rivals: Sequence[RivalTaken] = (),
) -> Question:
    """Open a question with the statement's claim, and link it and the rivals taken, all or nothing.

    A rival that denies, qualifies or asserts bears on the first claim; one that answers otherwise gets a claim
    of its own words. Raises `ConflictError` if any of the statements changed since the page was loaded.
    """
    batch = uuid.uuid4()
    with transaction.atomic():
        question = open_question(text=text, answer_kind=answer_kind, unit=unit, actor=actor)
        claim = add_claim(question=question, text=claim_text, answer=answer)
        first = link_statement(
            statement_id=statement_id,
            row_version=row_version,
            claim=claim,
            stance="asserts",
            actor=actor,
            batch=batch,
        )
        for rival in rivals:
            _take_rival(first, rival, claim, actor, batch)
        async_task("claims.tasks.suggest_for_question", question.pk)
    return question


def _take_rival(
    first: Statement, rival: RivalTaken, claim: Claim, actor: User, batch: uuid.UUID
) -> None:
    if rival.does not in {"asserts", "denies", "qualifies", OTHERWISE}:
        raise ReviewError(
            _("Say of each rival what it does: denies, qualifies, asserts, otherwise.")
        )
    other = Statement.objects.get(pk=rival.statement_id)
    is_otherwise, verdict = rival.does == OTHERWISE, _JUDGED.get(rival.does)
    link_statement(
        statement_id=other.pk,
        row_version=rival.row_version,
        claim=_own_claim(claim.question, other) if is_otherwise else claim,
        stance="asserts" if is_otherwise else rival.does,
        actor=actor,
        batch=batch,
        beside=judge_in_act(statement=other, other=first, verdict=verdict, actor=actor)
        if verdict
        else None,
    )


def _own_claim(question: Question, statement: Statement) -> Claim:
    text = draft_claim(statement)
    same = question.claims.filter(text__iexact=text).first()
    return same or add_claim(question=question, text=text)
