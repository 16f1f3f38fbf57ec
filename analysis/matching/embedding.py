"""Sentence vectors from the shipped MiniLM: texts in, unit vectors out.

Only workers and commands import this module: it loads onnxruntime. Everything else in
`analysis.matching` takes vectors, so that it can be tested and served without a model.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from analysis.attribution.model import FOLDER as ATTRIBUTION
from analysis.matching.blocks import WIDTH
from analysis.sessions import open_session

ENGINE = "crossclaim-embedding@1.0.0"
FOLDER = Path(__file__).resolve().parent.parent / "models" / "embedding"
MAX_PIECES = 256  # what the published model was trained to read; the rest of a text is not seen
BATCH = 32
_LOADING = Lock()


@dataclass(frozen=True, slots=True)
class Embedder:
    """Tokeniser and network; safe to share between threads."""

    tokenizer: Tokenizer
    session: onnxruntime.InferenceSession

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one unit vector a text, in the order given."""
        vectors = np.zeros((len(texts), WIDTH), dtype=np.float32)
        encoded = self.tokenizer.encode_batch(list(texts))
        by_length: dict[int, list[int]] = defaultdict(list)
        for number, encoding in enumerate(encoded):
            by_length[len(encoding.ids)].append(number)
        for numbers in by_length.values():  # equal lengths: nothing is padded
            for start in range(0, len(numbers), BATCH):
                some = numbers[start : start + BATCH]
                ids = np.array([encoded[number].ids for number in some], dtype=np.int64)
                vectors[some] = self.session.run(None, {"ids": ids})[0]
        return vectors


def embed(texts: Sequence[str]) -> NDArray[np.float32]:
    """Return unit vectors, float32 `[n, 384]`, in the order of the texts.

    The first call in a process loads the model. One thread; texts of equal length share a batch. A text
    is read up to `MAX_PIECES` word pieces. Its vector does not depend on the company it comes in.
    """
    return load_embedder().embed(texts)


def load_embedder(folder: Path = FOLDER) -> Embedder:
    """Return the model of `folder`; the first call in a process reads it, later ones share it."""
    with _LOADING:
        return _read_embedder(folder)


@cache
def _read_embedder(folder: Path) -> Embedder:
    # MiniLM's word pieces are the ones the attribution model was made from: one file serves both
    tokenizer = Tokenizer.from_file(str(ATTRIBUTION / "tokenizer.json"))
    tokenizer.enable_truncation(MAX_PIECES)
    return Embedder(tokenizer, open_session(folder / "model.int8.onnx"))
