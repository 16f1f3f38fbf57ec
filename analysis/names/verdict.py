"""What a comparison of two names comes to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from analysis.names.reasons import Reason


class Verdict(StrEnum):
    """Whether two names may be linked without a person, are for a person to judge, or name two speakers."""

    SAME = "same"
    MAYBE = "maybe"
    DIFFERENT = "different"


_RANK: Final = {Verdict.DIFFERENT: 0, Verdict.MAYBE: 1, Verdict.SAME: 2}


@dataclass(frozen=True, slots=True)
class Comparison:
    """A verdict with its score, 0 to 1, and the reasons in words an editor can read."""

    verdict: Verdict
    score: float
    reasons: tuple[Reason, ...]

    def capped(self, score: float, reason: Reason) -> Comparison:
        """Return this comparison as a "maybe" at most, for one more reason."""
        if self.verdict is not Verdict.SAME:
            return self
        return Comparison(Verdict.MAYBE, min(self.score, score), (*self.reasons, reason))

    @property
    def order(self) -> tuple[int, float]:
        """The better comparison is greater."""
        return _RANK[self.verdict], self.score


def same(score: float, *reasons: Reason) -> Comparison:
    """Return the verdict that may be linked without a person."""
    return Comparison(Verdict.SAME, score, reasons)


def maybe(score: float, *reasons: Reason) -> Comparison:
    """Return the verdict that is left to a person."""
    return Comparison(Verdict.MAYBE, score, reasons)


def different(score: float, *reasons: Reason) -> Comparison:
    """Return the verdict of two speakers."""
    return Comparison(Verdict.DIFFERENT, score, reasons)
