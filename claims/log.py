"""The log as plain values: what an event changed, what stands, and the state that follows from it all. No queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

# What is logged beside the columns of a statement, each under the key that tells two of them apart.
BESIDE = {"link": "claim", "judgement": "other", "reading": "number"}
# What an act says and that changes nothing.
SAID = frozenset({"comment"})
State = dict[str, Any]


class Logged(Protocol):
    """What is read of an event; `claims.models.ReviewEvent` is one."""

    pk: int
    statement_id: int
    undoes_id: int | None
    before: Mapping[str, Any]
    after: Mapping[str, Any]


Event = TypeVar("Event", bound=Logged)


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that an event changed: a column of the statement, or a link or judgement of it."""

    part: str
    before: Any
    after: Any


class BrokenLogError(ValueError):
    """An event found something else than the events before it had left."""


def changes_of(event: Logged) -> list[Change]:
    """Return what the event changed and what stood before it, by part: `status`, `content`, `link:12`.

    A comment changes nothing. Nothing stood before the columns of a row that the event itself made, its status
    apart.
    """
    return [
        Change(part_name(name, event.after[name]), before, event.after[name])
        for name, before in event.before.items()
        if name in event.after and before != event.after[name]
    ]


def is_same(one: Any, other: Any) -> bool:
    """Whether two logged values come to the same.

    What an engine suggests of a link comes and goes without an act, so links are the same if their stance is.
    """
    if isinstance(one, dict) and isinstance(other, dict) and "claim" in one:
        return bool((one["claim"], one["stance"]) == (other.get("claim"), other.get("stance")))
    return bool(one == other)


def part_name(name: str, value: Any) -> str:
    """Return the name under which a logged value is told apart from others: a link bears the claim it is to."""
    key = BESIDE.get(name)
    return f"{name}:{value[key]}" if key else name


def name_of(part: str) -> str:
    """Return the name that events keep a part under, without what tells two of them apart."""
    return part.partition(":")[0]


def standing_since(events: Sequence[Event]) -> list[Event]:
    """Return those of the later events of one statement that still make a difference, in their order.

    An event and the undo that took it back cancel each other out; undoing that undo brings the event back.
    """
    by_undone = {event.undoes_id: event for event in events if event.undoes_id}
    known = {event.pk for event in events}

    def stands(event: Event) -> bool:
        answer, undo = True, by_undone.get(event.pk)
        while undo is not None:
            answer, undo = not answer, by_undone.get(undo.pk)
        return answer

    return [event for event in events if event.undoes_id not in known and stands(event)]


def replay(
    events: Iterable[Logged], *, start: Mapping[int, State] | None = None
) -> dict[int, State]:
    """Return the state of every statement, by part, that follows from the whole log in its order.

    `start` is what stood before the first event, as far as it is known. Raises `BrokenLogError` if an event did
    not find what the ones before it left: then something was written past the log.
    """
    states: dict[int, State] = {pk: dict(state) for pk, state in (start or {}).items()}
    for event in events:
        state = states.setdefault(event.statement_id, {})
        for name, before in event.before.items():
            part = part_name(name, before)
            if not is_same(state.get(part, before), before):
                raise BrokenLogError(
                    f"event {event.pk} found {part} to be {before!r} on statement {event.statement_id}, "
                    f"but the log had left {state[part]!r}"
                )
        state |= {
            part_name(name, value): value for name, value in event.after.items() if name not in SAID
        }
    return states
