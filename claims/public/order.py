"""When each published question last changed in public: of a large archive read whole now and then, and kept up to date between."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db.models import Max, QuerySet
from django.utils import timezone

from claims.models import Claim, ClaimLink, PartnerReview, Question, Statement
from claims.querysets_questions import IS_PUBLISHED, IS_WITHDRAWN
from claims.querysets_reading import unread_rows

# For so long may the order be out of date, as frames may; after so long all is read anew.
FRESH = dt.timedelta(seconds=60)
WHOLE = dt.timedelta(minutes=10)
# What was written before a reading may be committed after it.
LATE = dt.timedelta(seconds=30)
KEY = "public:questions:changes"
Changes = dict[int, dt.datetime]


@dataclass(frozen=True, slots=True)
class _Kept:
    """The changes as read at `at`, all of them at `whole_at`, when the newest link was `last_link`."""

    at: dt.datetime
    whole_at: dt.datetime
    last_link: int
    changes: Changes


def find_changes() -> Changes:
    """Return when each published question last changed in public, a minute out of date at most.

    It changes when it is opened or given a claim, when a statement comes to bear on it, is corrected or is withdrawn, and when a
    partner's review of a claim is confirmed. A question that was published since may be missing.
    """
    kept: _Kept | None = cache.get(KEY)
    now = timezone.now()
    if kept is None or now - kept.whole_at >= WHOLE:
        kept = _Kept(now, now, _last_link(), read_changes(Question.objects.published()))
    elif now - kept.at >= FRESH:
        last_link = _last_link()
        fresh = read_changes(Question.objects.published().filter(pk__in=_touched_since(kept)))
        kept = _Kept(now, kept.whole_at, last_link, kept.changes | fresh)
    else:
        return kept.changes
    cache.set(KEY, kept, WHOLE.total_seconds())
    return kept.changes


def read_changes(questions: QuerySet[Question]) -> Changes:
    """Return when each of these published questions last changed in public, as it is now."""
    claims = Claim.objects.standing().filter(question__in=questions)
    links = ClaimLink.objects.confirmed().filter(IS_PUBLISHED | IS_WITHDRAWN)
    links = links.filter(claim__question__in=questions).exclude(unread_rows("statement"))
    reviews = PartnerReview.objects.confirmed().filter(claim__in=claims)
    found = dict(questions.order_by().values_list("pk", "created_at"))
    for latest in (
        _latest(claims, "question", "created_at"),
        _latest(links, "claim__question", "created_at", "statement__modified_at"),
        _latest(reviews, "claim__question", "modified_at"),
    ):
        for question, *moments in latest:
            found[question] = max(found[question], *moments)
    return found


def _latest(
    rows: QuerySet[Any], question: str, *moments: str
) -> Iterable[tuple[int, *tuple[dt.datetime, ...]]]:
    """Return each question of the rows with the latest of each of these moments."""
    ends = {f"last_{number}": Max(moment) for number, moment in enumerate(moments)}
    latest: QuerySet[Any, tuple[int, *tuple[dt.datetime, ...]]] = (
        rows.order_by().values(question).annotate(**ends).values_list(question, *ends)
    )
    return latest


def _touched_since(kept: _Kept) -> set[int]:
    """Return the questions that something was done to since: each look is at the end of an index, or at few rows."""
    since = kept.at - LATE
    statements = Statement.objects.filter(modified_at__gte=since)
    links = ClaimLink.objects.values_list("claim__question", flat=True)
    reviews = PartnerReview.objects.filter(modified_at__gte=since)
    looks = (
        links.filter(pk__gt=kept.last_link),
        links.filter(statement__in=statements),  # joined, SQLite would read every link
        Claim.objects.filter(created_at__gte=since).values_list("question", flat=True),
        reviews.values_list("claim__question", flat=True),
    )
    return {question for look in looks for question in look.order_by()}


def _last_link() -> int:
    return ClaimLink.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
