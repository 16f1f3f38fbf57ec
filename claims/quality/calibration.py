"""How well confidences foretell what editors accept, before and after fitting them anew. Values in, values out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.attribution.recalibration import Recalibration, Trait, fit_recalibration
from claims.quality.outcomes import N_BINS

N_FOLDS = 5
N_NEEDED, N_NEEDED_OF_EACH = 100, 10
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Decision:
    """One decided proposal. Proposals of one article share a fold: their neighbours must not foretell them."""

    trait: Trait
    is_accepted: bool
    article: int


@dataclass(frozen=True, slots=True)
class Figures:
    """How well confidences foretell: calibration error and Brier score (0 is best), area under the curve (1 is)."""

    error: float
    brier: float
    log_loss: float
    auc: float


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of the confidence that ships, of the one in use, and of one fitted without the article at hand."""

    n_decisions: int
    n_accepted: int
    shipped: Figures
    in_use: Figures
    refitted: Figures

    @property
    def is_better(self) -> bool:
        """Whether the fitted one foretells better than the one in use."""
        return self.refitted.brier < self.in_use.brier

    def as_json(self) -> dict[str, object]:
        """Return the report as the database keeps it."""
        return asdict(self)


def compare(decisions: Sequence[Decision], *, in_use: Recalibration | None) -> Report:
    """Return the figures on `decisions`; raises `ValueError` when these are too few to fit anything."""
    said = np.array([decision.is_accepted for decision in decisions])
    n_accepted = int(said.sum())
    if len(said) < N_NEEDED or min(n_accepted, len(said) - n_accepted) < N_NEEDED_OF_EACH:
        raise ValueError(
            f"there are {len(said)} decisions, {n_accepted} of them accepted; need {N_NEEDED} decisions, "
            f"and {N_NEEDED_OF_EACH} of each kind: decide more, then try again"
        )
    shipped = [decision.trait.confidence for decision in decisions]
    used = [in_use.confidence(d.trait) for d in decisions] if in_use else shipped
    return Report(
        n_decisions=len(said),
        n_accepted=n_accepted,
        shipped=measure(shipped, said),
        in_use=measure(used, said),
        refitted=measure(_cross_fitted(decisions), said),
    )


def fit(decisions: Sequence[Decision]) -> Recalibration:
    """Return the recalibration fitted on all of `decisions`."""
    return fit_recalibration([d.trait for d in decisions], [d.is_accepted for d in decisions])


def measure(confidences: Iterable[float], is_accepted: NDArray[np.bool_]) -> Figures:
    """Return how well `confidences` foretell `is_accepted`."""
    said = np.fromiter(confidences, float)
    held = np.clip(said, 1e-4, 1 - 1e-4)
    right = is_accepted.astype(float)
    loss = -(right * np.log(held) + (1 - right) * np.log(1 - held)).mean()
    return Figures(
        error=_rounded(_calibration_error(said, right)),
        brier=_rounded(((said - right) ** 2).mean()),
        log_loss=_rounded(loss),
        auc=area(said, is_accepted),
    )


def area(scores: NDArray[np.float64], is_positive: NDArray[np.bool_]) -> float:
    """Return the chance that a positive scores above a negative, ties counted half; 0.5 where one kind is missing."""
    n_positive = int(is_positive.sum())
    n_negative = len(scores) - n_positive
    if not n_positive or not n_negative:
        return 0.5
    _values, place, n_equal = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(n_equal) - (n_equal - 1) / 2)[place]
    wins = ranks[is_positive].sum() - n_positive * (n_positive + 1) / 2
    return _rounded(wins / (n_positive * n_negative))


def _cross_fitted(decisions: Sequence[Decision]) -> list[float]:
    articles = sorted({decision.article for decision in decisions})
    fold = {article: number % N_FOLDS for number, article in enumerate(articles)}
    fitted = [fit([d for d in decisions if fold[d.article] != n]) for n in range(N_FOLDS)]
    return [fitted[fold[d.article]].confidence(d.trait) for d in decisions]


def _calibration_error(said: Floats, right: Floats) -> float:
    bins = np.minimum((said * N_BINS).astype(int), N_BINS - 1)
    n = np.bincount(bins, minlength=N_BINS)
    far = np.bincount(bins, said, N_BINS) - np.bincount(bins, right, N_BINS)
    return float(np.abs(far).sum() / n.sum())


def _rounded(value: float) -> float:
    return round(float(value), 4)
