"""Several rankings made into one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from analysis.matching.vectors import Near

K = 20  # how fast a rank loses its worth: small trusts the top of each ranking


def fuse_rankings(
    rankings: Iterable[tuple[float, Sequence[Near]]], n: int = 20, *, k: int = K
) -> list[Near]:
    """Return the `n` best keys of several weighted rankings (reciprocal rank fusion).

    A score is 1.0 for what every ranking puts first. Equal scores keep the order they were met in.
    """
    scores: dict[int, float] = defaultdict(float)
    total = 0.0
    for weight, ranking in rankings:
        total += weight / (k + 1)
        for rank, near in enumerate(ranking, start=1):
            scores[near.key] += weight / (k + rank)
    best = sorted(scores, key=lambda key: -scores[key])[:n]
    return [Near(key, scores[key] / total) for key in best]
