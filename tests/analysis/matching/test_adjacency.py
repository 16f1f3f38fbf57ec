import numpy as np
import pytest

from analysis.matching.adjacency import Adjacency


def walk(order, *, n_topics=8, seed=0):
    """Return the adjacency of texts of topics, one noisy vector each, in this order."""
    draw = np.random.default_rng(seed)
    topics = draw.standard_normal((n_topics, 48))
    adjacency, before = Adjacency(), None
    for topic in order:
        vector = topics[topic] + 0.8 * draw.standard_normal(48)
        vector = (vector / np.linalg.norm(vector)).astype(np.float32)
        if before is not None:
            adjacency.watch(vector, float(vector @ before))
        adjacency.add(vector)
        before = vector
    return adjacency


def test_a_list_that_runs_story_by_story_is_believed():
    assert walk([topic for topic in range(8) for _ in range(25)]).strength > 0.6


@pytest.mark.parametrize("seed", range(5))
def test_a_shuffled_list_is_not(seed):
    order = np.random.default_rng(seed).permutation(
        [topic for topic in range(8) for _ in range(25)]
    )

    assert walk(order, seed=seed).strength < 0.1


def test_pairs_of_two_are_believed_less_than_long_runs():
    draw = np.random.default_rng(3)
    pairs = [topic for topic in draw.integers(0, 8, 100) for _ in range(2)]
    runs = [topic for topic in range(8) for _ in range(25)]

    assert walk(pairs).strength < walk(runs).strength


def test_a_few_texts_prove_nothing():
    assert walk([0, 0, 0]).strength < 0.3


def test_a_long_list_is_seen_through_few_texts():
    adjacency = walk([0] * 2_000)

    assert len(adjacency._kept) <= 65
