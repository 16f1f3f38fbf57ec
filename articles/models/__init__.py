"""Outlets and feeds, articles and their versions, and every attempt to take one in."""

from articles.models.article import Article, ArticleVersion, Origin
from articles.models.attempt import IngestAttempt
from articles.models.outlet import Feed, Outlet

__all__ = ["Article", "ArticleVersion", "Feed", "IngestAttempt", "Origin", "Outlet"]
