"""Ways to ask for articles, as words that chain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import OuterRef, Subquery

if TYPE_CHECKING:
    from articles.models import Article, ArticleVersion, IngestAttempt


class ArticleQuerySet(models.QuerySet["Article"]):
    """Articles."""

    def listed(self) -> ArticleQuerySet:
        """Newest first, with their outlet and origin at hand."""
        return self.select_related("outlet", "origin").order_by("-sort_at", "-pk")

    def public(self) -> ArticleQuerySet:
        """Articles that have not been withdrawn."""
        return self.exclude(state="withdrawn")


class ArticleVersionQuerySet(models.QuerySet["ArticleVersion"]):
    """Versions."""

    def latest_of_each(self) -> ArticleVersionQuerySet:
        """The newest version of each article."""
        newest = self.model.objects.filter(article=OuterRef("article")).order_by("-number")
        return self.filter(pk=Subquery(newest.values("pk")[:1]))


class IngestAttemptQuerySet(models.QuerySet["IngestAttempt"]):
    """Attempts to take an article in."""

    def unfinished(self) -> IngestAttemptQuerySet:
        """Attempts that wait or run."""
        return self.filter(state__in=["queued", "running"])

    def failed(self) -> IngestAttemptQuerySet:
        """Attempts that gave a reason instead of an article."""
        return self.filter(state="failed")
