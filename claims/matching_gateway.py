"""The models behind matching and rivalry, as tasks and commands call them. Nothing else imports this module."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from analysis.contrast.rivalry import Pair, compete_many
from analysis.contrast.sides import Rivalry
from analysis.matching import embedding
from analysis.matching.words import clean_post

ENGINE = embedding.ENGINE


def embed(texts: Sequence[str]) -> NDArray[np.float32]:
    """Return one unit vector a text."""
    return embedding.embed([clean_post(text) for text in texts])


def rate_pairs(pairs: Sequence[Pair]) -> list[Rivalry]:
    """Return a rivalry a pair; no pairs load no model."""
    return compete_many(pairs) if pairs else []
