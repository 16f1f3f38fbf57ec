"""The line of a body: what it was before and what it became, as far as the registry knows."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from speakers.models import Speaker, Succession

N_DEEP = 8
PREDECESSORS, SUCCESSORS, BOTH = "predecessors", "successors", "both"
INCLUDES = {
    PREDECESSORS: _("with predecessors"),
    SUCCESSORS: _("with successors"),
    BOTH: _("with predecessors and successors"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One succession, its two bodies by the records that stand."""

    before: Speaker
    after: Speaker
    succession: Succession


@dataclass(frozen=True, slots=True)
class Line:
    """All that a body was before, and all that it became; siblings that a split made are not of its line."""

    speaker: Speaker
    backwards: tuple[Step, ...] = ()
    forwards: tuple[Step, ...] = ()

    @property
    def predecessors(self) -> list[Speaker]:
        """The bodies before it, the nearest first."""
        return list({step.before.pk: step.before for step in self.backwards}.values())

    @property
    def successors(self) -> list[Speaker]:
        """The bodies after it, the nearest first."""
        return list({step.after.pk: step.after for step in self.forwards}.values())

    def roots(self, include: str) -> list[int]:
        """Return the records that stand for the bodies asked for, this one first; `include` is empty or one of `INCLUDES`."""
        before = self.predecessors if include in {PREDECESSORS, BOTH} else []
        after = self.successors if include in {SUCCESSORS, BOTH} else []
        return [self.speaker.pk, *(body.pk for body in (*before, *after))]


@dataclass
class _Walk:
    """How far the line was followed in one direction."""

    is_back: bool
    known: set[int]
    frontier: set[int]
    steps: list[Step] = field(default_factory=list)

    def take(self, rows: Iterable[Succession]) -> None:
        """Go one step on."""
        reached: set[int] = set()
        for row in rows:
            before, after = row.predecessor.root, row.successor.root
            here, there = (after, before) if self.is_back else (before, after)
            if here.pk in self.frontier and here.pk != there.pk:
                self.steps.append(Step(before, after, row))
                reached.add(there.pk)
        self.frontier = reached - self.known
        self.known |= reached


def line_of(speaker: Speaker) -> Line:
    """Return the line of the record that stands for `speaker`: one query for each step of the longest way."""
    root = speaker.root
    back, forth = (_Walk(is_back, {root.pk}, {root.pk}) for is_back in (True, False))
    for _i in range(N_DEEP):
        if not back.frontier and not forth.frontier:
            break
        rows = list(_around(back.frontier, forth.frontier))
        back.take(rows)
        forth.take(rows)
    return Line(root, tuple(back.steps), tuple(forth.steps))


def roots_in_line(speaker: Speaker, include: str) -> list[int]:
    """Return the records that stand for `speaker` and for what `include` asks of its line; no query if it asks nothing."""
    return line_of(speaker).roots(include) if include in INCLUDES else [speaker.root.pk]


def _around(back: Collection[int], forth: Collection[int]) -> Iterable[Succession]:
    steps = Succession.objects.into(back) | Succession.objects.out_of(forth)
    return steps.select_related("predecessor__canonical", "successor__canonical").distinct()
