"""The log of the registry as plain values: what stands of each pair, and which record stands for which. No queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, Protocol

# What may stand between two records, or a name and a record, as events keep it; `NOTHING` if nobody has judged them.
PairState = Mapping[str, Any]
# Two keys of records, or the key of one and the name in articles with its kind, affiliation and scope.
Pair = tuple[int, int | tuple[str, ...]]
NOTHING: PairState = {"verdict": None}


class Logged(Protocol):
    """What is read of an event; `speakers.models.RegistryEvent` is one."""

    pk: int
    speaker_id: int
    other_id: int | None
    mention: Mapping[str, str]
    before: Mapping[str, Any]
    after: Mapping[str, Any]


class BrokenLogError(ValueError):
    """An event found something else than the events before it had left."""


def pair_of(event: Logged) -> Pair:
    """Return what the event was on: two keys in the order in which pairs are kept, or a key and a name."""
    if event.other_id is not None:
        return min(event.speaker_id, event.other_id), max(event.speaker_id, event.other_id)
    said = ("name", "kind", "affiliation", "scope")
    return event.speaker_id, tuple(event.mention[part] for part in said)


def replay(events: Iterable[Logged]) -> dict[Pair, PairState]:
    """Return what stands between every two records, by the whole log in its order; pairs with nothing are left out.

    Raises `BrokenLogError` if an event did not find what those before it had left: something was written past the log.
    """
    states: dict[Pair, PairState] = {}
    for event in events:
        pair = pair_of(event)
        found = states.get(pair, NOTHING)
        if found != event.before:
            raise BrokenLogError(
                f"event {event.pk} found {event.before!r} between records {pair}, but the log had left {found!r}"
            )
        states[pair] = event.after
    return {pair: state for pair, state in states.items() if state != NOTHING}


def roots_of(states: Mapping[Pair, PairState]) -> dict[int, int]:
    """Return for every record that was merged into another the one that stands for it."""
    into: dict[int, int] = {}
    for (one, other), state in states.items():
        if state["verdict"] == "same" and isinstance(other, int):
            into[one if state["kept"] == other else other] = state["kept"]
    return {merged: _follow(merged, into) for merged in into}


def below(record: int, into: Mapping[int, int]) -> list[int]:
    """Return the records that were merged into `record`, directly or by way of others."""
    merged: dict[int, list[int]] = defaultdict(list)
    for one, other in into.items():
        merged[other].append(one)
    found: list[int] = []
    open_ = [record]
    while open_:
        open_ = [one for other in open_ for one in merged[other]]
        found += open_
    return found


def _follow(record: int, into: Mapping[int, int]) -> int:
    while record in into:
        record = into[record]
    return record
