"""What taking an act back would do: what comes off cleanly, and what somebody has changed since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from claims.log import Change, changes_of, is_same, standing_since
from claims.models import Act, Claim, ReviewEvent, Statement
from claims.models.act import INDIVISIBLE
from claims.services.beside import read_beside

N_IN = 500  # keys in one query; a database takes only so many


@dataclass(frozen=True, slots=True)
class Contest:
    """One thing that the undo would bring back, and that is not any more as the act had left it."""

    change: Change
    now: Any


@dataclass(frozen=True, slots=True)
class UndoItem:
    """One event to take back.

    `event` is the newest link of its chain: the event itself, or the undo of its undo. `contests` are the
    values that differ by now, `since` the later events that touched the same things, oldest first. `why_not`
    says why it cannot be taken back as things stand; empty if it can.
    """

    event: ReviewEvent
    statement: Statement
    changes: tuple[Change, ...]
    contests: tuple[Contest, ...] = ()
    since: tuple[ReviewEvent, ...] = ()
    why_not: str = ""

    @property
    def is_clean(self) -> bool:
        """Whether nobody has changed the same things since."""
        return not self.contests and not self.since and not self.why_not


@dataclass(frozen=True)
class UndoPlan:
    """What taking `act` back would do now, newest event first.

    `seen` is the last event of the statements concerned: whoever decides on this plan says so, and is shown a
    fresh one if more has happened.
    """

    act: Act
    items: tuple[UndoItem, ...]
    n_undone: int
    seen: int

    @cached_property
    def clean(self) -> list[UndoItem]:
        """What comes off without touching anybody's later work."""
        if self.is_indivisible and not all(item.is_clean for item in self.items):
            return []
        return [item for item in self.items if item.is_clean]

    @cached_property
    def contested(self) -> list[UndoItem]:
        """What somebody has changed since; of an act that hangs together all of it, if any."""
        clean = {item.event.pk for item in self.clean}
        return [item for item in self.items if item.event.pk not in clean]

    @property
    def is_indivisible(self) -> bool:
        """Whether the act is taken back all at once or not at all."""
        root = self.act
        while root.undoes is not None:
            root = root.undoes
        return root.kind in INDIVISIBLE


def plan_undo(act: Act, *, event_id: int | None = None) -> UndoPlan:
    """Return what taking back `act` would do now, or only one event of it.

    An act that hangs together (a split, a join) is always taken back whole.
    """
    events = act.events.order_by("-pk").select_related("part_of", "undoes", "actor")
    plan = UndoPlan(act, (), 0, 0)
    if event_id is not None and not plan.is_indivisible:
        events = events.filter(pk=event_id)
    own = list(events)
    tips = [tip for tip in _tips(own) if tip.before]
    statements = _load({event.statement_id for event in own})
    later = _later(statements, after=min((tip.pk for tip in tips), default=0))
    weighing = _Weighing(statements, later, {tip.pk for tip in tips}, read_beside(tips))
    seen = [event.pk for events in later.values() for event in events]
    seen += [tip.pk for tip in tips]
    return UndoPlan(act, tuple(weighing.items(tips)), len(own) - len(tips), max(seen, default=0))


@dataclass
class _Weighing:
    """Goes through the events to take back, newest first, as if each were taken back at once.

    So an event that the act itself followed up with another on the same thing is no contest.
    """

    statements: dict[int, Statement]
    later: dict[int, list[ReviewEvent]]
    going: Collection[int]
    now: dict[tuple[int, str], Any]

    def items(self, tips: Sequence[ReviewEvent]) -> Iterator[UndoItem]:
        claims = _known_claims(tips)
        for tip in sorted(tips, key=lambda tip: -tip.pk):
            yield self._item(tip, claims)

    def _item(self, tip: ReviewEvent, claims: Collection[int]) -> UndoItem:
        statement = self.statements[tip.statement_id]
        changes = tuple(changes_of(tip))
        contests = tuple(
            Contest(change, now)
            for change in changes
            if not is_same(now := self._stands(statement, change.part), change.after)
        )
        touched = {change.part for change in changes}
        since = tuple(
            event
            for event in standing_since(self._after(tip))
            if event.pk not in self.going and touched & {c.part for c in changes_of(event)}
        )
        for change in changes:
            self.now[statement.pk, change.part] = change.before
        why_not = self._why_not(statement, tip, claims)
        return UndoItem(tip, statement, changes, contests, since, why_not)

    def _why_not(self, statement: Statement, tip: ReviewEvent, claims: Collection[int]) -> str:
        if "link" in tip.before and tip.before["link"]["claim"] not in claims:
            return _(
                "The claim is gone or was merged into another since: undo that merge first, in the question’s history."
            )
        if "status" in tip.before and self._stands(statement, "joined_into") is not None:
            return _("The statement was joined into another since: undo the join first.")
        return ""

    def _after(self, tip: ReviewEvent) -> list[ReviewEvent]:
        return [event for event in self.later.get(tip.statement_id, ()) if event.pk > tip.pk]

    def _stands(self, statement: Statement, part: str) -> Any:
        key = (statement.pk, part)
        if key not in self.now:
            self.now[key] = statement.state()[part]
        return self.now[key]


def _tips(events: Sequence[ReviewEvent]) -> list[ReviewEvent]:
    """Return what has to be taken back for each event that stands: itself, or the undo that brought it back."""
    chains = {event.pk: [event] for event in events}
    newest = {event.pk: event.pk for event in events}
    while newest:
        found = _in_chunks("undoes__in", list(newest))
        newest = {undo.pk: newest[undo.undoes_id or 0] for undo in found}
        for undo in found:
            chains[newest[undo.pk]].append(undo)
    return [chain[-1] for chain in chains.values() if len(chain) % 2]


def _in_chunks(lookup: str, keys: list[int]) -> list[ReviewEvent]:
    rows = ReviewEvent.objects.select_related("part_of", "undoes", "actor").order_by("pk")
    chunks = (keys[n : n + N_IN] for n in range(0, len(keys), N_IN))
    return [row for chunk in chunks for row in rows.filter(**{lookup: chunk})]


def _load(keys: Iterable[int]) -> dict[int, Statement]:
    listed = sorted(keys)
    rows = Statement.objects.select_related("speaker__canonical", "version__article").defer(
        "version__text", "version__raw", "version__furniture", "version__sketch", "proposal"
    )
    chunks = (listed[n : n + N_IN] for n in range(0, len(listed), N_IN))
    return {row.pk: row for chunk in chunks for row in rows.filter(pk__in=chunk)}


def _later(keys: Iterable[int], *, after: int) -> dict[int, list[ReviewEvent]]:
    """Return the events after number `after`, oldest first, by statement."""
    later: dict[int, list[ReviewEvent]] = defaultdict(list)
    listed = sorted(keys)
    rows = ReviewEvent.objects.filter(pk__gt=after).select_related("actor").order_by("pk")
    for n in range(0, len(listed), N_IN):
        for event in rows.filter(statement__in=listed[n : n + N_IN]):
            later[event.statement_id].append(event)
    return later


def _known_claims(events: Iterable[ReviewEvent]) -> set[int]:
    wanted = {event.before["link"]["claim"] for event in events if "link" in event.before}
    return set(Claim.objects.standing().filter(pk__in=wanted).values_list("pk", flat=True))
