"""What editors say of pairs: claim to claim, and statement to statement."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.errors import ReviewError
from claims.models import (
    Claim,
    ClaimRelation,
    QuestionEvent,
    Statement,
    StatementJudgement,
    WhyNot,
)
from claims.services.question_events import append_question_event

Verdict = StatementJudgement.Verdict


def relate_claims(
    *, claim: Claim, other: Claim, kind: str, actor: User, why: str = ""
) -> ClaimRelation:
    """Say what `claim` does to `other`; what was said of the two in this order before is replaced.

    The same again writes nothing. Raises `ReviewError` for a claim with itself, and when `why` does not fit the
    kind.
    """
    if claim.pk == other.pk:
        raise ReviewError(_("A claim stands in no relation to itself: choose another."))
    if kind not in ClaimRelation.Kind.values:
        raise ReviewError(_("Say what the one claim does to the other."))
    _check_why(is_incomparable=kind == ClaimRelation.Kind.NOT_COMPARABLE, why=why)
    with transaction.atomic():
        held = ClaimRelation.objects.select_for_update().filter(claim=claim, other=other)
        old = held.first()
        if old is not None and (old.kind, old.why) == (kind, why):
            return old
        relation, _is_new = ClaimRelation.objects.update_or_create(
            claim=claim,
            other=other,
            defaults={"kind": kind, "why": why, "actor": actor, "at": timezone.now()},
        )
        _log(relation, QuestionEvent.Act.RELATE, actor)
    return relation


def unrelate_claims(*, relation_id: int, kind: str, actor: User) -> bool:
    """Remove a relation that the page showed as `kind`; tell whether it stood so until now."""
    with transaction.atomic():
        held = ClaimRelation.objects.select_for_update().select_related("claim", "other")
        relation = held.filter(pk=relation_id, kind=kind).first()
        if relation is None:
            return False
        _log(relation, QuestionEvent.Act.UNRELATE, actor)
        relation.delete()
    return True


def _log(relation: ClaimRelation, act: str, actor: User) -> None:
    """Keep the act with each of the two questions it is about, once where they are one."""
    details = {
        "claim": relation.claim_id,
        "other": relation.other_id,
        "texts": [relation.claim.text, relation.other.text],
        "kind": relation.kind,
        "why": relation.why,
    }
    of = {claim.question_id: claim.question for claim in (relation.claim, relation.other)}
    for question in of.values():
        append_question_event(question, act=act, actor=actor, details=details)


def judge_statements(
    *, one: Statement, other: Statement, verdict: str, actor: User, why: str = ""
) -> StatementJudgement:
    """Remember what two statements are to each other; the same verdict twice writes nothing.

    Another verdict takes the earlier one back. Raises `ReviewError` as `relate_claims` does.
    """
    if one.pk == other.pk:
        raise ReviewError(_("A statement is not compared with itself: choose another."))
    _check_why(is_incomparable=verdict == Verdict.NOT_COMPARABLE, why=why)
    first, second = sorted((one, other), key=lambda statement: statement.pk)
    with transaction.atomic():
        standing = StatementJudgement.objects.standing().on(first.pk, second.pk)
        old = standing.select_for_update().first()
        if old is not None and (old.verdict, old.why) == (verdict, why):
            return old
        if old is not None:
            take_back_judgement(judgement=old, actor=actor)
        return StatementJudgement.objects.create(
            a=first, b=second, verdict=verdict, why=why, actor=actor
        )


def take_back_judgement(*, judgement: StatementJudgement, actor: User) -> bool:
    """Take a judgement back; tell whether it stood until now."""
    standing = StatementJudgement.objects.standing().filter(pk=judgement.pk)
    return bool(standing.update(taken_back_at=timezone.now(), taken_back_by=actor))


def _check_why(*, is_incomparable: bool, why: str) -> None:
    if is_incomparable and why not in WhyNot.values:
        raise ReviewError(_("Say why they cannot be compared: time, place, definition or unit."))
    if why and not is_incomparable:
        raise ReviewError(_("A reason of time, place, definition or unit needs “not comparable”."))
