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
) -> Statement:
    """Say that the statement bears on `claim` with `stance`; a link that stands so already stays as it is.

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
    if old is not None and (old.state, old.stance) == (ClaimLink.State.CONFIRMED, stance):
        return statement
    with transaction.atomic():
        ClaimLink.objects.update_or_create(
            statement=statement,
            claim=claim,
            defaults={"stance": stance, "state": ClaimLink.State.CONFIRMED, "created_by": actor},
        )
        before = _logged(old, claim_id=claim.pk)
        deed = Deed(ReviewEvent.Act.LINK, actor, why, batch)
        return _change(statement, deed, before=before, after={"claim": claim.pk, "stance": stance})


def unlink_statement(
    *,
    statement_id: int,
    row_version: int,
    claim: Claim,
    actor: User,
    why: str = "",
    batch: uuid.UUID | None = None,
) -> Statement:
    """Say that the statement does not bear on `claim`; the refusal is kept, so it is not suggested again."""
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
        deed = Deed(ReviewEvent.Act.UNLINK, actor, why, batch)
        before = _logged(link, claim_id=claim.pk)
        return _change(statement, deed, before=before, after={"claim": claim.pk, "stance": None})


def link_state(statement: Statement, logged: dict[str, Any] | None) -> dict[str, Any] | None:
    """Return how the link that an event logged stands now, in the shape of the log; None if it logged none."""
    if not logged:
        return None
    link = ClaimLink.objects.filter(statement=statement, claim_id=logged["claim"]).first()
    return _logged(link, claim_id=logged["claim"])


def restore_link(statement: Statement, *, event: ReviewEvent, deed: Deed) -> Statement:
    """Bring the link that `event` changed back to how it stood before."""
    before, after = event.before["link"], event.after["link"]
    links = ClaimLink.objects.filter(statement=statement, claim_id=after["claim"])
    with transaction.atomic():
        if before.get("suggested"):
            links.update(state=ClaimLink.State.SUGGESTED, stance=before["suggested"])
        elif before["stance"] is None:
            links.update(state=ClaimLink.State.REFUSED)
        else:
            links.update(state=ClaimLink.State.CONFIRMED, stance=before["stance"])
        return _change(statement, deed, before=after, after=before)


def _logged(link: ClaimLink | None, *, claim_id: int) -> dict[str, Any]:
    """Return a link as the log keeps it; a suggestion is no stance yet, and stands under a key of its own."""
    if link is not None and link.state == ClaimLink.State.SUGGESTED:
        return {"claim": claim_id, "stance": None, "suggested": link.stance}
    stands = link is not None and link.state == ClaimLink.State.CONFIRMED
    return {"claim": claim_id, "stance": link.stance if link is not None and stands else None}


def _change(
    statement: Statement, deed: Deed, *, before: dict[str, Any], after: dict[str, Any]
) -> Statement:
    logged = {"before": {"link": before}, "after": {"link": after}}
    return change_statement(statement, {}, deed=replace(deed, extra=logged))
