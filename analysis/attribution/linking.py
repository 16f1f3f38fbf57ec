"""Which cue a content belongs to, and which source a cue has: a linear ranking of the choices.

The model's pointers are one feature among others: distance, direction, what stands between. On
gold spans this is right for 99 of 100 contents: docs/attribution.md#linking.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analysis.attribution.decoding import Fragments, Range, Scores, log_softmax
from analysis.attribution.encoding import Window

Matrix = NDArray[np.floating]
N_FEATURES = 15
SENTENCE_ENDS = frozenset(".?!")
MARKS = frozenset('"“”')
MAX_LOSS = 2.0  # how much score a content may lose by going to a cue that has none


@dataclass(frozen=True, slots=True)
class LinkWeights:
    """One weight a feature: for content -> cue, and for cue -> source (two more: nobody)."""

    content: Matrix
    source: Matrix


@dataclass(frozen=True, slots=True)
class Link:
    """One cue with what was linked to it, as ranges of words, and how sure each link is."""

    cue: Range
    source: Range | None
    contents: tuple[Range, ...]
    source_prob: float
    content_prob: float


def read_link_weights(path: Path) -> LinkWeights:
    """Return the weights that `python -m training fit` wrote."""
    row = json.loads(path.read_text(encoding="utf-8"))
    return LinkWeights(np.array(row["content"]), np.array(row["source"]))


class Neighbourhood:
    """What stands between any two fragments of one window, counted once."""

    def __init__(self, text: str, window: Window, fragments: Fragments, pointers: Scores) -> None:
        self.fragments = fragments
        self.first = window.first
        self.pointers = pointers
        self.paragraphs = np.asarray(window.paragraphs)
        words = [text[a:b] for a, b in zip(window.starts, window.ends, strict=True)]
        n = len(words)
        self.counts = np.zeros((5, n + 1))
        spans = (fragments.cue, fragments.source, fragments.content)
        for row, ranges in zip(self.counts, spans, strict=False):
            row[[start + 1 for start, _ in ranges]] = 1
        self.counts[3, 1:] = [word in SENTENCE_ENDS for word in words]
        self.counts[4, 1:] = [word in MARKS for word in words]
        self.counts = self.counts.cumsum(1)

    def features(self, tails: Sequence[Range], heads: Sequence[Range], pointed: Matrix) -> Matrix:
        """Return the features of each of `tails` belonging to each of `heads`."""
        starts, ends = np.array(heads).T
        tail_starts, tail_ends = np.array(tails).T[..., None]
        is_after = starts >= tail_ends
        low = np.where(is_after, tail_ends, ends)
        high = np.maximum(low, np.where(is_after, starts, tail_starts))
        gap = high - low
        cues, sources, contents, stops, marks = self.counts[:, high] - self.counts[:, low]
        after, near = is_after.astype(float), np.log1p(gap)
        cues, stops = np.minimum(cues, 3), np.minimum(stops, 3)
        columns = (
            pointed,
            self.paragraphs[starts] == self.paragraphs[tail_starts],
            near,
            after,
            after * near,
            cues,
            np.minimum(sources, 3),
            np.minimum(contents, 3),
            stops,
            gap == 0,
            gap <= 2,
            np.minimum(marks, 4),
            after * cues,
            after * stops,
            pointed * (gap <= 2),
        )
        table = np.empty((*gap.shape, N_FEATURES))
        for number, column in enumerate(columns):
            table[..., number] = column
        return table

    def content_choices(self) -> Matrix:
        """Return the features of every cue as the home of every content: content, cue, feature."""
        cues, contents = self.fragments.cue, self.fragments.content
        heads = self.first[[start for start, _ in cues]]
        rows, firsts, lengths = self._rows_of(contents)
        pointed = np.add.reduceat(log_softmax(rows[:, heads]), firsts, axis=0) / lengths
        return self.features(contents, cues, pointed)

    def source_choices(self) -> Matrix:
        """Return the features of nobody (the first choice) and of every source for every cue."""
        cues, sources = self.fragments.cue, self.fragments.source
        heads = [0, *self.first[[start for start, _ in sources]].tolist()]
        rows, firsts, lengths = self._rows_of(cues)
        pointed = log_softmax(np.add.reduceat(rows[:, heads], firsts, axis=0) / lengths)
        choices = np.zeros((len(cues), len(heads), N_FEATURES + 2))
        choices[:, 0, N_FEATURES] = 1.0
        choices[:, 0, N_FEATURES + 1] = pointed[:, 0]
        if sources:
            choices[:, 1:, :N_FEATURES] = self.features(cues, sources, pointed[:, 1:])
        return choices

    def same_paragraph(self, cue: Range, contents: Sequence[int]) -> list[int]:
        """Return those of `contents` (by number) that stand in the paragraph of `cue`."""
        home = self.paragraphs[cue[0]]
        return [i for i in contents if self.paragraphs[self.fragments.content[i][0]] == home]

    def _rows_of(self, ranges: Sequence[Range]) -> tuple[Matrix, NDArray[np.int64], Matrix]:
        """Return the pointers of all words of `ranges`, where each range begins, how long it is."""
        words = [word for start, end in ranges for word in range(start, end)]
        lengths = np.array([end - start for start, end in ranges])
        firsts = np.concatenate(([0], lengths.cumsum()[:-1]))
        return self.pointers[self.first[words]], firsts, lengths[:, None].astype(float)


def link_fragments(around: Neighbourhood, weights: LinkWeights) -> list[Link]:
    """Return each cue that has content, with its source; content of another paragraph is dropped.

    A cue without content takes one from a cue that has several, if that costs little.
    """
    fragments = around.fragments
    if not fragments.cue or not fragments.content:
        return []
    scores = around.content_choices() @ weights.content
    homes = share_contents(scores)
    probs = np.exp(log_softmax(scores))
    source_scores = around.source_choices() @ weights.source
    source_probs = np.exp(log_softmax(source_scores))
    links = []
    for number, cue in enumerate(fragments.cue):
        mine = around.same_paragraph(cue, np.flatnonzero(homes == number).tolist())
        if not mine:
            continue
        best = int(source_scores[number].argmax())
        links.append(
            Link(
                cue,
                fragments.source[best - 1] if best else None,
                tuple(fragments.content[i] for i in mine),
                float(source_probs[number, best]),
                float(min(probs[i, number] for i in mine)),
            )
        )
    return links


def share_contents(scores: Matrix) -> NDArray[np.int64]:
    """Return the cue of each content: the best one, unless a cue left empty can have it."""
    homes: NDArray[np.int64] = scores.argmax(1)
    load = np.bincount(homes, minlength=scores.shape[1])
    for cue in np.flatnonzero(load == 0).tolist():
        losses = scores[np.arange(len(homes)), homes] - scores[:, cue]
        losses[load[homes] < 2] = np.inf
        giver = int(losses.argmin())
        if losses[giver] < MAX_LOSS:
            load[homes[giver]] -= 1
            homes[giver] = cue
            load[cue] += 1
    return homes
