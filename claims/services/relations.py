"""What editors say of pairs: claim to claim, and statement to statement."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.errors import ReviewError
from claims.models import Claim, ClaimRelation, Statement, StatementJudgement, WhyNot

Verdict = StatementJudgement.Verdict


def relate_claims(
    *, claim: Claim, other: Claim, kind: str, actor: User, why: str = ""
) -> ClaimRelation:
    """Say what `claim` does to `other`; what was said of the two in this order before is replaced.

    Raises `ReviewError` for a claim with itself, and when `why` does not fit the kind.
    """
    if claim.pk == other.pk:
        raise ReviewError(_("A claim stands in no relation to itself: choose another."))
    _check_why(is_incomparable=kind == ClaimRelation.Kind.NOT_COMPARABLE, why=why)
    relation, _is_new = ClaimRelation.objects.update_or_create(
        claim=claim,
        other=other,
        defaults={"kind": kind, "why": why, "actor": actor, "at": timezone.now()},
    )
    return relation


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
