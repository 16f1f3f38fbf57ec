"""How sure an attribution is: 0.8 means that about 8 in 10 of its like are right.

A logistic regression over the draft's signals, fitted on articles that the model did not learn.
"Right" is the evaluator's word: contents overlap by half or more, and the source is the same.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Calibration:
    """One weight a signal, and the bias."""

    weights: tuple[float, ...]
    bias: float

    def confidence(self, signals: Sequence[float]) -> float:
        """Return the probability that the draft with these signals is right."""
        terms = (w * s for w, s in zip(self.weights, signals, strict=True))
        log_odds = self.bias + sum(terms)
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, log_odds))))


def read_calibration(path: Path) -> Calibration:
    """Return the calibration that `python -m training fit` wrote."""
    row = json.loads(path.read_text(encoding="utf-8"))
    return Calibration(tuple(row["weights"].values()), row["bias"])
