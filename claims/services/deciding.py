"""Taking and refusing suggested links."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from claims.errors import ReviewError
from claims.models import ClaimLink, QuestionTie, Statement, StatementJudgement, WhyNot
from claims.models.question import Stance
from claims.services.beside import judge_in_act
from claims.services.events import load_statement
from claims.services.linking import link_statement, unlink_statement
from claims.services.ties import tie_statement

State = ClaimLink.State


def confirm_link(
    *, link_id: int, row_version: int, actor: User, stance: str = "", why: str = ""
) -> Statement:
    """Take a suggested link, with the suggested stance or the editor's own.

    A link confirmed with that stance already stays as it is. Raises `ConflictError` on a stale row,
    `ReviewError` if the link is gone or was refused since, or for a rejected statement.
    """
    link = _load(link_id)
    if link.state == State.REFUSED:
        raise ReviewError(
            _("Somebody refused this link: set it from the statement's page if need be.")
        )
    return link_statement(
        statement_id=link.statement_id,
        row_version=row_version,
        claim=link.claim,
        stance=stance if stance in Stance.values else link.stance,
        actor=actor,
        why=why,
    )


def refuse_link(
    *, link_id: int, row_version: int, actor: User, not_comparable: str = "", why: str = ""
) -> Statement:
    """Refuse a suggested link; it is never suggested again.

    With `not_comparable` (time, place, definition or unit) the statement and the one it was compared with
    are remembered as such. A link refused already stays as it is. Raises as `confirm_link` does.
    """
    link = _load(link_id)
    if link.state == State.CONFIRMED:
        raise ReviewError(
            _("Somebody took this link: remove it from the statement's page if need be.")
        )
    statement = load_statement(link.statement_id, row_version=row_version)
    if link.state == State.REFUSED:
        return statement
    if not_comparable and not_comparable not in WhyNot.values:
        raise ReviewError(_("Say why they cannot be compared: time, place, definition or unit."))
    reason = str(WhyNot(not_comparable).label) if not_comparable else ""
    with transaction.atomic():
        against, judged = _compared_with(link), None
        if not_comparable and against is not None:
            judged = judge_in_act(
                statement=statement,
                other=against,
                verdict=StatementJudgement.Verdict.NOT_COMPARABLE,
                why=not_comparable,
                actor=actor,
            )
        return unlink_statement(
            statement_id=statement.pk,
            row_version=row_version,
            claim=link.claim,
            actor=actor,
            why=": ".join(part for part in (reason, why) if part)[:500],
            beside=judged,
        )


def keep_suggested_out(*, link_id: int, row_version: int, actor: User) -> Statement:
    """Keep the statement of a suggested link out of the question; all that was suggested of it there goes.

    Raises `ConflictError` on a stale row, `ReviewError` if the statement is linked to the question.
    """
    link = _load(link_id)
    statement = load_statement(link.statement_id, row_version=row_version)
    tie_statement(
        statement=statement,
        question=link.claim.question,
        kind=QuestionTie.Kind.APART,
        actor=actor,
    )
    return statement


def _load(link_id: int) -> ClaimLink:
    link = (
        ClaimLink.objects.select_related("claim__question", "suggestion__against")
        .filter(pk=link_id)
        .first()
    )
    if link is None:
        raise ReviewError(_("This suggestion is gone: the engine does not propose it any more."))
    return link


def _compared_with(link: ClaimLink) -> Statement | None:
    suggestion = getattr(link, "suggestion", None)
    return suggestion.against if suggestion is not None else None
