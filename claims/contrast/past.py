"""The page as it stood: links and words brought back to a moment from the log of events."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from claims.contrast.moved import Stood
from claims.contrast.said import Said
from claims.models import ClaimLink, ReviewEvent, Statement
from claims.selectors import joined_words


@dataclass(frozen=True, slots=True)
class Event:
    """One act as the log keeps it."""

    at: dt.datetime
    before: dict[str, Any]
    after: dict[str, Any]


def stand_at(said: Sequence[Said], cutoff: dt.datetime, stood: Stood) -> list[Said]:
    """Return those of `said` that the page showed before `cutoff`, in the words and with the stance they had then.

    `stood` is how the question stood then. Shown was what an editor had accepted and linked, of an article that had
    been seen. What has no event in the
    log stands from the moment its link was made. One query.
    """
    seen = [one for one in stood.bring_back(said) if one.first_seen_at < cutoff]
    logs = _read_logs({one.statement_id for one in seen})
    then = (
        _bring_back(one, logs.get(one.statement_id, []), cutoff, stood.names_of(one))
        for one in seen
    )
    return [one for one in then if one is not None]


def _read_logs(statement_ids: Iterable[int]) -> dict[int, list[Event]]:
    rows = (
        ReviewEvent.objects.filter(statement_id__in=list(statement_ids))
        .order_by("pk")
        .values_list("statement_id", "at", "before", "after")
    )
    logs: dict[int, list[Event]] = {}
    for statement_id, at, before, after in rows:
        logs.setdefault(statement_id, []).append(Event(at, before, after))
    return logs


def _bring_back(
    one: Said, log: list[Event], cutoff: dt.datetime, claims: Collection[int]
) -> Said | None:
    stance = _stance_then(one, log, cutoff, claims)
    if stance is None or _status_then(one, log, cutoff) != Statement.Status.ACCEPTED:
        return None
    then = replace(one, stance=stance)
    cue = _value_then("cue", log, cutoff)
    if cue is not None:
        then = replace(then, cues=json.dumps(cue))
    content = _value_then("content", log, cutoff)
    if not content or content == one.content:
        return then
    return replace(then, selectors=json.dumps(content), words=joined_words(content))


def _stance_then(
    one: Said, log: list[Event], cutoff: dt.datetime, claims: Collection[int]
) -> str | None:
    """Return the stance of the link then, or None if there was none; acts on it name one of `claims`."""
    acts = [e for e in log if (e.after.get("link") or {}).get("claim") in claims]
    if not acts:
        is_made = one.linked_at < cutoff and one.state == ClaimLink.State.CONFIRMED
        return one.stance if is_made else None
    past = [e for e in acts if e.at < cutoff]
    if past:
        stance: str | None = past[-1].after["link"]["stance"]
        return stance
    stood = (acts[0].before.get("link") or {}).get("stance")
    return stood if one.linked_at < cutoff else None


def _status_then(one: Said, log: list[Event], cutoff: dt.datetime) -> str:
    value = _value_then("status", log, cutoff)
    return str(value) if value else one.status


def _value_then(name: str, log: list[Event], cutoff: dt.datetime) -> Any:
    """Return a logged value as it stood before `cutoff`; None if the log says nothing of it."""
    known = [e for e in log if name in e.after]
    past = [e for e in known if e.at < cutoff]
    if past:
        return past[-1].after[name]
    return known[0].before.get(name) if known else None
