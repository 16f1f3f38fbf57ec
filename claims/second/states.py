"""A reading as a plain value: what the engine proposed, what stands, what a second reader made of it. No queries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analysis.types import Span
from claims.models import SecondReading, Statement
from claims.second.overlap import LABELS, PARTS, ROLES, Verdict
from claims.selectors import joined_words
from claims.services.review import span_columns

State = dict[str, Any]
_VERDICTS: Mapping[str, str] = {
    Statement.Status.ACCEPTED: Verdict.ACCEPTED,
    Statement.Status.WITHDRAWN: Verdict.ACCEPTED,  # the words stand; they are merely not published
    Statement.Status.REJECTED: Verdict.REJECTED,
}

_STATUSES: Mapping[Verdict, Mapping[str, Any]] = {
    Verdict.ACCEPTED: {"status": Statement.Status.ACCEPTED, "is_unsure": False},
    Verdict.REJECTED: {"status": Statement.Status.REJECTED, "is_unsure": False},
    Verdict.UNSURE: {"status": Statement.Status.PROPOSED, "is_unsure": True},
}


def state_of(statement: Statement) -> State | None:
    """Return the reading that stands in the row; None if no verdict does."""
    if statement.status not in _VERDICTS:
        return None
    return {
        "verdict": str(_VERDICTS[statement.status]),
        "speaker": statement.speaker_id,
        **{role: getattr(statement, role) for role in ROLES},
        **{label: getattr(statement, label) for label in LABELS},
    }


def proposed_state(statement: Statement) -> State:
    """Return what the engine proposed, without a verdict: all that a second reader starts from."""
    proposal, text = statement.proposal, statement.version.text
    columns = span_columns(
        text, **{role: [Span(*pair) for pair in proposal.get(role, ())] for role in ROLES}
    )
    return {
        "speaker": statement.engine_speaker_id,
        **{role: columns[role] for role in ROLES},
        **{label: proposal.get(label, getattr(statement, label)) for label in LABELS},
    }


def as_shown(statement: Statement, state: Mapping[str, Any]) -> Statement:
    """Bring the loaded statement to `state`, undecided, and return it: to be shown, never to be saved.

    The speaker's row is the caller's to set.
    """
    statement.status, statement.is_unsure = Statement.Status.PROPOSED, False
    statement.decided_by = None
    for name in (*ROLES, *LABELS):
        setattr(statement, name, state[name])
    content = state["content"]
    statement.words = joined_words(content)
    statement.start, statement.end = content[0]["start"], content[-1]["end"]
    return statement


def columns_to_take(statement: Statement, reading: SecondReading) -> dict[str, Any]:
    """Return the columns by which the statement becomes what the second reader made of it.

    Only what differs is taken. Where the verdict does, all the rest goes with it: the words of the one who
    accepts are theirs.
    """
    second = reading.second
    if second["verdict"] == Verdict.REJECTED:
        return dict(_STATUSES[Verdict.REJECTED])
    is_other = "verdict" in reading.differs
    taken = PARTS if is_other else reading.differs
    columns: dict[str, Any] = dict(_STATUSES[Verdict(second["verdict"])]) if is_other else {}
    if "speaker" in taken:
        is_engines = second["speaker"] == statement.engine_speaker_id
        columns |= statement.columns_for({"speaker": None if is_engines else second["speaker"]})
    return columns | statement.columns_for(
        {name: second[name] for name in (*ROLES, *LABELS) if name in taken}
    )
