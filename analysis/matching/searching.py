"""Which stored texts say the same as this one: words and meaning together."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analysis.matching.bm25 import WordIndex
from analysis.matching.fusion import fuse_rankings
from analysis.matching.storage import StorageError
from analysis.matching.vectors import Near, VectorIndex
from analysis.matching.words import clean_post, find_terms

BY_WORDS, BY_MEANING = 1.0, 1.0
POOL = 200  # rows of each ranking that are fused

Floats = NDArray[np.float32]


def to_embed(text: str, title: str = "") -> str:
    """Return the words of a row that its vector should be made of: cleaned, title first."""
    return f"{clean_post(title)} {clean_post(text)}".strip() if title else clean_post(text)


class TextIndex:
    """Texts under integer keys, found again by words and by meaning.

    Takes vectors of `to_embed(text, title)`, so that it needs no model itself. Not for several threads
    at once.
    """

    def __init__(self, *, engine: str) -> None:
        self.engine = engine
        self.words = WordIndex()
        self.vectors = VectorIndex()

    def __len__(self) -> int:
        return len(self.vectors)

    def __contains__(self, key: int) -> bool:
        return key in self.vectors

    def add(self, keys: Sequence[int], texts: Sequence[str], vectors: Floats) -> None:
        """Hold texts, as `to_embed` gives them, with their vectors; a key held before is replaced."""
        known = set(keys) & set(self.vectors.keys().tolist()) if len(self) else set()
        self.vectors.add(keys, vectors)
        for key in known:
            self.words.remove(key)
        self.words.add_new(keys, [find_terms(text) for text in texts])

    def remove(self, keys: Sequence[int]) -> int:
        """Forget texts; return how many were held."""
        for key in keys:
            self.words.remove(key)
        return self.vectors.remove(keys)

    def rebuild(self) -> None:
        """Give back the room of what was removed."""
        self.words.rebuild()
        self.vectors.rebuild()

    def search(self, text: str, vector: Floats, n: int = 20) -> list[Near]:
        """Return the `n` likeliest keys, best first; 1.0 is first by words and by meaning alike."""
        by_words = self.words.search(find_terms(text), POOL)
        by_meaning = self.vectors.search(vector, POOL)
        return fuse_rankings([(BY_WORDS, by_words), (BY_MEANING, by_meaning)], n)

    def save(self, folder: Path) -> None:
        """Write both indexes into a folder, each file whole or not at all."""
        self.words.save(folder / "words.bin")
        self.vectors.save(folder / "vectors.bin", engine=self.engine)

    @classmethod
    def load(cls, folder: Path, *, engine: str) -> TextIndex:
        """Return the index saved in a folder; raises as `VectorIndex.load` does.

        Two files of different moments (a process killed between them) are refused too.
        """
        index = cls(engine=engine)
        index.words = WordIndex.load(folder / "words.bin")
        index.vectors = VectorIndex.load(folder / "vectors.bin", engine=engine)
        if not np.array_equal(np.sort(index.words.keys()), np.sort(index.vectors.keys())):
            raise StorageError(f"{folder} holds words and vectors of other texts: rebuild it")
        return index
