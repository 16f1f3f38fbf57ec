"""Parameters of the list of articles."""

from __future__ import annotations

from articles.models import Article
from partners.filters.parameters import IdFilter, WordsFilter, published_filters
from partners.filters.strictness import RowFilters


class ArticleFilters(RowFilters):
    """Narrows the list of articles."""

    outlet = IdFilter("outlet_id", description="Only articles of the outlet with this id.")
    published_after, published_before = published_filters("published_at")
    q = WordsFilter("title", description="Only articles whose title holds these words.")

    class Meta:
        model = Article
        fields: list[str] = []
