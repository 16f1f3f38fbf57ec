"""Parameters of the list of articles."""

from __future__ import annotations

from typing import ClassVar

from django.db.models import QuerySet

from articles.models import Article
from partners.filters.independence import FIRST_ONLY, INDEPENDENT, has_an_earlier_copy
from partners.filters.parameters import IdFilter, OneOfFilter, WordsFilter, published_filters
from partners.filters.strictness import RowFilters


class ArticleFilters(RowFilters):
    """Narrows the list of articles."""

    sought: ClassVar[frozenset[str]] = frozenset(
        {"outlet", "origin", "published_after", "published_before"}
    )

    outlet = IdFilter("outlet_id", description="Only articles of the outlet with this id.")
    published_after, published_before = published_filters("published_at")
    origin = IdFilter("origin_id", description="Only articles that carry this independent report.")
    independent = OneOfFilter(
        choices=FIRST_ONLY, method="by_independence", description=INDEPENDENT.format("articles")
    )
    q = WordsFilter("title", description="Only articles whose title holds these words.")

    class Meta:
        model = Article
        fields: list[str] = []

    def by_independence(
        self, queryset: QuerySet[Article], name: str, value: str
    ) -> QuerySet[Article]:
        """Articles that carried their report first."""
        return queryset.exclude(has_an_earlier_copy())
