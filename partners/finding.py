"""The keys of a page, found before its rows are read: soon, whatever is asked of them.

Pages are in the order of keys. Left to itself a database walks along that order until the page is full, and for what
is rare, or comes late, it walks through everything. So it walks a short stretch, which fills the page if what is asked
for is common; whatever is left is found by the indexes of what was asked for, and then sorted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

N_WALKED = 10_000
MAX_KEY = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Stretch:
    """The keys above `after` and below `before`; None is no bound."""

    after: int | None = None
    before: int | None = None

    def of(self, column: str = "pk") -> Q:
        """Return the condition that `column` lies in it."""
        bounds = {f"{column}__gt": self.after, f"{column}__lt": self.before}
        return Q(**{bound: key for bound, key in bounds.items() if key is not None})


EVERYTHING = Stretch()
# Returns the rows of a stretch that are asked for, in any order.
Narrow = Callable[[Stretch], QuerySet[Any]]


def walk_keys(narrow: Narrow, stretch: Stretch, n: int, *, is_forward: bool) -> list[int]:
    """Return the first `n` keys of the stretch, or the last, by walking along them."""
    rows = narrow(stretch).order_by("pk" if is_forward else "-pk")
    return list(rows.values_list("pk", flat=True)[:n])


def sort_keys(narrow: Narrow, stretch: Stretch, n: int, *, is_forward: bool) -> list[int]:
    """Return the same keys as `walk_keys`, where an index knows the rows that are asked for and they are few."""
    place = F("pk") + 0  # an order that no index has, so the database does not walk along one
    rows = narrow(stretch).order_by(place if is_forward else place.desc())
    return list(rows.values_list("pk", flat=True)[:n])


def seek_keys(
    narrow: Narrow, stretch: Stretch, n: int, *, is_forward: bool, of: Parents | None = None
) -> list[int]:
    """Return the same keys as `walk_keys`, where an index knows the rows that are asked for.

    With `of`, those are the rows of some parents, which may be most rows there are: only parents that come first are read.
    """
    near, far = _divide(stretch, is_forward=is_forward)
    keys = walk_keys(narrow, near, n, is_forward=is_forward)
    left = n - len(keys)
    if not left:
        return keys
    if of is None:
        return keys + sort_keys(narrow, far, left, is_forward=is_forward)
    parents = of.first(narrow(far), left, is_forward=is_forward)

    def of_parents(stretch: Stretch) -> QuerySet[Any]:
        return narrow(stretch).filter(**{f"{of.column}__in": parents})

    return keys + sort_keys(of_parents, far, left, is_forward=is_forward)


@dataclass(frozen=True, slots=True)
class Parents:
    """The parents whose rows are asked for, and the column by which a row names its parent.

    An index of parent and key finds the first row of each.
    """

    column: str
    rows: QuerySet[Any]

    def first(self, children: QuerySet[Any], n: int, *, is_forward: bool) -> list[int]:
        """Return the parents that the first `n` of `children` have, whichever these are: at most `n`."""
        order = "pk" if is_forward else "-pk"
        first = children.filter(**{self.column: OuterRef("pk")}).order_by(order).values("pk")[:1]
        place = F("first")
        found = self.rows.annotate(first=Subquery(first)).order_by(
            place.asc(nulls_last=True) if is_forward else place.desc(nulls_last=True)
        )
        return [pk for pk, key in found.values_list("pk", "first")[:n] if key is not None]


def _divide(stretch: Stretch, *, is_forward: bool) -> tuple[Stretch, Stretch]:
    """Return the stretch to walk, and what lies beyond it."""
    if is_forward:
        last = min((stretch.after or 0) + N_WALKED, MAX_KEY - 1)
        return Stretch(stretch.after, last + 1), Stretch(last, stretch.before)
    first = (stretch.before or 0) - N_WALKED
    return Stretch(first - 1, stretch.before), Stretch(stretch.after, first)
