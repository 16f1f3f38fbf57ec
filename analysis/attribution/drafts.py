"""An attribution while it is being made: its spans, and the signals its confidence comes from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from analysis.attribution.decoding import Range, Scores
from analysis.attribution.encoding import Window
from analysis.attribution.linking import Link
from analysis.types import Span

SIGNALS = (
    "cue tags",
    "content tags",
    "content's first tag",
    "content's last tag",
    "source tags",
    "source link",
    "content link",
    "has source",
    "has several contents",
    "made by rule",
)
FLOOR = 1e-4


@dataclass(frozen=True, slots=True)
class Draft:
    """Spans found for one attribution; `signals` are log-probabilities and flags, see `SIGNALS`."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    signals: tuple[float, ...]

    @property
    def start(self) -> int:
        """Return where its first word stands."""
        return min(span.start for span in (*self.source, *self.cue, *self.content))

    @property
    def end(self) -> int:
        """Return where its last word ends."""
        return max(span.end for span in (*self.source, *self.cue, *self.content))


def draft_link(link: Link, window: Window, log_probs: Scores) -> Draft:
    """Return one link as a draft, with the probabilities of its tags as signals."""
    best = np.maximum(log_probs.max(1), np.log(FLOOR))
    contents = np.concatenate([best[start:end] for start, end in link.contents])
    signals = (
        _mean(best, link.cue),
        float(contents.mean()),
        float(best[link.contents[0][0]]),
        float(best[link.contents[-1][1] - 1]),
        _mean(best, link.source) if link.source else 0.0,
        float(np.log(max(link.source_prob, FLOOR))),
        float(np.log(max(link.content_prob, FLOOR))),
        float(link.source is not None),
        float(len(link.contents) > 1),
        0.0,
    )
    source = (window.span(*link.source),) if link.source else ()
    return Draft(
        source,
        (window.span(*link.cue),),
        tuple(window.span(*content) for content in link.contents),
        signals,
    )


def _mean(values: Scores, words: Range) -> float:
    return float(values[words[0] : words[1]].mean())


def made_by_rule(signals: Sequence[float]) -> tuple[float, ...]:
    """Return the signals of a draft that a rule cut from one with `signals`."""
    return (*signals[:-1], 1.0)


def tidy_spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return `spans` in text order, joined where they overlap or touch."""
    tidy: list[Span] = []
    for span in sorted(spans):
        if tidy and span.start <= tidy[-1].end:
            tidy[-1] = Span(tidy[-1].start, max(tidy[-1].end, span.end))
        else:
            tidy.append(span)
    return tuple(tidy)
