"""A new statement read against those nearest to it, while other things are found out about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache

from analysis.contrast.sides import Rivalry, Side
from analysis.matching.vectors import Near
from claims.models import Statement
from claims.proposing import Rate
from claims.services.suggestions import PairRating, rated_with, side_of


@dataclass(frozen=True, slots=True)
class Comparison:
    """Statements that one is being read against, how like it each is, and the rivalries once they are found."""

    statement: int
    alike: Sequence[tuple[int, float]]
    found: Future[list[Rivalry]]

    def result(self) -> list[PairRating]:
        """Wait for the rivalries and return them."""
        return [
            PairRating(self.statement, other, likeness, rivalry)
            for (other, likeness), rivalry in zip(self.alike, self.found.result(), strict=True)
        ]


def begin_comparison(
    statement: Statement, side: Side, near: Iterable[Near], *, rate: Rate
) -> Comparison:
    """Begin to read a statement against the nearest from other articles, those it was not read against before.

    `side` is the statement's own, and `near` has cosines. The models release the interpreter while they compute and need
    no database, so `rate` runs in a thread; what it raises is raised by `result`.
    """
    alike = {each.key: each.score for each in near}
    others = Statement.objects.shown().filter(pk__in=alike.keys() - rated_with(statement.pk))
    others = others.exclude(version=statement.version_id).with_context()
    if statement.version.article.origin_id:  # one report cannot compete with itself
        others = others.exclude(version__article__origin=statement.version.article.origin_id)
    kept = list(others.defer("version__text", "version__raw"))
    pairs = [(side, side_of(other), None) for other in kept]
    return Comparison(
        statement.pk,
        [(other.pk, alike[other.pk]) for other in kept],
        _beside().submit(rate, pairs),
    )


@cache
def _beside() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="reading")
