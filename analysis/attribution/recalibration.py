"""A confidence fitted anew to what editors accept, on top of the calibration that ships.

A logistic regression on the log-odds of the shipped confidence, the quotation, the cue class and whether a source
is named. Everything is drawn towards the shipped confidence, so that few decisions change little. Docs: docs/quality.md.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from analysis.types import Attribution, CueClass, Extraction, Quotation

SLOPE, OFFSET, UNSOURCED = "slope", "offset", "no source"
# What a weight has to win, in decisions or so, before it moves away from the shipped confidence.
DRAW_OF_OFFSET, DRAW_OF_SLOPE, DRAW = 0.1, 4.0, 8.0
N_STEPS = 50
FLOOR = 1e-4
NAMES = (
    OFFSET,
    SLOPE,
    UNSOURCED,
    *(f"quotation {quotation.value}" for quotation in Quotation),
    *(f"cue class {cue_class.value}" for cue_class in CueClass),
)
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Trait:
    """What a proposal is told apart by: the shipped confidence and three properties that every row keeps."""

    confidence: float
    quotation: str
    cue_class: str
    has_source: bool


@dataclass(frozen=True, slots=True)
class Recalibration:
    """One weight a name of `NAMES`; one that is missing is that of the shipped confidence."""

    weights: Mapping[str, float]

    def confidence(self, trait: Trait) -> float:
        """Return the probability that editors accept a proposal with these traits."""
        log_odds = sum(
            value * self.weights.get(name, float(name == SLOPE))
            for name, value in zip(NAMES, _row(trait), strict=True)
            if value
        )
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, log_odds))))


def recalibrate(extraction: Extraction, recalibration: Recalibration, *, number: int) -> Extraction:
    """Return the extraction with new confidences; the old ones stay beside them, and the engine's name says so."""
    return replace(
        extraction,
        engine=f"{extraction.engine}+cal.{number}",
        attributions=tuple(_with_confidence(a, recalibration) for a in extraction.attributions),
    )


def fit_recalibration(traits: Sequence[Trait], is_accepted: Sequence[bool]) -> Recalibration:
    """Return the weights under which what was accepted is likeliest, drawn towards the shipped confidence."""
    rows = np.array([_row(trait) for trait in traits])
    wanted = np.array(is_accepted, float)
    start = np.array([float(name == SLOPE) for name in NAMES])
    draw = np.array([_DRAWS.get(name, DRAW) for name in NAMES])
    weights = start.copy()
    for _ in range(N_STEPS):
        said = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (said - wanted) + draw * (weights - start)
        bend = (rows * (said * (1 - said))[:, None]).T @ rows + np.diag(draw)
        step = np.linalg.solve(bend, slope)
        weights -= step
        if np.abs(step).max() < 1e-8:
            break
    return Recalibration({name: round(float(w), 5) for name, w in zip(NAMES, weights, strict=True)})


_DRAWS = {OFFSET: DRAW_OF_OFFSET, SLOPE: DRAW_OF_SLOPE}


def _with_confidence(attribution: Attribution, recalibration: Recalibration) -> Attribution:
    trait = Trait(
        attribution.confidence,
        attribution.quotation.value,
        attribution.cue_class.value,
        bool(attribution.source),
    )
    return replace(
        attribution,
        confidence=round(recalibration.confidence(trait), 4),
        plain_confidence=attribution.confidence,
    )


def _row(trait: Trait) -> tuple[float, ...]:
    """Return the value that each weight of `NAMES` is multiplied by."""
    held = min(max(trait.confidence, FLOOR), 1 - FLOOR)
    present = {
        UNSOURCED: not trait.has_source,
        f"quotation {trait.quotation}": True,
        f"cue class {trait.cue_class}": True,
    }
    properties = (float(present.get(name, False)) for name in NAMES[2:])
    return (1.0, math.log(held / (1 - held)), *properties)
