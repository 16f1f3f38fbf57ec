"""What editors decided, as the training format of `training/gold.py` has it: one line an article, streamed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from analysis.types import Span
from articles.models import ArticleVersion
from claims.models import ExtractionRun, Statement
from claims.selectors import spans_of

N_AT_ONCE = 50
Status = Statement.Status


@dataclass(frozen=True, slots=True)
class Kept:
    """A text without some of its stretches; tells where what is left of it stands now."""

    text: str
    stretches: tuple[Span, ...]

    def find(self, span: Span) -> Span | None:
        """Return where `span` of the whole text stands in what is kept, or None if nothing of it is."""
        start, end = self._place(span.start), self._place(span.end)
        return Span(start, end) if start < end else None

    def _place(self, offset: int) -> int:
        return sum(max(0, min(offset, s.end) - s.start) for s in self.stretches)


def decided_versions() -> QuerySet[ArticleVersion]:
    """Return the texts that editors decided whole, in order of arrival.

    That is the last version of an article that stands, read by the engine, with a verdict on each of its statements
    and none of them withdrawn: of withdrawn words nobody can tell whether the engine or the news was wrong.
    """
    statements = Statement.objects.filter(version=OuterRef("pk"))
    later = ArticleVersion.objects.filter(
        article=OuterRef("article"), number__gt=OuterRef("number")
    )
    runs = ExtractionRun.objects.filter(version=OuterRef("pk"), state=ExtractionRun.State.DONE)
    return (
        ArticleVersion.objects.filter(
            Exists(statements.filter(status__in=[Status.ACCEPTED, Status.REJECTED])),
            ~Exists(statements.filter(status__in=[Status.PROPOSED, Status.WITHDRAWN])),
            ~Exists(later),
            Exists(runs),
        )
        .exclude(article__state="withdrawn")
        .order_by("pk")
    )


def count_partial() -> int:
    """Return how many articles have a verdict on some of their statements while others wait."""
    waiting = Q(status=Status.PROPOSED) & Q(version=OuterRef("pk"))
    decided = Q(status__in=[Status.ACCEPTED, Status.REJECTED]) & Q(version=OuterRef("pk"))
    return ArticleVersion.objects.filter(
        Exists(Statement.objects.filter(waiting)), Exists(Statement.objects.filter(decided))
    ).count()


def read_corrections() -> Iterator[str]:
    """Yield a JSON line for each text that was decided whole, without holding more than a few at once."""
    # What was rejected as of no use was found rightly: left out, it would teach that nobody is credited there.
    is_right = Q(status=Status.ACCEPTED) | Q(
        status=Status.REJECTED, outcome__kind="aside", outcome__reason="trivial"
    )
    right = Statement.objects.filter(is_right).order_by("start", "pk").defer("proposal")
    versions = decided_versions().defer("raw", "sketch").select_related("article")
    prefetched = versions.prefetch_related(Prefetch("statements", queryset=right, to_attr="right"))
    for version in prefetched.iterator(chunk_size=N_AT_ONCE):
        yield json.dumps(_line(version, version.right), ensure_ascii=False) + "\n"


def _line(version: ArticleVersion, statements: Sequence[Statement]) -> dict[str, object]:
    kept = keep_article(version)
    attributions = [
        {
            role: [[s.start, s.end] for s in map(kept.find, spans_of(getattr(one, role))) if s]
            for role in ("source", "cue", "content")
        }
        for one in statements
    ]
    return {
        "id": f"{version.article_id}.{version.number}",
        "text": kept.text,
        "attributions": [a for a in attributions if a["content"]],
    }


def keep_article(version: ArticleVersion) -> Kept:
    """Return the text proper: nothing is ever proposed in a headline or in furniture, so neither teaches anything."""
    dropped = [(0, version.headline_end), *sorted((s, e) for s, e in version.furniture)]
    stretches, at = [], 0
    for start, end in dropped:
        if at < start:
            stretches.append(Span(at, start))
        at = max(at, end)
    if at < len(version.text):
        stretches.append(Span(at, len(version.text)))
    return Kept("".join(s.of(version.text) for s in stretches), tuple(stretches))
