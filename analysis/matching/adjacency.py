"""Does one text go on where the one before it stopped? Learned from the texts themselves as they come.

A list that runs story by story, and one that was shuffled, look alike to whoever decides a text at a time;
what tells them apart is how much nearer each text is to the one before than to any other.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

N_KEPT = 64  # earlier texts, spread evenly, that stand for all of them
DOUBT = 12.0  # texts: how soon the order is believed
CHANCE = 0.15  # of the measure below: what neighbours in time have in common anyway

Floats = NDArray[np.float32]


class Adjacency:
    """How far the order of texts tells what they are about: 0.0 for a shuffled list, near 1.0 for one article."""

    def __init__(self) -> None:
        self._kept: list[Floats] = []
        self._waiting: Floats | None = None
        self._stride = 1
        self._n_seen = 0
        self._n_followed = 0
        self._sum = 0.0

    @property
    def strength(self) -> float:
        """Return how much to trust the order, 0.0 to 1.0.

        For each text that follows another: the share of earlier texts to which it is less near. In a
        shuffled list that is a half on average, and comes out as 0.
        """
        mean = self._sum / (self._n_followed + DOUBT)
        return max(0.0, (mean - CHANCE) / (1.0 - CHANCE))

    def watch(self, vector: Floats, to_previous: float) -> None:
        """Take note of how near a text is to the one it follows. Call it before `add`."""
        if not self._kept:
            return
        share = float((np.stack(self._kept) @ vector < to_previous).mean())
        self._sum += 2.0 * share - 1.0
        self._n_followed += 1

    def add(self, vector: Floats) -> None:
        """Remember a text among the earlier ones, but for the latest: the next one may follow it."""
        if self._waiting is not None:
            if self._n_seen % self._stride == 0:
                self._kept.append(self._waiting)
            self._n_seen += 1
            if len(self._kept) > N_KEPT:
                self._kept = self._kept[::2]
                self._stride *= 2
        self._waiting = np.array(vector, dtype=np.float32)
