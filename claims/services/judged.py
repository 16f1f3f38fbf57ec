"""What editors said of a statement's pairs: which statements go with it, and which do not."""

from __future__ import annotations

from dataclasses import dataclass

from claims.models import StatementJudgement

Verdict = StatementJudgement.Verdict
# What was said of a pair that keeps the one from speaking for or against the other.
APART = frozenset({Verdict.NOT_COMPARABLE, Verdict.UNRELATED})
# What was said of a pair that makes them answers to one question.
TOGETHER = frozenset({Verdict.SAME, Verdict.RIVAL})


@dataclass(frozen=True, slots=True)
class Judged:
    """The statements that one cannot be compared with, and those that answer the same question."""

    apart: frozenset[int]
    together: frozenset[int]


def judged_with(statement_id: int) -> Judged:
    """Return the statements that this one was judged with, as the judgements stand."""
    judged = StatementJudgement.objects.standing().about([statement_id])
    rows = list(judged.values_list("a_id", "b_id", "verdict"))

    def others(verdicts: frozenset[Verdict]) -> frozenset[int]:
        return frozenset(a if b == statement_id else b for a, b, v in rows if v in verdicts)

    return Judged(others(APART), others(TOGETHER))
