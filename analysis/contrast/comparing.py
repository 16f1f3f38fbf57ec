"""Whether the figures of two texts are about the same thing, and if so which is greater."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from analysis.contrast.figures import find_figures
from analysis.contrast.moments import Moment, find_moments, find_relative
from analysis.contrast.nouns import count_why, may_compare
from analysis.contrast.places import find_places, may_be_same_place
from analysis.contrast.reading import Figure


class Relation(StrEnum):
    """How figure a stands to figure b."""

    EQUAL = "equal"
    LESS = "less"
    GREATER = "greater"
    OVERLAP = "overlap"


class Why(StrEnum):
    """Why two figures cannot be compared."""

    NO_FIGURE = "no figure"
    UNIT = "unit"
    DEFINITION = "definition"
    CURRENCY = "currency"
    TIME = "time"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The two figures put side by side; `relation` is None when they cannot be compared.

    `a` and `b` are still given when they cannot be compared, where there are any.
    """

    relation: Relation | None
    a: Figure | None
    b: Figure | None
    why: Why | None = None

    @property
    def is_comparable(self) -> bool:
        """Tell whether the figures measure the same thing."""
        return self.relation is not None

    @property
    def is_different(self) -> bool:
        """Tell whether the figures cannot both be right."""
        return self.relation in {Relation.LESS, Relation.GREATER}


CONVERTED_TOLERANCE = 0.025
MAX_FIGURES = 20  # of one text: a statement has few, a whole report would cost their product
_NEARNESS = (Why.PLACE, Why.TIME, Why.CURRENCY, Why.DEFINITION, Why.UNIT)
_MOMENTS = frozenset({"date", "weekday", "time of day"})


def compare(a: str, b: str) -> Comparison:
    """Compare the figures of two texts: the pair of figures that comes closest to one thing.

    Among figures that can be compared a difference is preferred, then the order in `a`. Dates and
    times are compared only where the texts share no other figure: else they say when it held.
    """
    ours, theirs = find_figures(a), find_figures(b)
    if not ours or not theirs:
        return Comparison(None, next(iter(ours), None), next(iter(theirs), None), Why.NO_FIGURE)
    where = _context_why(a, b)
    kept_a, kept_b = ours[:MAX_FIGURES], theirs[:MAX_FIGURES]
    found = [_compare_figures(one, other, where) for one in kept_a for other in kept_b]
    amounts = [each for each in found if not _is_moment(each)]
    settled = _best(amounts)
    if settled and settled.is_comparable:
        return settled
    if settled and settled.why in {Why.PLACE, Why.TIME, Why.CURRENCY}:
        return settled
    moments = _best([each for each in found if _is_moment(each)])
    if moments and moments.is_comparable:
        return moments
    return settled or moments or Comparison(None, ours[0], theirs[0], Why.UNIT)


def _is_moment(each: Comparison) -> bool:
    return any(side is not None and side.dimension in _MOMENTS for side in (each.a, each.b))


def _best(found: list[Comparison]) -> Comparison | None:
    different = [each for each in found if each.is_different]
    equal = [each for each in found if each.is_comparable]
    if different and equal:
        kinds = {(each.a.unit, each.a.of) for each in equal if each.a and not each.is_different}
        rest = [each for each in different if each.a and (each.a.unit, each.a.of) not in kinds]
        return next(iter(rest), None) or equal[0]
    if equal:
        return equal[0]
    for why in _NEARNESS:
        for each in found:
            if each.why is why:
                return each
    return None


def _context_why(a: str, b: str) -> Why | None:
    """Return why figures of two texts speak of different cases: another time or another place."""
    if not may_be_same_place(find_places(a), find_places(b)):
        return Why.PLACE
    ours, theirs = find_relative(a), find_relative(b)
    if ours and theirs and not ours & theirs:
        return Why.TIME
    for kind in ("date", "weekday"):
        mine = [m for m in find_moments(a) if m.kind == kind and not m.is_reported]
        other = [m for m in find_moments(b) if m.kind == kind and not m.is_reported]
        if mine and other and not any(_touch(m, o) for m in mine for o in other):
            return Why.TIME
    return None


def _touch(a: Moment, b: Moment) -> bool:
    return a.low <= b.high and b.low <= a.high if a.has_year == b.has_year else _touch_in_year(a, b)


def _touch_in_year(a: Moment, b: Moment) -> bool:
    """Compare a date with a year and one without: only the day of the year can differ."""
    if a.high - a.low > 300 or b.high - b.low > 300:
        return True
    days = [_day_of_year(m) for m in (a, b)]
    return abs(days[0][0] - days[1][0]) <= 1 or (
        days[0][0] <= days[1][1] and days[1][0] <= days[0][1]
    )


def _day_of_year(moment: Moment) -> tuple[float, float]:
    first, last = moment.words()
    values = []
    for word in (first, last):
        month, day = word.split("-")[-2:]
        values.append(int(month) * 31.0 + int(day))
    return values[0], values[1]


def _compare_figures(a: Figure, b: Figure, where: Why | None) -> Comparison:
    if a.dimension in _MOMENTS or b.dimension in _MOMENTS:
        if a.dimension != b.dimension:
            return Comparison(None, a, b, Why.UNIT)
        if (
            a.moment
            and b.moment
            and a.dimension == "date"
            and a.moment.has_year != b.moment.has_year
        ):
            same = _touch_in_year(a.moment, b.moment)
            ours, theirs = _day_of_year(a.moment), _day_of_year(b.moment)
            order = Relation.LESS if ours < theirs else Relation.GREATER
            return Comparison(Relation.OVERLAP if same else order, a, b)
        if where is Why.PLACE:
            return Comparison(None, a, b, where)
        return Comparison(_relate(a, b), a, b)
    why = _why_not(a, b) or where
    return Comparison(None, a, b, why) if why else Comparison(_relate(a, b), a, b)


def _why_not(a: Figure, b: Figure) -> Why | None:
    if a.dimension != b.dimension:
        return Why.UNIT
    if a.dimension == "money" and a.unit != b.unit:
        return Why.CURRENCY
    if a.unit != b.unit:
        why = count_why(a.unit, b.unit) if a.dimension == "count" else "unit"
        if why:
            return Why(why)
    if a.period != b.period:
        return Why.TIME
    if a.dimension == "count":
        return None if may_compare(a.of, b.of) else Why.DEFINITION
    if a.of and b.of and a.of != b.of and a.dimension in {"percent", "mass", "volume"}:
        return Why.DEFINITION
    return None


def _relate(a: Figure, b: Figure) -> Relation:
    if _same_bounds(a, b):
        return Relation.EQUAL
    if a.high < b.low or (a.high == b.low and (a.is_high_open or b.is_low_open)):
        return Relation.LESS
    if a.low > b.high or (a.low == b.high and (a.is_low_open or b.is_high_open)):
        return Relation.GREATER
    return Relation.OVERLAP


def _same_bounds(a: Figure, b: Figure) -> bool:
    if (a.is_low_open, a.is_high_open) != (b.is_low_open, b.is_high_open):
        return False
    tolerance = CONVERTED_TOLERANCE if a.written != b.written else 1e-9
    return all(
        one == other or math.isclose(one, other, rel_tol=tolerance)
        for one, other in ((a.low, b.low), (a.high, b.high))
    )
