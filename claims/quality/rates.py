"""A share of decisions, with the interval that it leaves open."""

from __future__ import annotations

import math
from dataclasses import dataclass

Z = 1.959964  # 95 in 100
N_LEAST = 10  # a share of fewer decisions is not worth printing


@dataclass(frozen=True, slots=True)
class Rate:
    """`n_yes` of `n`."""

    n_yes: int
    n: int

    @property
    def is_enough(self) -> bool:
        """Whether there are enough decisions to speak of a rate."""
        return self.n >= N_LEAST

    @property
    def share(self) -> float:
        """The share, 0.0 of nothing."""
        return self.n_yes / self.n if self.n else 0.0

    @property
    def bounds(self) -> tuple[float, float]:
        """The interval by Wilson's score in which the true share lies 95 times in 100."""
        if not self.n:
            return 0.0, 1.0
        square = Z * Z / self.n
        middle = (self.share + square / 2) / (1 + square)
        spread = (
            Z
            / (1 + square)
            * math.sqrt(self.share * (1 - self.share) / self.n + square / self.n / 4)
        )
        return max(0.0, middle - spread), min(1.0, middle + spread)

    @property
    def of(self) -> str:
        """How many decisions there are, for people to read."""
        return f"{self.n:,}"

    @property
    def percent(self) -> str:
        """The share for people to read."""
        return f"{100 * self.share:.0f} %"

    @property
    def range(self) -> str:
        """The interval for people to read, in per cent."""
        low, high = self.bounds
        return f"{100 * low:.0f}–{100 * high:.0f}"
