from __future__ import annotations

import itertools

import numpy as np

from analysis.attribution.decoding import (
    ENDS,
    STARTS,
    TRANSITIONS,
    best_tags,
    find_fragments,
    log_softmax,
    search_tags,
)
from analysis.attribution.labels import N_TAGS, TAG_INDEX


def scores_of(*tags):
    scores = np.full((len(tags), N_TAGS), -5.0, np.float32)
    for row, tag in zip(scores, tags, strict=True):
        row[TAG_INDEX[tag]] = 5
    return log_softmax(scores)


def test_spans_are_read_by_role():
    scores = scores_of("B-source", "E-source", "S-cue", "B-content", "I-content", "E-content", "O")

    fragments = find_fragments(scores, [0] * 7)

    assert fragments.source == ((0, 2),)
    assert fragments.cue == ((2, 3),)
    assert fragments.content == ((3, 6),)


def test_a_span_that_never_ends_is_mended():
    scores = scores_of("B-content", "I-content", "O")

    fragments = find_fragments(scores, [0] * 3)

    assert all(end <= 3 for _, end in fragments.content)


def test_no_span_reaches_over_a_paragraph():
    scores = scores_of("B-content", "I-content", "I-content", "E-content")

    fragments = find_fragments(scores, [0, 0, 1, 1])

    assert all(end <= 2 or start >= 2 for start, end in fragments.content)


def test_search_finds_what_trying_everything_finds():
    scores = log_softmax(np.random.default_rng(0).normal(size=(3, N_TAGS)).astype(np.float32))

    def total(tags):
        inner = sum(TRANSITIONS[a, b] for a, b in itertools.pairwise(tags))
        ends = STARTS[tags[0]] + ENDS[tags[-1]]
        return inner + ends + sum(scores[i, tag] for i, tag in enumerate(tags))

    best = max(itertools.product(range(N_TAGS), repeat=3), key=total)

    assert tuple(search_tags(scores)) == best


def test_the_short_cut_gives_what_the_search_gives():
    rng = np.random.default_rng(1)
    for _ in range(50):
        scores = log_softmax((3 * rng.normal(size=(8, N_TAGS))).astype(np.float32))
        assert best_tags(scores, np.zeros(8, int)).tolist() == search_tags(scores).tolist()
