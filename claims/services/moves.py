"""Rows that go from one question or claim to another: moved by conditional updates, and moved back the same way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from claims.errors import ReviewError
from claims.models import Claim, ClaimLink, ClaimRelation, PartnerReview, Question, QuestionTie

N_AT_ONCE = 500
_TABLES: dict[str, type[Model]] = {
    "claim": Claim,
    "link": ClaimLink,
    "question": Question,
    "relation": ClaimRelation,
    "review": PartnerReview,
    "tie": QuestionTie,
}


@dataclass(frozen=True, slots=True)
class Change:
    """One column of some rows, with the value before and after."""

    table: str
    field: str
    before: Any
    after: Any
    rows: tuple[int, ...]

    @property
    def back(self) -> Change:
        """The change that takes this one back."""
        return Change(self.table, self.field, self.after, self.before, self.rows)


def make_changes(changes: Iterable[Change]) -> None:
    """Write the changes in order. Raises `ReviewError` if a row no longer stands as it was before."""
    for change in changes:
        rows: QuerySet[Any] = QuerySet(_TABLES[change.table])
        n_written = sum(
            rows.filter(pk__in=some, **{change.field: change.before}).update(
                **{change.field: change.after}
            )
            for some in _batches(change.rows)
        )
        if n_written != len(change.rows):
            raise ReviewError(_("A later act changed the same thing: undo that act first."))


def as_log(changes: Iterable[Change]) -> dict[str, Any]:
    """Return the changes as the log keeps them."""
    return {"changes": [asdict(change) for change in changes]}


def from_log(moves: dict[str, Any]) -> list[Change]:
    """Return the changes that the log kept."""
    return [
        Change(**(change | {"rows": tuple(change["rows"])})) for change in moves.get("changes", [])
    ]


def move_claims(claims: Sequence[Claim], *, to: Question) -> list[Change]:
    """Return what puts `claims` of one question under `to`, under a slug that is free there."""
    taken = set(to.claims.values_list("slug", flat=True))
    changes = []
    for claim in claims:
        slug = _free(claim.slug, taken)
        taken.add(slug)
        if slug != claim.slug:
            changes.append(Change("claim", "slug", claim.slug, slug, (claim.pk,)))
        changes.append(Change("claim", "question_id", claim.question_id, to.pk, (claim.pk,)))
    return changes


def move_ties(*, of: Question, to: Question) -> list[Change]:
    """Return what carries the standing ties of one question over; what stands on `to` already goes first."""
    mine = QuestionTie.objects.filter(question=to, taken_back_at=None)
    statements = {key for key in mine.values_list("statement_id", flat=True) if key}
    groups = {key for key in mine.values_list("group_id", flat=True) if key}
    theirs = QuestionTie.objects.filter(question=of, taken_back_at=None)
    rows = theirs.values_list("pk", "statement_id", "group_id")
    keys = tuple(pk for pk, one, group in rows if one not in statements and group not in groups)
    return [Change("tie", "question_id", of.pk, to.pk, keys)] if keys else []


def _free(slug: str, taken: set[str]) -> str:
    name, n = slug, 1
    while name in taken:
        n += 1
        name = f"{slug[:110]}-{n}"
    return name


def _batches(rows: Sequence[int]) -> Iterable[Sequence[int]]:
    return (rows[start : start + N_AT_ONCE] for start in range(0, len(rows), N_AT_ONCE))
