"""Whether the figures of two texts are about the same thing, and if so which is greater."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import StrEnum

from analysis.contrast.choosing import sort_pairs
from analysis.contrast.figure import Figure
from analysis.contrast.figures import find_figures
from analysis.contrast.moments import Moment, find_moments, find_relative
from analysis.contrast.nouns import count_why, may_compare
from analysis.contrast.places import find_places, may_be_same_place
from analysis.contrast.units import MEASURES


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


CONVERTED_TOLERANCE = 0.04  # of lengths, weights and the like: "5 km" is "three miles"
CALENDAR_TOLERANCE = 0.025  # of months and years in days or weeks
YEAR = MEASURES["year"].factor
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
    where = find_other_case(a, b)
    kept_a, kept_b = ours[:MAX_FIGURES], theirs[:MAX_FIGURES]
    found = [_compare_figures(one, other, where) for one in kept_a for other in kept_b]
    amounts = [each for each in found if not _is_moment(each)]
    settled = _settle(amounts)
    if settled and (settled.is_comparable or settled.why in _OF_THE_TEXT):
        return settled
    moments = _best([each for each in found if _is_moment(each)])
    if moments and moments.is_comparable:
        return moments
    return settled or moments or Comparison(None, ours[0], theirs[0], Why.UNIT)


_OF_THE_TEXT = frozenset({Why.PLACE, Why.TIME, Why.CURRENCY})


def _settle(amounts: list[Comparison]) -> Comparison | None:
    """Return the best pair of amounts; what is said by the way counts where nothing else can.

    Two texts with the same window of time ("in a week") are not equal when one counts something.
    """
    points = [each for each in amounts if not _is_aside(each)]
    best = _best(points)
    if best and best.is_comparable:
        return best
    asides = _best([each for each in amounts if _is_aside(each)])
    if asides and asides.is_different:
        return asides
    if asides and asides.is_comparable:
        has_point = any(
            side is not None and not side.is_aside for each in amounts for side in (each.a, each.b)
        )
        return Comparison(None, asides.a, asides.b, Why.NO_FIGURE) if has_point else asides
    return best or asides


def _is_aside(each: Comparison) -> bool:
    return any(side is not None and side.is_aside for side in (each.a, each.b))


def _is_moment(each: Comparison) -> bool:
    return any(side is not None and side.dimension in _MOMENTS for side in (each.a, each.b))


def _best(found: list[Comparison]) -> Comparison | None:
    """Return the pair that says most: figures that differ, unless others of their kind are equal."""
    comparable = sort_pairs([each for each in found if each.is_comparable], _sides)
    exact = [each for each in comparable if not _is_loose(each)]
    different = [each for each in exact or comparable if each.is_different]
    alike = [each for each in exact or comparable if not each.is_different]
    kinds = {_kind(each) for each in alike}
    rest = [each for each in different if not _is_settled(each, kinds)]
    if rest or alike:
        return (rest or alike)[0]
    return next((each for why in _NEARNESS for each in found if each.why is why), None)


def _sides(each: Comparison) -> tuple[Figure, Figure]:
    if each.a is None or each.b is None:
        raise ValueError("a comparison of figures has two sides")
    return each.a, each.b


def _is_loose(each: Comparison) -> bool:
    """Tell whether one of the two says no unit: a bare "40" may be 40 of anything."""
    a, b = _sides(each)
    return a.unit != b.unit and not (a.unit and b.unit)


def _is_settled(each: Comparison, kinds: set[tuple[str, str]]) -> bool:
    """Tell whether figures of the same kind, or of one group and everyone, are equal elsewhere."""
    a, b = _sides(each)
    return _kind(each) in kinds or (a.of != b.of and _kind(each)[0] in {unit for unit, _ in kinds})


def _kind(each: Comparison) -> tuple[str, str]:
    a, b = _sides(each)
    return max(a.unit, b.unit), a.of if a.of == b.of else ""


def find_other_case(a: str, b: str) -> Why | None:
    """Return why two texts speak of different cases: another time or another place; None if nothing says so."""
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
    a, b = _as_age(a, b), _as_age(b, a)
    why = _why_not(a, b) or where
    return Comparison(None, a, b, why) if why else Comparison(_relate(a, b), a, b)


def _as_age(a: Figure, b: Figure) -> Figure:
    """Return a bare number as years where the other figure is an age: "he is 34"."""
    is_bare = a.dimension == "count" and not a.unit and not a.period and a.low > 0 and a.high < 120
    if b.dimension != "age" or not is_bare:
        return a
    low, high = a.low * YEAR, a.high * YEAR
    return replace(a, low=low, high=high, dimension="age", unit=b.unit, written=b.written)


def _why_not(a: Figure, b: Figure) -> Why | None:
    if {a.unit, b.unit} == {"point", "percentage point"}:
        return None
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
    if a.direction * b.direction < 0:
        return Relation.GREATER if a.direction > 0 else Relation.LESS
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
    tolerance = _tolerance(a, b)
    return all(
        one == other or math.isclose(one, other, rel_tol=tolerance)
        for one, other in ((a.low, b.low), (a.high, b.high))
    )


def _tolerance(a: Figure, b: Figure) -> float:
    if a.written == b.written:
        return 1e-9
    if a.dimension not in {"duration", "age"}:
        return CONVERTED_TOLERANCE
    has_calendar = bool({a.written, b.written} & {"month", "year", "decade", "century"})
    return CALENDAR_TOLERANCE if has_calendar else 1e-9
