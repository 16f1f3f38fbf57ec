"""Ways to ask for articles, as words that chain."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

if TYPE_CHECKING:
    from articles.models import Article, ArticleVersion, Feed, IngestAttempt  # noqa: F401 - named in the bases


def _n_statements(*statuses: str) -> Coalesce:
    """Count an article's statements by the names of the reverse relations: `claims` is out of reach here."""
    counted = Count("versions__statements", filter=Q(versions__statements__status__in=statuses))
    same = apps.get_model("articles", "Article").objects.filter(pk=OuterRef("pk")).order_by()
    return Coalesce(Subquery(same.values("pk").annotate(n=counted).values("n")), 0)


class ArticleQuerySet(models.QuerySet["Article"]):
    """Articles."""

    def listed(self) -> ArticleQuerySet:
        """Newest first, with their outlet and origin at hand."""
        return self.select_related("outlet", "origin").order_by("-sort_at", "-pk")

    def with_counts(self) -> ArticleQuerySet:
        """With `n_statements` that editors have not thrown out, and `n_proposed` that wait for one.

        Counted by a subquery for each row shown: a join would group every statement there is first.
        """
        return self.annotate(
            n_statements=_n_statements("proposed", "accepted"), n_proposed=_n_statements("proposed")
        )

    def titled(self, words: str) -> ArticleQuerySet:
        """Articles whose title, byline or address holds `words`; all when blank."""
        words = words.strip()
        if not words:
            return self
        return self.filter(
            Q(title__icontains=words)
            | Q(byline__icontains=words)
            | Q(canonical_url__icontains=words)
        )

    def public(self) -> ArticleQuerySet:
        """Articles that have not been withdrawn."""
        return self.exclude(state="withdrawn")


class ArticleVersionQuerySet(models.QuerySet["ArticleVersion"]):
    """Versions."""

    def latest_of_each(self) -> ArticleVersionQuerySet:
        """The newest version of each article."""
        newest = self.model.objects.filter(article=OuterRef("article")).order_by("-number")
        return self.filter(pk=Subquery(newest.values("pk")[:1]))

    def seen_between(self, start: dt.datetime, end: dt.datetime) -> ArticleVersionQuerySet:
        """Versions of articles published, or else first seen, from `start` to `end`, earliest first."""
        return self.filter(article__sort_at__range=(start, end)).order_by("article__sort_at", "pk")


class IngestAttemptQuerySet(models.QuerySet["IngestAttempt"]):
    """Attempts to take an article in."""

    def listed(self) -> IngestAttemptQuerySet:
        """Newest first, with what a list shows at hand, and without the text handed in."""
        return self.select_related("article", "feed__outlet", "submitted_by").defer(
            "payload", "version"
        )

    def lost(self, *, after: dt.timedelta) -> IngestAttemptQuerySet:
        """Attempts nobody has worked on for so long that the queue or a worker must have lost them."""
        return self.unfinished().filter(state_at__lt=timezone.now() - after)

    def unfinished(self) -> IngestAttemptQuerySet:
        """Attempts that wait or run."""
        return self.filter(state__in=["queued", "running"])

    def failed(self) -> IngestAttemptQuerySet:
        """Attempts that gave a reason instead of an article."""
        return self.filter(state="failed")


class FeedQuerySet(models.QuerySet["Feed"]):
    """Feeds."""

    def due(self) -> FeedQuerySet:
        """Active feeds whose time has come, longest waiting first; a new one is due at once."""
        is_due = Q(next_poll_at=None) | Q(next_poll_at__lte=timezone.now())
        return self.filter(is_due, is_active=True).order_by("next_poll_at", "pk")
