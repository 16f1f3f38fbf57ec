"""Which texts share rare words with a query: BM25 over postings kept in memory."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analysis.matching.storage import StorageError, read_arrays, write_arrays
from analysis.matching.vectors import Near

# K1: how soon a repeated word stops counting; B: how much a long text is held back
K1, B = 1.2, 0.75
TERMS_VERSION = "terms-1"  # change it with `find_terms`: an index of other stems is no use
MAX_COUNT = 255


@dataclass(slots=True)
class _Postings:
    """The rows that hold one term, ascending, and how often each does."""

    rows: array[int]
    counts: array[int]


class WordIndex:
    """Terms under integer keys: add, remove, search, save, load.

    Takes the terms of a text, not the text: see `words.find_terms`. Removed rows are never found, but
    still weigh in how rare a term is, until `rebuild`. Not for several threads at once.
    """

    def __init__(self) -> None:
        self._postings: dict[str, _Postings] = {}
        self._keys = array("q")
        self._lengths = array("I")
        self._is_live = array("B")
        self._n_gone = 0

    def __len__(self) -> int:
        return len(self._keys) - self._n_gone

    def __contains__(self, key: int) -> bool:
        return bool(self._find(key).size)

    @property
    def n_gone(self) -> int:
        """How many rows are marked as removed: `rebuild` when they are many."""
        return self._n_gone

    @property
    def n_bytes(self) -> int:
        """How much memory the postings take, the dictionary of terms left out."""
        postings = sum(len(p.rows) * 4 + len(p.counts) for p in self._postings.values())
        return postings + len(self._keys) * 13

    def keys(self) -> NDArray[np.int64]:
        """Return the keys held, oldest first."""
        is_live = np.array(self._is_live, dtype=np.bool_)
        return np.array(self._keys, dtype=np.int64)[is_live]

    def add(self, key: int, terms: Sequence[str]) -> None:
        """Hold the terms of one text under its key, in place of what that key held before."""
        self.remove(key)
        self._append(key, terms)

    def add_new(self, keys: Sequence[int], texts: Sequence[Sequence[str]]) -> None:
        """Hold many texts whose keys are new: quicker than `add`, which looks for each key first."""
        for key, terms in zip(keys, texts, strict=True):
            self._append(key, terms)

    def remove(self, key: int) -> bool:
        """Forget the text under `key`; tell whether there was one."""
        rows = self._find(key)
        for row in rows:
            self._is_live[int(row)] = 0
        self._n_gone += rows.size
        return bool(rows.size)

    def rebuild(self) -> None:
        """Give back the room of removed rows; what is held and its order stay the same."""
        is_live = np.array(self._is_live, dtype=np.bool_)
        moved = np.cumsum(is_live, dtype=np.int64) - 1
        for term, postings in list(self._postings.items()):
            rows = np.frombuffer(postings.rows, dtype=np.uint32)
            kept = is_live[rows]
            counts = np.frombuffer(postings.counts, dtype=np.uint8)[kept]
            new = _Postings(array("I"), array("B", counts.tobytes()))
            new.rows.frombytes(moved[rows[kept]].astype(np.uint32).tobytes())
            if new.rows:
                self._postings[term] = new
            else:
                del self._postings[term]
        self._keys = array("q", np.array(self._keys, dtype=np.int64)[is_live].tobytes())
        self._lengths = array("I", np.array(self._lengths, dtype=np.uint32)[is_live].tobytes())
        self._is_live = array("B", bytes([1]) * len(self._keys))
        self._n_gone = 0

    def search(self, terms: Sequence[str], n: int = 20) -> list[Near]:
        """Return the `n` keys that score highest, best first; equal scores in order of arrival.

        Only keys that share a term are returned: there may be fewer than `n`.
        """
        if n < 1 or not len(self):
            return []
        scores = self._score(terms)
        scores[np.frombuffer(self._is_live, dtype=np.uint8) == 0] = 0
        rows = np.flatnonzero(scores)
        if len(rows) > n:
            held = scores[rows]
            rows = rows[held >= np.partition(held, len(held) - n)[len(held) - n]]
        best = rows[np.argsort(-scores[rows], kind="stable")[:n]]
        return [Near(self._keys[int(row)], float(scores[row])) for row in best]

    def save(self, path: Path) -> None:
        """Write the index to one file, whole or not at all. Removed rows are left out."""
        self.rebuild()
        terms = sorted(self._postings)
        held = [self._postings[term] for term in terms]
        joined = "\n".join(terms).encode()
        arrays: dict[str, NDArray[np.generic]] = {
            "terms": np.frombuffer(joined, dtype=np.uint8),
            "sizes": np.array([len(postings.rows) for postings in held], dtype=np.uint32),
            "rows": _join([postings.rows for postings in held], np.uint32),
            "counts": _join([postings.counts for postings in held], np.uint8),
            "keys": np.array(self._keys, dtype=np.int64),
            "lengths": np.array(self._lengths, dtype=np.uint32),
        }
        write_arrays(path, arrays, meta={"kind": "words", "engine": TERMS_VERSION})

    @classmethod
    def load(cls, path: Path) -> WordIndex:
        """Return the index saved at `path`; raises as `VectorIndex.load` does."""
        arrays, meta = read_arrays(path)
        if meta != {"kind": "words", "engine": TERMS_VERSION}:
            raise StorageError(f"{path} holds {meta}, wanted words of {TERMS_VERSION}: rebuild it")
        index = cls()
        index._keys = array("q", arrays["keys"].tobytes())
        index._lengths = array("I", arrays["lengths"].tobytes())
        index._is_live = array("B", bytes([1]) * len(index._keys))
        terms = arrays["terms"].tobytes().decode().split("\n") if arrays["sizes"].size else []
        for term, rows, counts in zip(terms, *_cut(arrays), strict=True):
            index._postings[term] = _Postings(array("I", rows), array("B", counts))
        return index

    def _append(self, key: int, terms: Sequence[str]) -> None:
        row = len(self._keys)
        self._keys.append(key)
        self._lengths.append(len(terms))
        self._is_live.append(1)
        for term, count in Counter(terms).items():
            postings = self._postings.get(term)
            if postings is None:
                postings = self._postings[term] = _Postings(array("I"), array("B"))
            postings.rows.append(row)
            postings.counts.append(min(count, MAX_COUNT))

    def _find(self, key: int) -> NDArray[np.intp]:
        keys = np.frombuffer(self._keys, dtype=np.int64)
        is_live = np.frombuffer(self._is_live, dtype=np.uint8)
        return np.flatnonzero((keys == key) & (is_live == 1))

    def _score(self, terms: Sequence[str]) -> NDArray[np.float32]:
        n = len(self._keys)
        lengths = np.frombuffer(self._lengths, dtype=np.uint32)
        mean = max(float(lengths.mean()), 1.0)
        scores = np.zeros(n, dtype=np.float32)
        for term in sorted(set(terms)):
            postings = self._postings.get(term)
            if postings is None:
                continue
            rows = np.frombuffer(postings.rows, dtype=np.uint32)
            counts = np.frombuffer(postings.counts, dtype=np.uint8).astype(np.float32)
            rarity = log(1 + (n - len(rows) + 0.5) / (len(rows) + 0.5))
            held_back = K1 * (1 - B + B * lengths[rows].astype(np.float32) / mean)
            scores[rows] += rarity * counts * (K1 + 1) / (counts + held_back)
        return scores


def _join(parts: Sequence[array[int]], dtype: type[np.generic]) -> NDArray[np.generic]:
    return np.frombuffer(b"".join(part.tobytes() for part in parts), dtype=dtype)


def _cut(arrays: dict[str, NDArray[np.generic]]) -> tuple[Iterator[bytes], Iterator[bytes]]:
    sizes = arrays["sizes"].astype(np.int64)
    ends = np.cumsum(sizes)
    starts = ends - sizes
    spans = list(zip(starts.tolist(), ends.tolist(), strict=True))
    rows, counts = arrays["rows"], arrays["counts"]
    return (rows[a:b].tobytes() for a, b in spans), (counts[a:b].tobytes() for a, b in spans)
