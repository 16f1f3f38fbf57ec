"""The models behind matching and rivalry, as tasks and commands call them. Nothing else imports this module."""

from __future__ import annotations

import os
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from analysis.contrast.rerank import VARIABLE
from analysis.contrast.rivalry import Pair, compete_many
from analysis.contrast.sides import Rivalry
from analysis.matching import embedding
from analysis.matching.words import clean_post
from claims.services.learning import reranker_path

ENGINE = embedding.ENGINE

# What editors taught is used from the moment it is written; without the file the fixed weights decide.
os.environ.setdefault(VARIABLE, str(reranker_path()))


def embed(texts: Sequence[str]) -> NDArray[np.float32]:
    """Return one unit vector a text."""
    return embedding.embed([clean_post(text) for text in texts])


def rate_pairs(pairs: Sequence[Pair]) -> list[Rivalry]:
    """Return a rivalry a pair; no pairs load no model."""
    return compete_many(pairs) if pairs else []
