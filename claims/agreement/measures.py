"""Agreement of two readers as figures: kappa on verdicts, F1 on spans. Values in, values out."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from claims.quality.rates import N_LEAST, Z

N_LEAST_MARKED = 5  # statements that both accepted: an overlap of fewer is not worth printing
N_SURE = 50  # readings from which on the interval of kappa is narrow enough to compare two figures
Cells = Mapping[tuple[str, str], int]


@dataclass(frozen=True)
class Kappa:
    """Cohen's kappa of a table: `cells[first, second]` is how many the first reader put here and the second there.

    kappa = (p_o - p_e) / (1 - p_e), where p_o is the share on which both say the same and p_e the share on which
    they would by chance, each keeping to how often they say what: p_e = sum over k of p(first=k) * p(second=k).
    1 is full agreement, 0 what chance gives; less than 0 is worse than chance.
    J. Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological Measurement 20 (1960),
    37-46.
    """

    cells: Cells

    @cached_property
    def n(self) -> int:
        """How many were read twice."""
        return sum(self.cells.values())

    @cached_property
    def observed(self) -> float:
        """The share on which both say the same; 0.0 of nothing."""
        same = sum(n for (first, second), n in self.cells.items() if first == second)
        return same / self.n if self.n else 0.0

    @cached_property
    def by_chance(self) -> float:
        """The share on which both would say the same by chance; 0.0 of nothing."""
        return sum(self._firsts[name] * self._seconds[name] for name in self._firsts)

    @cached_property
    def value(self) -> float | None:
        """Kappa; None where it is not defined: of nothing, or where both say one and the same of everything."""
        if not self.n or self.by_chance == 1.0:
            return None
        return (self.observed - self.by_chance) / (1 - self.by_chance)

    @cached_property
    def bounds(self) -> tuple[float, float] | None:
        """The interval in which the true kappa lies 95 times in 100; None where kappa is, and where no two differed.

        By the large-sample standard error of J. L. Fleiss, J. Cohen, B. S. Everitt, "Large sample standard errors of
        kappa and weighted kappa", Psychological Bulletin 72 (1969), 323-327. Of readings that all agree it comes
        to 0, however few they are, and tells nothing.
        """
        kappa = self.value
        if kappa is None or self.observed == 1.0:
            return None
        left, chance = 1 - kappa, self.by_chance
        same = other = 0.0
        for (first, second), n in self.cells.items():
            p = n / self.n
            if first == second:
                same += p * (1 - (self._firsts[first] + self._seconds[first]) * left) ** 2
            else:
                other += p * (self._seconds[first] + self._firsts[second]) ** 2
        variance = same + left**2 * other - (kappa - chance * left) ** 2
        error = math.sqrt(max(0.0, variance) / self.n) / (1 - chance)
        return max(-1.0, kappa - Z * error), min(1.0, kappa + Z * error)

    @property
    def is_enough(self) -> bool:
        """Whether there are enough readings to speak of agreement at all."""
        return self.n >= N_LEAST

    @property
    def is_sure(self) -> bool:
        """Whether there are enough to compare the figure with another."""
        return self.n >= N_SURE

    @property
    def range(self) -> str:
        """The interval for people to read; empty where there is none."""
        return f"{self.bounds[0]:.2f} to {self.bounds[1]:.2f}" if self.bounds else ""

    @cached_property
    def _firsts(self) -> Mapping[str, float]:
        return self._shares(0)

    @cached_property
    def _seconds(self) -> Mapping[str, float]:
        return self._shares(1)

    def _shares(self, side: int) -> Mapping[str, float]:
        shares: dict[str, float] = defaultdict(float)
        for names, n in self.cells.items():
            shares[names[side]] += n / self.n
        return shares


@dataclass(frozen=True, slots=True)
class Overlap:
    """How far the spans of two readers overlap, in code points: marked by the first, the second, and both.

    F1 = 2 * both / (first + second), over all statements at once (micro-averaged), so that a long span weighs more
    than a short one. F1 stands in for kappa here: of text that neither marked there is no natural count, and as
    it grows kappa comes to F1 (G. Hripcsak, A. S. Rothschild, "Agreement, the F-measure, and reliability in
    information retrieval", Journal of the American Medical Informatics Association 12 (2005), 296-298).
    """

    first: int = 0
    second: int = 0
    both: int = 0

    @property
    def f1(self) -> float | None:
        """F1; None where neither marked anything."""
        marked = self.first + self.second
        return 2 * self.both / marked if marked else None

    def __add__(self, other: Overlap) -> Overlap:
        """Return the overlap of both together."""
        return Overlap(self.first + other.first, self.second + other.second, self.both + other.both)
