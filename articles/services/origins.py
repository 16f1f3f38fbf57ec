"""Which report is behind an article? Copies of one wire story share one origin."""

from __future__ import annotations

import datetime as dt

from articles.models import ArticleVersion, Origin
from articles.querysets import ArticleVersionQuerySet
from articles.similarity import MIN_CONTAINMENT, cut_out, is_same_report, share

WINDOW = dt.timedelta(days=7)
# Bounds the work for one article; 5,000 sketches are compared in well under a second.
MAX_CANDIDATES = 5_000
# A sketch estimates: what it puts a little under the threshold is still read in full.
_ESTIMATE_SLACK = 0.15
_MAX_READ = 5


def find_origin(
    *, body: str, text_sha256: str, sketch: list[int], when: dt.datetime
) -> Origin | None:
    """Return the origin of the article, at most a week from `when`, that this one copies; None if it copies none.

    `body` is the text without its furniture. The earliest article wins where several are as near.
    """
    nearby = ArticleVersion.objects.seen_between(when - WINDOW, when + WINDOW)
    exact = nearby.filter(text_sha256=text_sha256).select_related("article__origin").first()
    if exact is not None:
        return exact.article.origin
    likely = ArticleVersion.objects.select_related("article__origin").in_bulk(
        _likely_copies(nearby, sketch)
    )
    for version in likely.values():
        if is_same_report(body, cut_out(version.text, version.furniture)):
            return version.article.origin
    return None


def _likely_copies(nearby: ArticleVersionQuerySet, sketch: list[int]) -> list[int]:
    if not sketch:
        return []
    rows = nearby.exclude(sketch=[]).values_list("pk", "sketch")[:MAX_CANDIDATES]
    scored = ((share(sketch, other)[1], pk) for pk, other in rows.iterator())
    likely = [(-score, pk) for score, pk in scored if score >= MIN_CONTAINMENT - _ESTIMATE_SLACK]
    return [pk for _, pk in sorted(likely)[:_MAX_READ]]
