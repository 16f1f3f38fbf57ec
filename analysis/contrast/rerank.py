"""A light re-ranker that learns from editors' decisions, kept as JSON beside nothing else.

`python -m analysis contrast --fit DECISIONS.jsonl --reranker FILE` fits it; the environment variable
`CROSSCLAIM_RERANKER` names the file that `compete` uses. Without it the fixed weights decide.
"""

from __future__ import annotations

import json
import math
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from analysis.contrast.weighing import BIAS, WEIGHTS

VARIABLE = "CROSSCLAIM_RERANKER"
MIN_DECISIONS = 40
PULL = 2.0
N_STEPS = 50


@dataclass(frozen=True, slots=True)
class Reranker:
    """Weights learnt from decisions; `n_decisions` says from how many."""

    bias: float
    weights: Mapping[str, float]
    n_decisions: int

    def score(self, features: Mapping[str, float]) -> float:
        """Return the probability that an editor confirms the pair."""
        total = self.bias + sum(w * features.get(name, 0.0) for name, w in self.weights.items())
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def fit_reranker(decisions: Iterable[tuple[Mapping[str, float], bool]]) -> Reranker:
    """Return weights for `(features, is_confirmed)` decisions, pulled toward the fixed ones.

    Raises ValueError on fewer than 40 decisions, or when all of them say the same.
    """
    rows = list(decisions)
    said = np.array([float(is_confirmed) for _, is_confirmed in rows])
    if len(rows) < MIN_DECISIONS or said.min() == said.max():
        raise ValueError(
            f"need {MIN_DECISIONS} decisions of both kinds to learn from, got {len(rows)}"
        )
    names = sorted(set(WEIGHTS) | {"cover", "overlap"})
    given = np.array([[1.0, *(row.get(name, 0.0) for name in names)] for row, _ in rows])
    prior = np.array([BIAS, *(WEIGHTS.get(name, 0.0) for name in names)])
    weights = _newton(given, said, prior)
    return Reranker(
        float(weights[0]), dict(zip(names, map(float, weights[1:]), strict=True)), len(rows)
    )


def _newton(given: np.ndarray, said: np.ndarray, prior: np.ndarray) -> np.ndarray:
    """Minimise the log loss plus the squared distance from `prior`; the bias is free."""
    pull = np.full(len(prior), PULL)
    pull[0] = 0.01
    weights = prior.copy()
    for _ in range(N_STEPS):
        chance = 1.0 / (1.0 + np.exp(-np.clip(given @ weights, -30, 30)))
        slope = given.T @ (chance - said) + pull * (weights - prior)
        curve = (given * (chance * (1 - chance))[:, None]).T @ given + np.diag(pull)
        step = np.linalg.solve(curve, slope)
        weights = weights - step
        if float(np.abs(step).max()) < 1e-8:
            break
    return weights


def write_reranker(reranker: Reranker, path: Path) -> None:
    """Write a re-ranker as JSON, whole or not at all."""
    row = {
        "bias": round(reranker.bias, 6),
        "weights": {name: round(value, 6) for name, value in reranker.weights.items()},
        "n_decisions": reranker.n_decisions,
    }
    part = path.with_name(path.name + ".part")
    part.write_text(json.dumps(row, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    part.replace(path)


def load_reranker() -> Reranker | None:
    """Return the re-ranker that the environment names, read again when its file changes."""
    name = os.environ.get(VARIABLE)
    if not name:
        return None
    path = Path(name)
    return read_reranker(path, path.stat().st_mtime_ns) if path.exists() else None


@lru_cache(maxsize=2)
def read_reranker(path: Path, _changed_ns: int = 0) -> Reranker:
    """Return the re-ranker of a file."""
    row = json.loads(path.read_text(encoding="utf-8"))
    weights = {str(key): float(value) for key, value in row["weights"].items()}
    return Reranker(float(row["bias"]), weights, int(row["n_decisions"]))
