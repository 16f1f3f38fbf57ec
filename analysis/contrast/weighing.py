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
    "act": -0.8,
    "hedged": -0.2,
    "answer": 2.0,
    "stance": 1.0,
    "contradiction": 0.7,
    "entailment": -0.7,
    "question": 2.0,
    "sided": 1.2,
}
CUES = ("turned", "denied", "minimised", "antonym", "number", "opposed", "aimed", "amplified")
DAMPED = 0.4  # of the cues, where a question has sides: in a debate both sides deny and negate


def weigh(features: Mapping[str, float]) -> float:
    """Return the probability that two statements compete."""
    total = BIAS + sum(weight * features.get(name, 0.0) for name, weight in WEIGHTS.items())
    return 1.0 / (1.0 + math.exp(-total))


def squash(probability: float) -> float:
    """Return a probability as evidence between -1.5 and 1.5: its logit, cut off and halved."""
    bounded = min(max(probability, 0.047), 0.953)
    return math.log(bounded / (1.0 - bounded)) / 2.0
