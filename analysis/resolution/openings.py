"""Where the sentences before a place open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from analysis.resolution.article import Article

_SENTENCES: Final = 4


def openings(article: Article, start: int, *, limit: int = _SENTENCES) -> Iterator[int]:
    """Yield the token that opens each of the last sentences before `start`, nearest first."""
    items = article.tokens.items
    n_sentences = 0
    for k in range(article.tokens.index_at(start) - 1, -1, -1):
        if items[k].is_first and items[k].is_word:
            yield k
            n_sentences += 1
            if n_sentences == limit:
                return
