"""What the worker does for a new statement: its vector, its neighbours, the claims it may bear on."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from random import Random

from django.db.models import Q

from bench.pages.timing import Row, Times

CLEANER = "bench"


def suggest(n_statements: int, *, n: int) -> Iterator[Row]:
    """Measure the whole task for `n` new statements, one by one, as each article brings some; none of them stays."""
    from claims.models import ClaimLink, RatedPair
    from claims.tasks import suggest_links
    from tracker.settling import settle

    settle()  # as a worker does
    new = _store_new(n_statements, n + 1)
    times = Times()
    with times.measured("start"):
        suggest_links(new[:1])  # the first of a process opens the index and loads the models
    for pk in new[1:]:
        with times.measured("suggest"):
            suggest_links([pk])
    links = ClaimLink.objects.filter(statement__in=new[1:]).count() / n
    pairs = RatedPair.objects.filter(Q(a__in=new[1:]) | Q(b__in=new[1:])).count() / n
    _forget_new()
    note = f"{links:.1f} links and {pairs:.1f} rated pairs a statement, in the worker"
    yield times.row("suggest", aim="< 300", label="suggestions for a new statement", note=note)
    yield times.row("start", aim="", label="the first of a process", note="opens index and models")


def _store_new(n_statements: int, n: int) -> list[int]:
    """Store articles with a new statement each, on topics of the archive, in words of their own."""
    from articles.models import Article, ArticleVersion, Origin
    from bench.archive.registry import n_topics_for
    from bench.archive.wording import PROPOSITIONS, make_wording
    from claims.models import Statement
    from claims.services.filing import file_statements
    from speakers.models import Speaker

    _forget_new()  # of a run that was stopped
    rng = Random(f"new:{Statement.objects.count()}")  # noqa: S311 - the same every time
    wording = make_wording(n_topics_for(n_statements), 1)
    speakers = list(Speaker.objects.order_by("pk")[:50])
    now = dt.datetime.now(dt.UTC)
    keys = []
    for _ in range(n):
        topic = rng.randrange(len(wording.topics))
        words = f"{wording.say(topic, rng.randrange(len(PROPOSITIONS)), rng)} this week"
        speaker = rng.choice(speakers)
        text = f"{speaker.name} said {words}."
        article = Article.objects.create(
            title=words[:80], origin=Origin.objects.create(name=CLEANER), published_at=now
        )
        version = ArticleVersion.objects.create(
            article=article,
            text=text,
            text_sha256=hashlib.sha256(text.encode()).hexdigest(),
            cleaner=CLEANER,
        )
        start = text.index(words)
        selector = {"start": start, "end": start + len(words), "exact": words}
        selector |= {"prefix": "", "suffix": ""}
        statement = Statement.objects.create(
            version=version,
            content=[selector],
            words=words,
            start=start,
            end=start + len(words),
            quotation="indirect",
            cue_class="assert",
            speaker=speaker,
            engine_speaker=speaker,
            speaker_name=speaker.name,
            speaker_kind=speaker.kind,
        )
        keys.append(statement.pk)
    file_statements(keys)  # as extraction does
    return keys


def _forget_new() -> None:
    """Leave the archive as it was: it is not this program's to fill."""
    from articles.models import Article, Origin
    from claims.models import Statement

    Statement.objects.filter(version__cleaner=CLEANER).delete()
    articles = Article.objects.filter(versions__cleaner=CLEANER)
    origins = list(articles.values_list("origin_id", flat=True))
    articles.delete()
    Origin.objects.filter(pk__in=origins).delete()
