"""Linking statements to the claims they bear on."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from claims.errors import ReviewError
from claims.models import Claim, ClaimLink, ReviewEvent, Statement
from claims.services.beside import Beside, logged_link
from claims.services.events import Deed, change_statement, load_statement


def link_statement(
    *,
    statement_id: int,
    row_version: int,
    claim: Claim,
    stance: str,
    actor: User,
    why: str = "",
    batch: uuid.UUID | None = None,
    beside: Beside | None = None,
) -> Statement:
    """Say that the statement bears on `claim` with `stance`; a link that stands so already stays as it is.

    `beside` is what the same act judged of the statement (`judge_in_act`): it is undone with it.

    Raises `ConflictError` on a stale row, `ReviewError` for a rejected or withdrawn statement, and for a claim
    that was folded into another.
    """
    if claim.folded_into is not None:
        raise ReviewError(
            _("This claim was folded into “%(claim)s”: link the statement to that one.")
            % {"claim": claim.folded_into}
        )
    statement = load_statement(statement_id, row_version=row_version)
    if statement.status in {Statement.Status.REJECTED, Statement.Status.WITHDRAWN}:
        raise ReviewError(_("A rejected statement bears on nothing: accept it first."))
    old = ClaimLink.objects.filter(statement=statement, claim=claim).first()
    stands = old is not None and (old.state, old.stance) == (ClaimLink.State.CONFIRMED, stance)
    if stands and not _says_more(beside):
        return statement
    with transaction.atomic():
        ClaimLink.objects.update_or_create(
            statement=statement,
            claim=claim,
            defaults={"stance": stance, "state": ClaimLink.State.CONFIRMED, "created_by": actor},
        )
        before = logged_link(old, claim_id=claim.pk)
        deed = Deed(ReviewEvent.Act.LINK, actor, why, batch, extra=beside or {})
        return _change(statement, deed, before=before, after={"claim": claim.pk, "stance": stance})


def unlink_statement(
    *,
    statement_id: int,
    row_version: int,
    claim: Claim,
    actor: User,
    why: str = "",
    batch: uuid.UUID | None = None,
    beside: Beside | None = None,
) -> Statement:
    """Say that the statement does not bear on `claim`; the refusal is kept, so it is not suggested again.

    `beside` as for `link_statement`.
    """
    statement = load_statement(statement_id, row_version=row_version)
    link = (
        ClaimLink.objects.filter(statement=statement, claim=claim)
        .exclude(state=ClaimLink.State.REFUSED)
        .first()
    )
    if link is None:
        return statement
    with transaction.atomic():
        ClaimLink.objects.filter(pk=link.pk).update(state=ClaimLink.State.REFUSED)
        deed = Deed(ReviewEvent.Act.UNLINK, actor, why, batch, extra=beside or {})
        before = logged_link(link, claim_id=claim.pk)
        link.state = ClaimLink.State.REFUSED
        after = logged_link(link, claim_id=claim.pk)
        return _change(statement, deed, before=before, after=after)


def _says_more(beside: Beside | None) -> bool:
    return beside is not None and beside["before"] != beside["after"]


def _change(
    statement: Statement, deed: Deed, *, before: dict[str, Any], after: dict[str, Any]
) -> Statement:
    logged = {
        "before": {"link": before} | deed.extra.get("before", {}),
        "after": {"link": after} | deed.extra.get("after", {}),
    }
    return change_statement(statement, {}, deed=replace(deed, extra=logged))
