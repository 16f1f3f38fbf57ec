"""How alike two texts are by their words, rare ones counting most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from math import log, sqrt
from sys import intern

from analysis.matching.words import clean_post, find_terms

ASSUMED = 60  # texts: how soon the rarity of words is learned rather than assumed
MAX_TERMS = 64  # of one text: longer ones are cut, so that an item's memory has a bound


def find_group_terms(text: str) -> tuple[str, ...]:
    """Return the different terms of a text, at most `MAX_TERMS`, in order."""
    terms = dict.fromkeys(find_terms(clean_post(text)))
    return tuple(intern(term) for term in terms)[:MAX_TERMS]


class Rarity:
    """How rare each term is among the texts seen so far; learned as they come."""

    def __init__(self) -> None:
        self._n_texts = 0
        self._spread: Counter[str] = Counter()

    def add(self, terms: Iterable[str]) -> None:
        """Count the different terms of one more text."""
        self._n_texts += 1
        self._spread.update(terms)

    def weigh(self, term: str) -> float:
        """Return the weight of a term: always above 0, highest for one never seen."""
        return log(1 + (self._n_texts + ASSUMED) / (self._spread[term] + 0.5))

    def likeness(self, a: Sequence[str], b: Sequence[str]) -> float:
        """Return the cosine of two texts' weighted terms, 0.0 to 1.0."""
        shared = sum(self.weigh(term) ** 2 for term in set(a) & set(b))
        if not shared:
            return 0.0
        norms = (sum(self.weigh(term) ** 2 for term in terms) for terms in (a, b))
        return shared / sqrt(next(norms) * next(norms))

    def coverage(self, terms: Sequence[str], held: Set[str]) -> float:
        """Return the share of a text's weighted terms that are among those `held`, 0.0 to 1.0."""
        total = sum(self.weigh(term) for term in terms)
        return sum(self.weigh(term) for term in terms if term in held) / total if total else 0.0
