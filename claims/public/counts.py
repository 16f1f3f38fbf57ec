"""How much bears on a published question in public, counted once a minute at most: one may have thousands of statements."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Count
from django.utils import timezone

from claims.models import ClaimLink
from claims.public.order import FRESH

KEY = "public:questions:counts"


@dataclass(frozen=True, slots=True)
class Counts:
    """The statements that bear on a question, and the independent reports that they stand in."""

    n_statements: int = 0
    n_origins: int = 0


def count_for(questions: Iterable[int]) -> dict[int, Counts]:
    """Return the counts of each of these questions, a minute old at most."""
    ids = list(questions)
    now = timezone.now()
    kept: tuple[dt.datetime, dict[int, Counts]] = cache.get(KEY) or (now, {})
    since, counts = kept if now - kept[0] < FRESH else (now, {})
    if new := [pk for pk in ids if pk not in counts]:
        counts |= _count(new)
        cache.set(KEY, (since, counts), FRESH.total_seconds())
    return {pk: counts[pk] for pk in ids}


def _count(questions: list[int]) -> dict[int, Counts]:
    links = ClaimLink.objects.public().filter(claim__question__in=questions).order_by()
    counted = (
        links.values("claim__question")
        .annotate(
            n_statements=Count("statement", distinct=True),
            n_origins=Count("statement__version__article__origin", distinct=True),
        )
        .values_list("claim__question", "n_statements", "n_origins")
    )
    found = {question: Counts(*numbers) for question, *numbers in counted}
    return {pk: found.get(pk, Counts()) for pk in questions}
