"""From tag scores to fragments: the best sequence of tags that spells whole spans."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.attribution.labels import (
    N_TAGS,
    ROLES,
    TAGS,
    make_ends,
    make_starts,
    make_transitions,
)

STARTS, ENDS, TRANSITIONS = make_starts(), make_ends(), make_transitions()
Scores = NDArray[np.floating]
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Fragments:
    """The spans of one window by role, as half-open ranges of words, in order."""

    source: tuple[Range, ...]
    cue: tuple[Range, ...]
    content: tuple[Range, ...]


def log_softmax(scores: Scores) -> Scores:
    """Return log-probabilities along the last axis."""
    shifted = scores - scores.max(-1, keepdims=True)
    total: Scores = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return total


def find_fragments(log_probs: Scores, paragraphs: Sequence[int]) -> Fragments:
    """Return the fragments of the best valid tag sequence; none reaches over a paragraph's end."""
    tags = best_tags(log_probs, np.asarray(paragraphs))
    return read_fragments(tags)


def best_tags(log_probs: Scores, paragraphs: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the most probable valid tag of each word.

    The most probable tag of every word by itself is already the best sequence when it is valid, so
    the search is run only in paragraphs where it is not.
    """
    tags: NDArray[np.int64] = log_probs.argmax(1)
    breaks = np.flatnonzero(np.diff(paragraphs)) + 1
    edges = [0, *breaks.tolist(), len(tags)]
    is_barred = TRANSITIONS[tags[:-1], tags[1:]] < 0
    for start, end in itertools.pairwise(edges):
        ends_badly = STARTS[tags[start]] < 0 or ENDS[tags[end - 1]] < 0
        if ends_badly or is_barred[start : end - 1].any():
            tags[start:end] = search_tags(log_probs[start:end])
    return tags


def search_tags(log_probs: Scores) -> NDArray[np.int64]:
    """Return the best valid tags of one paragraph (Viterbi)."""
    n = len(log_probs)
    came_from = np.zeros((n, N_TAGS), np.int64)
    score = STARTS + log_probs[0]
    for i in range(1, n):
        paths = score[:, None] + TRANSITIONS
        came_from[i] = paths.argmax(0)
        score = paths.max(0) + log_probs[i]
    tag = int((score + ENDS).argmax())
    tags = np.empty(n, np.int64)
    for i in range(n - 1, -1, -1):
        tags[i] = tag
        tag = came_from[i, tag]
    return tags


def read_fragments(tags: NDArray[np.int64]) -> Fragments:
    """Return the spans that a valid sequence of tags spells."""
    found: dict[str, list[Range]] = {role: [] for role in ROLES}
    start = 0
    for i in np.flatnonzero(tags).tolist():
        place, role = TAGS[tags[i]].split("-")
        if place in "BS":
            start = i
        if place in "ES":
            found[role].append((start, i + 1))
    return Fragments(*(tuple(found[role]) for role in ROLES))
