"""Which desk an article belongs to."""

from __future__ import annotations

from dataclasses import dataclass

from django_q.tasks import async_task

from articles.models import Article
from claims.models import DeskRoute


@dataclass(frozen=True, slots=True)
class Routes:
    """Every route, at hand: an article's own wins over one by topic, and that over one by outlet."""

    by_article: dict[int, int]
    by_topic: tuple[tuple[str, int], ...]
    by_outlet: dict[int, int]

    def desk_of(self, article: Article) -> int | None:
        """Return the key of the desk that looks after `article`; None if no route leads it anywhere."""
        if article.pk in self.by_article:
            return self.by_article[article.pk]
        title = article.title.casefold()
        by_topic = next((desk for topic, desk in self.by_topic if topic in title), None)
        return by_topic or self.by_outlet.get(article.outlet_id or 0)


def load_routes() -> Routes:
    """Return the routes as they stand; of two topics in one headline the longer counts."""
    rows = DeskRoute.objects.values_list("desk_id", "article_id", "topic", "outlet_id")
    topics = [(topic.casefold(), desk) for desk, _article, topic, _outlet in rows if topic]
    return Routes(
        by_article={article: desk for desk, article, _topic, _outlet in rows if article},
        by_topic=tuple(sorted(topics, key=lambda pair: (-len(pair[0]), pair[0]))),
        by_outlet={outlet: desk for desk, _article, _topic, outlet in rows if outlet},
    )


def request_rerouting() -> None:
    """Let a worker bring what waits to the desks that the routes now name."""
    async_task("claims.tasks.reroute_queue")
