"""The shipped stance model: whether one text supports another, undermines or contradicts it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from threading import Lock

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from analysis.sessions import open_session

MODELS = Path(__file__).resolve().parent.parent / "models"
FOLDER = MODELS / "stance"
TOKENIZER = MODELS / "attribution" / "tokenizer.json"
MAX_PIECES = 96
MAX_LETTERS = 1200
N_KNOWN = 20_000
ENGINE = "crossclaim-stance@1.0.0"
_LOADING = Lock()


@dataclass(frozen=True, slots=True)
class Reading:
    """Probabilities for one ordered pair: the second text read under the first."""

    entails: float
    contradicts: float
    undermines: float


@dataclass(frozen=True, slots=True)
class StanceModel:
    """Tokeniser and network; safe to share between threads."""

    tokenizer: Tokenizer
    session: onnxruntime.InferenceSession
    known: dict[tuple[str, str], Reading] = field(default_factory=dict, compare=False, repr=False)

    def read(self, pairs: Sequence[tuple[str, str]]) -> list[Reading]:
        """Return a reading a pair, in order. What was read lately is known: a claim meets many statements."""
        readings = {pair: self.known.get(pair) for pair in pairs}
        new = [pair for pair, reading in readings.items() if reading is None]
        made = dict(zip(new, self._read(new), strict=True)) if new else {}
        if len(self.known) > N_KNOWN:
            self.known.clear()
        self.known.update(made)
        return [readings[pair] or made[pair] for pair in pairs]

    def _read(self, pairs: Sequence[tuple[str, str]]) -> list[Reading]:
        """Read each pair; those of one length in pieces go through together."""
        found = self.tokenizer.encode_batch([(a[:MAX_LETTERS], b[:MAX_LETTERS]) for a, b in pairs])
        by_length: dict[int, list[int]] = {}
        for number, each in enumerate(found):
            by_length.setdefault(len(each.ids), []).append(number)
        readings: list[Reading | None] = [None] * len(found)
        for numbers in by_length.values():
            ids = np.array([found[n].ids for n in numbers], dtype=np.int64)
            kinds = np.array([found[n].type_ids for n in numbers], dtype=np.int64)
            nli, stance = self.session.run(None, {"ids": ids, "kinds": kinds})
            for n, inferred, stood in zip(numbers, _softmax(nli), _softmax(stance), strict=True):
                readings[n] = Reading(float(inferred[0]), float(inferred[2]), float(stood[1]))
        return [reading for reading in readings if reading is not None]


def load_stance(folder: Path = FOLDER) -> StanceModel:
    """Return the model of `folder`; the first call in a process reads it, later ones share it."""
    with _LOADING:
        return _read_model(folder)


@cache
def _read_model(folder: Path) -> StanceModel:
    tokenizer = Tokenizer.from_file(str(TOKENIZER))
    tokenizer.enable_truncation(MAX_PIECES)
    tokenizer.no_padding()
    return StanceModel(tokenizer, open_session(folder / "model.int8.onnx"))


def _softmax(logits: np.ndarray) -> np.ndarray:
    shifted = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=-1, keepdims=True))
