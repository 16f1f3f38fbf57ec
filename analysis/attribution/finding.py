"""Text to drafts, window by window: memory stays small however long the text is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onnxruntime.capi import onnxruntime_pybind11_state as onnx_errors

from analysis.attribution.decoding import find_fragments, log_softmax
from analysis.attribution.drafts import Draft, draft_link
from analysis.attribution.encoding import Window, find_units, pack_units
from analysis.attribution.linking import Neighbourhood, link_fragments
from analysis.attribution.model import Model
from analysis.types import Span

WINDOW_ERRORS = (
    ArithmeticError,
    IndexError,
    ValueError,
    onnx_errors.Fail,
    onnx_errors.InvalidArgument,
    onnx_errors.RuntimeException,
)


def find_drafts(text: str, model: Model, furniture: Sequence[Span]) -> Iterator[list[Draft] | None]:
    """Return the drafts of each window in text order; None stands for a window that failed."""
    for window in pack_units(find_units(text, model.tokenizer, furniture)):
        try:
            yield read_window(text, window, model)
        except WINDOW_ERRORS:
            yield None


def read_window(text: str, window: Window, model: Model) -> list[Draft]:
    """Return what the model finds in one window."""
    tags, pointers = model.score(window)
    log_probs = log_softmax(tags)
    fragments = find_fragments(log_probs, window.paragraphs)
    around = Neighbourhood(text, window, fragments, pointers)
    return [draft_link(link, window, log_probs) for link in link_fragments(around, model.links)]
