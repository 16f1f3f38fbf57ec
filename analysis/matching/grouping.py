"""Which statements are about the same thing, decided as they arrive.

An item joins the group whose closest members it is most like, or begins one. A placed item is never
moved. What an editor says about two groups is kept: `join_groups` and `keep_apart`; `propose_joins`
ranks what is worth asking. Why these weights: docs/matching.md#grouping.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.matching.adjacency import Adjacency
from analysis.matching.likeness import Rarity, find_group_terms
from analysis.matching.vectors import Near, VectorIndex

MEANING, SHARED, COVERED = 0.6, 0.2, 0.2  # weights of the three likenesses; they sum to 1
THRESHOLD = 0.34  # for a text of `USUAL` terms
USUAL, LONGEST, EASED = 10, 30, 0.002  # long texts are less alike: what each further term takes off
FOLLOWS = 0.1  # what a text gains towards the group of the one it follows, where order tells all
ELSEWHERE = 0.2  # what it loses towards all other groups then
N_CLOSEST = 3
N_NEAR = 40  # rows looked at: the groups they are in are the candidates

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Placement:
    """Where an item went: its group, how well it fits there, and whether it is the first of it."""

    key: int
    group: int
    score: float
    is_new: bool


@dataclass(frozen=True, slots=True)
class JoinProposal:
    """Two groups that may be one, the smaller number first, and how alike their closest items are."""

    a: int
    b: int
    score: float


class Grouping:
    """Groups of items under integer keys. Not for several threads at once.

    A group's number is the key of the item that began it, so that it means the same after a restart.
    """

    def __init__(self, *, threshold: float = THRESHOLD) -> None:
        self.threshold = threshold
        self._vectors = VectorIndex()
        self._terms: dict[int, tuple[str, ...]] = {}
        self._group: dict[int, int] = {}
        self._members: dict[int, list[int]] = {}
        self._arrival: dict[int, int] = {}
        self._rarity = Rarity()
        self._adjacency = Adjacency()
        self._held: dict[int, set[str]] = {}
        self._apart: set[frozenset[int]] = set()

    def __len__(self) -> int:
        return len(self._group)

    def __contains__(self, key: int) -> bool:
        return key in self._group

    @property
    def groups(self) -> dict[int, tuple[int, ...]]:
        """The keys of each group's items, in order of arrival."""
        return {group: tuple(keys) for group, keys in self._members.items()}

    def group_of(self, key: int) -> int:
        """Return the group of a placed item. Raises `KeyError`."""
        return self._group[key]

    def place(
        self,
        key: int,
        text: str,
        vector: Floats,
        *,
        follows: int | None = None,
        with_item: int | None = None,
        apart_from: Iterable[int] = (),
    ) -> Placement:
        """Put an item into the group it fits, or a new one; it stays there.

        `follows` is the item before it in the same article or list, if it was placed: it counts as far as
        such items have turned out to go on about the same thing. `with_item` puts it into the group of that item whatever
        the likeness, `apart_from` keeps it out of the groups of those. Raises `ValueError` when the key
        was placed before, `KeyError` when `with_item` was not.
        """
        if key in self._group:
            raise ValueError(f"item {key} is in group {self._group[key]}: a placed item stays")
        terms = find_group_terms(text)
        scores = self._score_groups(terms, vector, follows)
        barred = {self._group[other] for other in apart_from if other in self._group}
        if with_item is not None:
            group = self._group[with_item]
            return self._put(key, terms, vector, group, scores.get(group, 0.0))
        open_to = {group: score for group, score in scores.items() if group not in barred}
        best = max(open_to, key=lambda group: (open_to[group], -group), default=None)
        if best is None or open_to[best] < self._needed(terms):
            return self._put(key, terms, vector, key, open_to[best] if best is not None else 0.0)
        return self._put(key, terms, vector, best, open_to[best])

    def restore(self, key: int, text: str, vector: Floats, *, group: int) -> None:
        """Put an item back where it was before a restart; items must come in order of arrival."""
        if key in self._group:
            raise ValueError(f"item {key} is in group {self._group[key]}: a placed item stays")
        self._put(key, find_group_terms(text), vector, group, 0.0)

    def join_groups(self, a: int, b: int) -> int:
        """Make two groups one, as an editor decided; return its number, the older one's.

        Raises `ValueError` when the two were kept apart: `allow` it first.
        """
        kept, gone = sorted((a, b), key=lambda group: self._order(self._members[group][0]))
        if kept == gone:
            return kept
        if frozenset((a, b)) in self._apart:
            raise ValueError(f"groups {a} and {b} were kept apart: allow the pair first")
        moved = self._members.pop(gone)
        for key in moved:
            self._group[key] = kept
        self._held[kept] |= self._held.pop(gone)
        self._members[kept] = sorted(self._members[kept] + moved, key=self._order)
        # what was kept apart from either stays apart from both
        self._apart = {
            frozenset(kept if group == gone else group for group in pair) for pair in self._apart
        }
        return kept

    def keep_apart(self, a: int, b: int) -> None:
        """Remember that two groups are not one: the pair is never proposed again."""
        if a == b:
            raise ValueError(f"group {a} cannot be kept apart from itself")
        for group in (a, b):
            if group not in self._members:
                raise KeyError(group)
        self._apart.add(frozenset((a, b)))

    def allow(self, a: int, b: int) -> None:
        """Forget that two groups were kept apart."""
        self._apart.discard(frozenset((a, b)))

    def propose_joins(self, n: int = 20, *, least: float = 0.0) -> list[JoinProposal]:
        """Return the pairs of groups most worth asking an editor about, likeliest first.

        Every group is seen through its newest items, so the cost grows with the groups, not the items.
        """
        scores: dict[frozenset[int], float] = {}
        for group, members in self._members.items():
            newest = members[-N_CLOSEST:]
            vectors = self._vectors.vectors(newest)
            for key, vector in zip(newest, vectors, strict=True):
                near = self._score_groups(self._terms[key], vector, None)
                for other, score in near.items():
                    pair = frozenset((group, other))
                    if other != group and pair not in self._apart:
                        scores[pair] = max(scores.get(pair, 0.0), score)
        pairs = [
            JoinProposal(min(pair), max(pair), score)
            for pair, score in scores.items()
            if score >= least
        ]
        return sorted(pairs, key=lambda pair: (-pair.score, pair.a, pair.b))[:n]

    def kept_apart(self) -> frozenset[frozenset[int]]:
        """Return the pairs of groups that are remembered as two."""
        return frozenset(self._apart)

    def _score_groups(
        self, terms: Sequence[str], vector: Floats, follows: int | None
    ) -> dict[int, float]:
        """Return how well a text fits each group that has one of its nearest items."""
        near = self._vectors.search(vector, N_NEAR)
        least = near[N_NEAR - 1].score if len(near) >= N_NEAR else 0.0
        before = next((item for item in near if item.key == follows), None)
        if follows is not None and before is None:
            before = self._vectors.search(vector, 1, only=[follows])[0]
            near.append(before)
        gain, loss = self._weigh_order(vector, before)
        closest: dict[int, list[Near]] = {}
        for item in near:
            closest.setdefault(self._group[item.key], []).append(item)
        gained = self._group[follows] if follows is not None else None
        return {
            group: self._score(terms, group, items[:N_CLOSEST], least)
            + (gain if group == gained else -loss)
            for group, items in closest.items()
        }

    def _weigh_order(self, vector: Floats, before: Near | None) -> tuple[float, float]:
        """Return what the group of the item before gains and what the others lose, as far as order tells."""
        if before is None:
            return 0.0, 0.0
        self._adjacency.watch(vector, before.score)
        strength = self._adjacency.strength
        return FOLLOWS * strength, ELSEWHERE * strength**2

    def _needed(self, terms: Sequence[str]) -> float:
        """Return how alike a group a text must be to join it; long texts share less of their words."""
        return self.threshold - EASED * (min(len(terms), LONGEST) - USUAL)

    def _score(self, terms: Sequence[str], group: int, items: list[Near], least: float) -> float:
        """Return how like a group a text is by the items of it that are closest, 0.0 to about 1.0.

        An item of the group that was not among the nearest is as near as the last of them, at most.
        """
        n = min(N_CLOSEST, len(self._members[group]))
        meaning = (sum(item.score for item in items) + (n - len(items)) * least) / n
        theirs = [self._terms[item.key] for item in items]
        shared = sum(self._rarity.likeness(terms, other) for other in theirs) / n
        covered = self._rarity.coverage(terms, self._held[group])
        return MEANING * meaning + SHARED * shared + COVERED * covered

    def _order(self, key: int) -> int:
        return self._arrival[key]

    def _put(
        self, key: int, terms: tuple[str, ...], vector: Floats, group: int, score: float
    ) -> Placement:
        is_new = group not in self._members
        self._members.setdefault(group, []).append(key)
        self._group[key] = group
        self._terms[key] = terms
        self._arrival[key] = len(self._arrival)
        self._rarity.add(terms)
        self._adjacency.add(vector)
        self._held.setdefault(group, set()).update(terms)
        self._vectors.add([key], np.asarray(vector, dtype=np.float32)[None])
        return Placement(key, group, round(score, 4), is_new)
