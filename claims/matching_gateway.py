"""The models behind matching and rivalry, as tasks and commands call them. Nothing else imports this module."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from analysis.contrast.answers import find_difference
from analysis.contrast.asking import what_is_asked
from analysis.contrast.evidence import features_of, find_evidence
from analysis.contrast.reasons import give_reasons
from analysis.contrast.rivalry import Pair, compete_many
from analysis.contrast.sides import Rivalry, Standing
from analysis.contrast.stance import FOLDER, Reading
from analysis.contrast.standing import Judged, name_relation
from analysis.contrast.weighing import weigh
from analysis.matching import embedding
from analysis.matching.words import clean_post

ENGINE = embedding.ENGINE
UNREAD = Reading(0.0, 0.0, 0.5)


def embed(texts: Sequence[str]) -> NDArray[np.float32]:
    """Return one unit vector a text."""
    return embedding.embed([clean_post(text) for text in texts])


def rate_pairs(pairs: Sequence[Pair]) -> list[Rivalry]:
    """Return a rivalry a pair; by the rules alone where the stance model is not installed."""
    if not pairs:
        return []
    if (FOLDER / "model.int8.onnx").exists():
        return compete_many(pairs)
    return [_rate_by_rules(pair) for pair in pairs]


def _rate_by_rules(pair: Pair) -> Rivalry:
    a, b, question = pair
    if a.origin and a.origin == b.origin:
        reason = "Both come from one report: it cannot compete with itself."
        return Rivalry(0.0, Standing.NOT_COMPARABLE, (reason,), {})
    evidence = find_evidence(a, b)
    asked = what_is_asked(question)
    difference = find_difference(a, b, evidence, asked)
    features = features_of(evidence, asked) | {"answer": 1.0 if difference else 0.0}
    relation, score = name_relation(Judged(evidence, difference, weigh(features), 0.0, None))
    reasons = give_reasons(a, b, evidence, difference, [UNREAD], None, relation)
    return Rivalry(round(score, 4), relation, reasons, features)
