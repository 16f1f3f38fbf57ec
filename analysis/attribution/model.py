"""The shipped model, loaded once per process and shared by its threads."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from analysis.attribution.confidence import Calibration, read_calibration
from analysis.attribution.decoding import Scores
from analysis.attribution.encoding import Window
from analysis.attribution.linking import LinkWeights, read_link_weights
from analysis.sessions import open_session

ENGINE = "crossclaim-attribution@1.2.0"
FOLDER = Path(__file__).resolve().parent.parent / "models" / "attribution"
_LOADING = Lock()


@dataclass(frozen=True, slots=True)
class Model:
    """Tokeniser, network and fitted weights; safe to share between threads."""

    tokenizer: Tokenizer
    session: onnxruntime.InferenceSession
    links: LinkWeights
    calibration: Calibration

    def score(self, window: Window) -> tuple[Scores, Scores]:
        """Return the tag scores of every word, and the pointer scores of every pair of pieces."""
        tags, pointers = self.session.run(None, {"ids": window.ids, "shapes": window.shapes})
        return np.asarray(tags)[window.first], np.asarray(pointers)


def load_model(folder: Path = FOLDER) -> Model:
    """Return the model of `folder`; the first call in a process reads it, later ones share it."""
    with _LOADING:
        return _read_model(folder)


@cache
def _read_model(folder: Path) -> Model:
    return Model(
        Tokenizer.from_file(str(folder / "tokenizer.json")),
        open_session(folder / "model.int8.onnx"),
        read_link_weights(folder / "links.json"),
        read_calibration(folder / "confidence.json"),
    )
