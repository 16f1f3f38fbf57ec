"""What became of one proposal: the engine's output beside what editors made of it. No database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils import timezone

from analysis.types import Span
from claims.models import Outcome, OutcomeCount, Statement
from claims.selectors import is_same_words, spans_of

By = OutcomeCount.By
Kind = Outcome.Kind
REWRITTEN, OTHER = "rewritten", "other"
ASIDE_REASONS = frozenset({"trivial", "twice"})  # values of `claims.services.verdicts.Reason`
N_BINS = 10


@dataclass(frozen=True, slots=True)
class Verdict:
    """The verdict that stands on a statement: when it was given, and the reason's name if it had one."""

    at: dt.datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One count that an outcome goes into."""

    desk: int
    day: dt.date
    by: str
    value: str


def outcome_of(statement: Statement, verdict: Verdict, *, desk: int | None) -> Outcome | None:
    """Return what became of the engine's proposal, or None if there is none or no verdict on it stands.

    A statement that was accepted in other words than were proposed counts as rejected: what stands is the
    editor's finding, not the engine's. A rejection as trivial or as a repetition is set aside.
    """
    proposal = statement.proposal
    if not proposal or statement.status not in (Kind.ACCEPTED, Kind.REJECTED):
        return None
    kind, reason = statement.status, ""
    if kind == Kind.ACCEPTED and _is_rewritten(statement):
        kind, reason = Kind.REJECTED, REWRITTEN
    elif kind == Kind.REJECTED:
        reason = verdict.reason or OTHER
        kind = Kind.ASIDE if reason in ASIDE_REASONS else kind
    confidence = proposal.get("confidence", statement.confidence)
    return Outcome(
        statement=statement,
        row_version=statement.row_version,
        kind=kind,
        reason=reason,
        decided_on=timezone.localtime(verdict.at).date(),
        engine=str(proposal.get("engine", ""))[:100],
        confidence=confidence,
        plain_confidence=proposal.get("plain_confidence", confidence),
        cue_class=proposal.get("cue_class", statement.cue_class),
        quotation=proposal.get("quotation", statement.quotation),
        has_source=bool(proposal.get("source")),
        article_id=statement.version.article_id,
        outlet_id=statement.version.article.outlet_id,
        desk_id=desk,
        has_new_words=any(
            _spans(proposal[role]) != spans_of(getattr(statement, role))
            for role in ("content", "cue", "source")
            if role in proposal
        ),
        has_new_speaker=statement.editor_speaker_id not in (None, statement.engine_speaker_id),
        has_new_labels=any(
            proposal[label] != getattr(statement, label)
            for label in ("quotation", "cue_class", "modality")
            if label in proposal
        ),
    )


def cells_of(outcome: Outcome) -> Iterator[Cell]:
    """Yield the counts that the outcome goes into; one that was set aside goes into that of its reason alone."""
    told_apart = {By.REASON: outcome.reason}
    if outcome.kind != Kind.ASIDE:
        told_apart |= {
            By.ALL: "",
            By.CONFIDENCE: str(bin_of(outcome.confidence)),
            By.CUE_CLASS: outcome.cue_class,
            By.QUOTATION: outcome.quotation,
            By.OUTLET: str(outcome.outlet_id or ""),
            By.ENGINE: outcome.engine,
        }
    for by, value in told_apart.items():
        if value or by != By.REASON:
            yield Cell(outcome.desk_id or 0, outcome.decided_on, by, value)


def bin_of(confidence: float) -> int:
    """Return which tenth the confidence is in, counted from 0; 1.0 is in the last."""
    return min(int(confidence * N_BINS), N_BINS - 1)


def _is_rewritten(statement: Statement) -> bool:
    """Tell whether less than half of the proposed words stand, or quite another source."""
    content = _spans(statement.proposal.get("content", ()))
    if content and not is_same_words(content, spans_of(statement.content)):
        return True
    if "source" not in statement.proposal:
        return False
    proposed, stands = _spans(statement.proposal["source"]), spans_of(statement.source)
    if not proposed or not stands:
        return bool(proposed) != bool(stands)
    return not any(one.overlaps(other) for one in proposed for other in stands)


def _spans(pairs: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in pairs)
