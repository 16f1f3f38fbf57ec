"""What stands beside the claims: how they stand to each other, and what named partners say of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy

from claims.models import ClaimRelation, PartnerReview, QuestionEvent, WhyNot

Kind = ClaimRelation.Kind
# What a claim does to the other, and what the other does to it. Neither side is said to be right.
SAYS = {
    Kind.CONTRADICTS: gettext_lazy("cannot hold together with"),
    Kind.QUALIFIES: gettext_lazy("limits"),
    Kind.CORRECTS: gettext_lazy("was put forward in place of"),
    Kind.RETRACTS: gettext_lazy("takes back"),
    Kind.RESTATES: gettext_lazy("says in other words"),
    Kind.NOT_COMPARABLE: gettext_lazy("cannot be compared with"),
}
_SAYS_BACK = SAYS | {
    Kind.QUALIFIES: gettext_lazy("is limited by"),
    Kind.CORRECTS: gettext_lazy("had this put forward in its place:"),
    Kind.RETRACTS: gettext_lazy("is taken back by"),
    Kind.RESTATES: gettext_lazy("is said in other words by"),
}


@dataclass(frozen=True, slots=True)
class Related:
    """How one claim stands to another of the page, whose letter and words are given."""

    relation_id: int
    kind: str
    says: str
    why: str
    letter: str
    text: str
    slug: str


@dataclass(frozen=True, slots=True)
class Beside:
    """Relations and partners' reviews, by claim."""

    relations: Mapping[int, tuple[Related, ...]]
    reviews: Mapping[int, tuple[PartnerReview, ...]]


@dataclass(frozen=True, slots=True)
class Named:
    """A claim as the page names it."""

    letter: str
    text: str
    slug: str


@dataclass(frozen=True, slots=True)
class _Row:
    pk: int
    claim: int
    other: int
    kind: str
    why: str


def load_beside(named: Mapping[int, Named], *, cutoff: dt.datetime | None = None) -> Beside:
    """Return what stands beside the claims, or stood before `cutoff`. Two queries, three as of a day."""
    relations: dict[int, list[Related]] = {}
    for row in sorted(_relations(named.keys(), cutoff), key=lambda row: row.pk):
        relations.setdefault(row.claim, []).append(_related(row, named[row.other], SAYS))
        relations.setdefault(row.other, []).append(_related(row, named[row.claim], _SAYS_BACK))
    reviews: dict[int, list[PartnerReview]] = {}
    confirmed = PartnerReview.objects.confirmed().filter(claim__in=named.keys())
    if cutoff is not None:
        confirmed = confirmed.filter(decided_at__lt=cutoff)
    for review in confirmed:
        reviews.setdefault(review.claim_id, []).append(review)
    return Beside(
        {claim: tuple(rows) for claim, rows in relations.items()},
        {claim: tuple(rows) for claim, rows in reviews.items()},
    )


def _relations(claims: Collection[int], cutoff: dt.datetime | None) -> Iterable[_Row]:
    rows = ClaimRelation.objects.filter(claim__in=claims, other__in=claims)
    now = {
        (claim, other): (_Row(pk, claim, other, kind, why), at)
        for pk, claim, other, kind, why, at in rows.values_list(
            "pk", "claim_id", "other_id", "kind", "why", "at"
        )
    }
    if cutoff is None:
        return [row for row, _at in now.values()]
    then = {pair: row for pair, (row, at) in now.items() if at < cutoff}
    acts = QuestionEvent.objects.filter(act__in=["relate", "unrelate"]).filter(
        Q(details__claim__in=list(claims)) | Q(details__other__in=list(claims))
    )
    for pk, act, at, details in acts.order_by("pk").values_list("pk", "act", "at", "details"):
        if at < cutoff:
            _replay(then, pk, act, details, claims)
    return then.values()


def _replay(
    then: dict[tuple[int, int], _Row],
    pk: int,
    act: str,
    details: dict[str, Any],
    claims: Collection[int],
) -> None:
    pair = (details["claim"], details["other"])
    then.pop(pair, None)
    if act == QuestionEvent.Act.RELATE and pair[0] in claims and pair[1] in claims:
        then[pair] = _Row(pk, *pair, details["kind"], details["why"])


def _related(row: _Row, to: Named, says: Mapping[Kind, Any]) -> Related:
    why = str(WhyNot(row.why).label) if row.why else ""
    return Related(row.pk, row.kind, str(says[Kind(row.kind)]), why, to.letter, to.text, to.slug)
