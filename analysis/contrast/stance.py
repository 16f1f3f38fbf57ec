"""The shipped stance model: whether one text supports another, undermines or contradicts it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from threading import Lock

import numpy as np
import onnxruntime
from tokenizers import Encoding, Tokenizer

from analysis.sessions import open_session, run_beside

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
        """Read each pair; those of one length in pieces go through together, others beside them."""
        found = self.tokenizer.encode_batch([(a[:MAX_LETTERS], b[:MAX_LETTERS]) for a, b in pairs])
        by_length: dict[int, list[int]] = {}
        for number, each in enumerate(found):
            by_length.setdefault(len(each.ids), []).append(number)
        batches = list(by_length.values())
        made = run_beside(self._run, [[found[n] for n in numbers] for numbers in batches])
        readings = {
            number: reading
            for numbers, theirs in zip(batches, made, strict=True)
            for number, reading in zip(numbers, theirs, strict=True)
        }
        return [readings[number] for number in range(len(found))]

    def _run(self, batch: Sequence[Encoding]) -> list[Reading]:
        ids = np.array([each.ids for each in batch], dtype=np.int64)
        kinds = np.array([each.type_ids for each in batch], dtype=np.int64)
        nli, stance = self.session.run(None, {"ids": ids, "kinds": kinds})
        return [
            Reading(float(inferred[0]), float(inferred[2]), float(stood[1]))
            for inferred, stood in zip(_softmax(nli), _softmax(stance), strict=True)
        ]


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
