"""A stretch of rows of a vector index: their signs, their int8 values, and how both are scored."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

WIDTH = 384
WORDS = WIDTH // 64
STRIDE = 16_384  # rows scanned at once: their codes and counts stay in the cache
GONE = np.uint16(0xFFFF)

Floats = NDArray[np.float32]
Keys = NDArray[np.int64]


class Block:
    """Up to `BLOCK` rows, most of them filled; `n` says how many."""

    def __init__(self, size: int) -> None:
        self.n = 0
        self.keys = np.zeros(size, dtype=np.int64)
        self.is_live = np.zeros(size, dtype=np.bool_)
        self.values = np.zeros((size, WIDTH), dtype=np.int8)
        self.scales = np.zeros(size, dtype=np.float32)
        self.codes = np.zeros((WORDS, size), dtype=np.uint64)  # a word a row: scans run straight

    @property
    def n_free(self) -> int:
        return len(self.keys) - self.n

    def append(self, keys: Keys, values: NDArray[np.int8], scales: Floats) -> None:
        rows = slice(self.n, self.n + len(keys))
        self.keys[rows], self.values[rows], self.scales[rows] = keys, values, scales
        self.codes[:, rows] = sign_codes(values)
        self.is_live[rows] = True
        self.n += len(keys)

    def count_differences(self, code: NDArray[np.uint64], out: NDArray[np.uint16]) -> None:
        """Write into `out` how many signs of each row differ from `code`; gone rows get `GONE`."""
        for start in range(0, self.n, STRIDE):
            rows = slice(start, min(start + STRIDE, self.n))
            part = out[rows]
            part[:] = 0
            for word, bits in zip(self.codes, code, strict=True):
                part += np.bitwise_count(word[rows] ^ bits)
        out[~self.is_live[: self.n]] = GONE

    def score(self, query: Floats, rows: NDArray[np.intp]) -> Floats:
        """Return the cosines of the rows named."""
        return (self.values[rows].astype(np.float32) @ query) * self.scales[rows]

    def score_all(self, query: Floats) -> Floats:
        """Return the cosine of every row; gone ones get minus infinity."""
        scores = np.empty(self.n, dtype=np.float32)
        for start in range(0, self.n, STRIDE):
            rows = slice(start, min(start + STRIDE, self.n))
            scores[rows] = self.values[rows].astype(np.float32) @ query
        scores *= self.scales[: self.n]
        scores[~self.is_live[: self.n]] = -np.inf
        return scores


def quantise(vectors: Floats) -> tuple[NDArray[np.int8], Floats]:
    """Return the vectors as int8 and, for each, the scale that gives it back."""
    scales = np.abs(vectors).max(axis=1).astype(np.float32) / np.float32(127)
    divisors = np.where(scales > 0, scales, 1)[:, None]
    return np.rint(vectors / divisors).astype(np.int8), scales


def sign_codes(vectors: NDArray[np.float32] | NDArray[np.int8]) -> NDArray[np.uint64]:
    """Return the signs of each vector as bits, shape `[WORDS, n]`."""
    packed = np.packbits(vectors > 0, axis=1)
    return np.ascontiguousarray(packed.view(np.uint64).T)
