"""The findings weighed: one number from rules and model, with weights fixed and written down here.

The weights were set by hand and checked on training pairs and pairs made by rule, never on the
development pairs that bench/contrast.py reports. An editor's decisions replace them: see rerank.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

BIAS = -2.4
WEIGHTS: Mapping[str, float] = {
    "turned": 1.3,
    "denied": 1.6,
    "minimised": 1.5,
    "antonym": 1.2,
    "number": 1.6,
    "opposed": 0.3,
    "clear": 1.6,
    "aimed": 0.6,
    "named": 0.7,
    "amplified": 0.6,
    "act": -1.6,
    "hedged": -0.2,
    "answer": 2.0,
    "stance": 1.0,
    "contradiction": 0.7,
    "entailment": -1.5,
    "question": 2.5,
    "sided": 2.0,
}
# Where a question has sides the cues count less: in a debate both sides deny and negate, and those
# who agree share the most words. What is left is for "no warning came" / "a warning came".
DAMPED: Mapping[str, float] = {
    "turned": 0.2,
    "denied": 0.2,
    "minimised": 0.2,
    "antonym": 0.2,
    "number": 0.5,
    "opposed": 0.2,
    "aimed": 0.2,
    "amplified": 0.2,
    "clear": 0.6,
    "answer": 0.3,
    "contradiction": 0.4,
}

OVERRULED = (
    0.25  # of the model's "these agree", where a cue says otherwise and no question is given
)


def weigh(features: Mapping[str, float]) -> float:
    """Return the probability that two statements compete."""
    total = BIAS + sum(weight * features.get(name, 0.0) for name, weight in WEIGHTS.items())
    return 1.0 / (1.0 + math.exp(-total))


def squash(probability: float) -> float:
    """Return a probability as evidence between -1.5 and 1.5: its logit, cut off and halved."""
    bounded = min(max(probability, 0.047), 0.953)
    return math.log(bounded / (1.0 - bounded)) / 2.0
