"""Folding a claim into one that says the same: its links, relations and reviews come along."""

from __future__ import annotations

from django.utils.translation import gettext as _

from claims.errors import ReviewError
from claims.models import Claim, ClaimLink, ClaimRelation, PartnerReview
from claims.services.moves import Change

State = ClaimLink.State
_DECISION = ("stance", "created_by_id", "state")


def fold_claim(claim: Claim, *, into: Claim) -> list[Change]:
    """Return what folds `claim`. Its links move; where `into` has one of the same statement, what editors settled stands.

    Raises `ReviewError` if editors settled a statement in one way on the one and otherwise on the other.
    """
    return [
        *_fold_links(claim, into),
        *_fold_relations(claim, into),
        *_fold_reviews(claim, into),
        Change("claim", "folded_into_id", None, into.pk, (claim.pk,)),
    ]


def _fold_links(claim: Claim, into: Claim) -> list[Change]:
    there = {link.statement_id: link for link in into.links.select_for_update()}
    moved: list[int] = []
    changes: list[Change] = []
    for link in claim.links.select_for_update().select_related("statement"):
        other = there.get(link.statement_id)
        if other is None:
            moved.append(link.pk)
        else:
            changes += _settle(link, other)
    if moved:
        changes.append(Change("link", "claim_id", claim.pk, into.pk, tuple(moved)))
    return changes


def _settle(link: ClaimLink, other: ClaimLink) -> list[Change]:
    """Return what leaves one link of two on the claim that stays: the one that an editor settled."""
    is_open, is_other_open = link.state == State.SUGGESTED, other.state == State.SUGGESTED
    agree = link.state == other.state and (
        link.state == State.REFUSED or link.stance == other.stance
    )
    if not (is_open or is_other_open or agree):
        raise ReviewError(
            _(
                "“%(words)s” is linked to both claims, and not in the same way: change one of the two links, or keep the claims apart."
            )
            % {"words": link.statement.words[:80]}
        )
    changes = []
    if is_other_open and not is_open:
        changes = [
            Change("link", name, getattr(other, name), getattr(link, name), (other.pk,))
            for name in _DECISION
            if getattr(other, name) != getattr(link, name)
        ]
    return [*changes, Change("link", "state", link.state, State.FOLDED, (link.pk,))]


def _fold_relations(claim: Claim, into: Claim) -> list[Change]:
    changes = []
    taken = set(ClaimRelation.objects.values_list("claim_id", "other_id").filter(claim=into))
    taken |= set(ClaimRelation.objects.values_list("claim_id", "other_id").filter(other=into))
    for field, rows in (
        ("claim_id", claim.relations.all()),
        ("other_id", claim.relations_to.all()),
    ):
        for relation in rows:
            far = relation.other_id if field == "claim_id" else relation.claim_id
            pair = (into.pk, far) if field == "claim_id" else (far, into.pk)
            if far != into.pk and pair not in taken:
                taken.add(pair)
                changes.append(Change("relation", field, claim.pk, into.pk, (relation.pk,)))
    return changes


def _fold_reviews(claim: Claim, into: Claim) -> list[Change]:
    taken = PartnerReview.objects.filter(claim=into).values("url")
    rows = claim.partner_reviews.exclude(url__in=taken).values_list("pk", flat=True)
    return [Change("review", "claim_id", claim.pk, into.pk, tuple(rows))] if rows else []
