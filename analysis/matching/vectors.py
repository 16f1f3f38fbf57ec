"""An index of unit vectors, searched by brute force: nothing to train, nothing to tune.

A vector is kept as 384 signs (48 bytes) and as int8 with a scale of its own (388 bytes). A search counts
the signs that differ, keeps the closest rows and scores those in int8; `is_exact` scores every row.
Rows stand in blocks, so that growing copies nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analysis.matching.blocks import WIDTH, Block, Floats, Keys, quantise, sign_codes
from analysis.matching.storage import StorageError, read_arrays, write_arrays

BLOCK = 65_536
OVERSAMPLE = 40  # rows rescored for each one wanted
LEAST_RESCORED = 4_000


@dataclass(frozen=True, slots=True)
class Near:
    """A row found: its key, and its cosine to the query."""

    key: int
    score: float


class VectorIndex:
    """Vectors under integer keys: add, remove, search, save, load.

    A key stands for one vector: adding it again replaces the vector. Removed rows are marked and skipped,
    and take room until `rebuild`. Not for several threads at once: a worker keeps one of its own.
    """

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._n_gone = 0

    def __len__(self) -> int:
        return sum(block.n for block in self._blocks) - self._n_gone

    def __contains__(self, key: int) -> bool:
        return any(((b.keys[: b.n] == key) & b.is_live[: b.n]).any() for b in self._blocks)

    @property
    def n_gone(self) -> int:
        """How many rows are marked as removed: `rebuild` when they are many."""
        return self._n_gone

    @property
    def n_bytes(self) -> int:
        """How much memory the rows take, free room included."""
        return sum(
            b.keys.nbytes + b.is_live.nbytes + b.values.nbytes + b.scales.nbytes + b.codes.nbytes
            for b in self._blocks
        )

    def keys(self) -> Keys:
        """Return the keys held, oldest first."""
        parts = [block.keys[: block.n][block.is_live[: block.n]] for block in self._blocks]
        return np.concatenate(parts) if parts else np.zeros(0, dtype=np.int64)

    def add(self, keys: Sequence[int] | Keys, vectors: Floats) -> None:
        """Hold each unit vector under its key, in place of what that key held before.

        Raises `ValueError` when a key comes twice, or the shapes do not fit.
        """
        wanted = np.asarray(keys, dtype=np.int64)
        if vectors.shape != (len(wanted), WIDTH):
            raise ValueError(
                f"expected {len(wanted)} vectors of {WIDTH}, got shape {vectors.shape}"
            )
        if not np.isfinite(vectors).all():
            raise ValueError("expected finite vectors, got some that are not")
        if len(np.unique(wanted)) != len(wanted):
            raise ValueError("expected each key once, got some twice in one call")
        self.remove(wanted)
        self._append(wanted, *quantise(vectors))

    def remove(self, keys: Sequence[int] | Keys) -> int:
        """Forget the vectors of these keys; return how many there were."""
        unwanted = np.asarray(keys, dtype=np.int64)
        n_removed = 0
        for block in self._blocks if len(unwanted) else ():
            held, is_live = block.keys[: block.n], block.is_live[: block.n]
            # for a key or two, comparing is far quicker than sorting
            is_hit = held == unwanted[0] if len(unwanted) == 1 else np.isin(held, unwanted)
            is_hit &= is_live
            n_removed += int(is_hit.sum())
            is_live[is_hit] = False
        self._n_gone += n_removed
        return n_removed

    def rebuild(self) -> None:
        """Give back the room of removed rows; what is held and its order stay the same."""
        old, self._blocks, self._n_gone = self._blocks, [], 0
        while old:
            block = old.pop(0)
            live = np.flatnonzero(block.is_live[: block.n])
            self._append(block.keys[live], block.values[live], block.scales[live])

    def search(
        self,
        query: Floats,
        n: int = 20,
        *,
        is_exact: bool = False,
        only: Sequence[int] | Keys | None = None,
    ) -> list[Near]:
        """Return the `n` nearest to a unit vector, best first; equal scores in order of arrival.

        By signs and rescoring, which misses a near row now and then (bench/results.md says how often), or
        over every row if `is_exact`. `only` keeps the search to those keys, and is always exact.
        """
        if n < 1:
            return []
        query = np.asarray(query, dtype=np.float32)
        n_rescored = max(OVERSAMPLE * n, LEAST_RESCORED)
        if only is not None:
            scored = self._score_only(query, np.asarray(only, dtype=np.int64))
        elif is_exact or len(self) <= 2 * n_rescored:
            scored = self._score_every(query)
        else:
            scored = self._score_closest(query, n_rescored)
        # the same vector in two rows is summed in two ways: what differs after six places is no order
        keys, scores = scored[0], np.round(scored[1], 6)
        if len(keys) > n:
            # keep ties with the last one until the sort below decides by order of arrival
            least = np.partition(scores, len(scores) - n)[len(scores) - n]
            kept = scores >= least
            keys, scores = keys[kept], scores[kept]
        best = np.argsort(-scores, kind="stable")[:n]
        return [Near(int(keys[i]), float(scores[i])) for i in best]

    def vectors(self, keys: Sequence[int] | Keys) -> Floats:
        """Return the vectors of these keys, as far as int8 keeps them. Raises `KeyError`."""
        wanted = np.asarray(keys, dtype=np.int64)
        found = np.zeros((len(wanted), WIDTH), dtype=np.float32)
        is_found = np.zeros(len(wanted), dtype=np.bool_)
        for block in self._blocks:
            rows = np.flatnonzero(block.is_live[: block.n] & np.isin(block.keys[: block.n], wanted))
            order = rows[np.argsort(block.keys[rows])]
            if not len(order):
                continue
            held = block.keys[order]
            at = np.minimum(np.searchsorted(held, wanted), len(held) - 1)
            here = held[at] == wanted
            rows = order[at[here]]
            found[here] = block.values[rows] * block.scales[rows, None]
            is_found |= here
        if not is_found.all():
            raise KeyError(f"no vector under key {wanted[~is_found][0]}")
        return found

    def save(self, path: Path, *, engine: str) -> None:
        """Write the index to one file, whole or not at all; `engine` names what made the vectors."""
        arrays = {
            "keys": self.keys(),
            "scales": self._gather("scales"),
            "values": self._gather("values"),
        }
        write_arrays(path, arrays, meta={"kind": "vectors", "engine": engine})

    @classmethod
    def load(cls, path: Path, *, engine: str) -> VectorIndex:
        """Return the index saved at `path`.

        Raises `StorageError` when the file is damaged or another engine made its vectors, and
        `FileNotFoundError` when there is none: make a new index then, the database has the texts.
        """
        arrays, meta = read_arrays(path)
        if meta != {"kind": "vectors", "engine": engine}:
            raise StorageError(f"{path} holds {meta}, wanted vectors of {engine}: rebuild it")
        index = cls()
        index._append(arrays["keys"], arrays["values"], arrays["scales"])
        return index

    def _append(self, keys: Keys, values: NDArray[np.int8], scales: Floats) -> None:
        start = 0
        while start < len(keys):
            if not self._blocks or not self._blocks[-1].n_free:  # untouched room costs nothing
                self._blocks.append(Block(BLOCK))
            block = self._blocks[-1]
            end = start + min(block.n_free, len(keys) - start)
            block.append(keys[start:end], values[start:end], scales[start:end])
            start = end

    def _gather(self, name: str) -> NDArray[np.generic]:
        parts = [getattr(b, name)[: b.n][b.is_live[: b.n]] for b in self._blocks]
        empty: NDArray[np.generic] = getattr(Block(0), name)
        return np.concatenate(parts) if parts else empty

    def _score_every(self, query: Floats) -> tuple[Keys, Floats]:
        keys = [block.keys[: block.n] for block in self._blocks]
        scores = [block.score_all(query) for block in self._blocks]
        return _live(keys, scores)

    def _score_only(self, query: Floats, only: Keys) -> tuple[Keys, Floats]:
        keys, scores = [], []
        for block in self._blocks:
            rows = np.flatnonzero(block.is_live[: block.n] & np.isin(block.keys[: block.n], only))
            keys.append(block.keys[rows])
            scores.append(block.score(query, rows))
        return _live(keys, scores)

    def _score_closest(self, query: Floats, n_rescored: int) -> tuple[Keys, Floats]:
        counts = np.empty(sum(block.n for block in self._blocks), dtype=np.uint16)
        code = sign_codes(query[None])[:, 0]
        for block, part in self._parts(counts):
            block.count_differences(code, part)
        per_count = np.bincount(counts, minlength=WIDTH + 1)[: WIDTH + 1]
        limit = int(np.searchsorted(np.cumsum(per_count), n_rescored))
        keys, scores = [], []
        for block, part in self._parts(counts):
            rows = np.flatnonzero(part <= limit)
            keys.append(block.keys[rows])
            scores.append(block.score(query, rows))
        return _live(keys, scores)

    def _parts(self, counts: NDArray[np.uint16]) -> Iterator[tuple[Block, NDArray[np.uint16]]]:
        start = 0
        for block in self._blocks:
            yield block, counts[start : start + block.n]
            start += block.n


def _live(keys: Sequence[Keys], scores: Sequence[Floats]) -> tuple[Keys, Floats]:
    """Return the rows that are still there."""
    if not keys:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
    all_keys, all_scores = np.concatenate(keys), np.concatenate(scores)
    is_there = all_scores > -np.inf
    return all_keys[is_there], all_scores[is_there]
