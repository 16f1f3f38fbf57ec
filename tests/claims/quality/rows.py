"""Proposals of the engine for tests about its quality."""

from __future__ import annotations

from typing import Any

from claims.models import Statement
from claims.services.review import accept_statement, reject_statement
from tests.factories import StatementFactory

ENGINE = "test-engine@1"


def propose(**fields: Any) -> Statement:
    """Return a waiting statement with the proposal that the engine would have made of its columns."""
    engine = fields.pop("engine", ENGINE)
    more = fields.pop("proposal", {})
    statement: Any = StatementFactory(**fields)
    spans = {
        role: [[s["start"], s["end"]] for s in getattr(statement, role)]
        for role in ("content", "cue", "source")
    }
    labels = {
        "quotation": str(statement.quotation),
        "cue_class": str(statement.cue_class),
        "modality": statement.modality,
        "confidence": statement.confidence,
    }
    proposal = {"engine": engine, **spans, **labels, **more}
    Statement.objects.filter(pk=statement.pk).update(proposal=proposal)
    return Statement.objects.get(pk=statement.pk)


def decide(statement: Statement, verdict: str, *, actor: Any, why: str = "") -> Statement:
    """Accept or reject the statement as it stands."""
    act = accept_statement if verdict == "accept" else reject_statement
    return act(
        statement_id=statement.pk,
        row_version=Statement.objects.get(pk=statement.pk).row_version,
        actor=actor,
        why=why,
    )
