"""The search page at 100,000 statements on SQLite: one form, every facet counted among all that matches."""

from __future__ import annotations

import datetime as dt
import os
import random
import time
from collections.abc import Iterator
from itertools import accumulate
from tempfile import TemporaryDirectory
from typing import Any

from bench.figures import Figure

N_STATEMENTS = 100_000
N_A_ARTICLE = 25
N_SPEAKERS = 400
N_OUTLETS = 20
N_QUESTIONS = 40
N_WORDS = 20_000
N_ROUNDS = 3
# Ranks of words as often as in English: the first is in about a third of all statements.
SEARCHES = {
    "a rare word": {"q": "w4000"},
    "two words of a topic": {"q": "w60 w90"},
    "a phrase": {"q": '"w5 w9"'},
    "a prefix": {"q": "w777*"},
    "one speaker before a day": {"speaker": "speaker-7", "q": "w10", "before": "2025-01-01"},
    "the commonest word": {"q": "w1"},
    "all that is accepted": {"status": "accepted"},
}


def measure() -> Iterator[Figure]:
    """Yield the times of the whole page by kind of search, and of keeping the index."""
    with TemporaryDirectory() as folder:
        os.environ |= {"DEBUG": "1", "CROSSCLAIM_VAR": folder, "LOG_LEVEL": "ERROR"}
        os.environ.pop("DATABASE_URL", None)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
        import django

        django.setup()
        from django.conf import settings
        from django.core.management import call_command

        settings.DEBUG = False
        settings.ALLOWED_HOSTS = ["*"]
        call_command("migrate", verbosity=0)
        yield from _measure_writing()
        yield from _measure_pages()


def _measure_writing() -> Iterator[Figure]:
    from claims.search.index import rebuild_index

    started = time.perf_counter()
    _store_rows()
    seconds = time.perf_counter() - started
    note = "bulk insert with triggers and all indexes"
    yield Figure("statements stored", N_STATEMENTS / seconds, "rows/s", "", note)
    started = time.perf_counter()
    rebuild_index()
    yield Figure("rebuild_search", time.perf_counter() - started, "s", "", "the whole index")


def _measure_pages() -> Iterator[Figure]:
    from django.contrib.auth import get_user_model
    from django.test import Client

    client = Client()
    client.force_login(get_user_model().objects.create_user("reader"))
    client.get("/search/", {"q": "warm"})
    for name, asked in SEARCHES.items():
        times = []
        for _ in range(N_ROUNDS):
            started = time.perf_counter()
            page = client.get("/search/", asked).content.decode()
            times.append(1000 * (time.perf_counter() - started))
        found = page.partition('class="search-count"')[2].partition("</p>")[0].split()
        n_found = next((word for word in found if word[:1].isdigit()), "0")
        note = f"{n_found} found; slowest of {N_ROUNDS} whole pages"
        yield Figure(name, max(times), "ms", "< 100", note)


def _store_rows() -> None:
    from django.db import transaction

    from articles.models import Article, ArticleVersion, Origin, Outlet
    from claims.models import Claim, ClaimLink, Question, Statement
    from speakers.models import Speaker, SpeakerName

    rng = random.Random(1)  # noqa: S311 - the same rows every time
    ranks = list(accumulate(1 / (rank + 2) for rank in range(N_WORDS)))
    vocabulary = [f"w{rank}" for rank in range(1, N_WORDS + 1)]
    first = dt.datetime(2022, 1, 1, tzinfo=dt.UTC)
    with transaction.atomic():
        outlets = Outlet.objects.bulk_create(Outlet(name=f"Outlet {i}") for i in range(N_OUTLETS))
        speakers = Speaker.objects.bulk_create(
            Speaker(name=f"Speaker {i}", slug=f"speaker-{i}", kind="person")
            for i in range(N_SPEAKERS)
        )
        SpeakerName.objects.bulk_create(
            SpeakerName(speaker=s, name=f"Alias {s.slug}", key=f"alias {s.slug}") for s in speakers
        )
        origin = Origin.objects.create(name="origin")
        articles = Article.objects.bulk_create(
            Article(
                outlet=rng.choice(outlets),
                origin=origin,
                title=f"Title {' '.join(rng.choices(vocabulary, cum_weights=ranks, k=6))}",
                published_at=first + dt.timedelta(hours=rng.randrange(24 * 1500)),
            )
            for _ in range(N_STATEMENTS // N_A_ARTICLE)
        )
        said = [rng.choices(vocabulary, cum_weights=ranks, k=12) for _ in range(N_STATEMENTS)]
        texts = [
            "\n".join(f"He said {' '.join(words)}." for words in said[i : i + N_A_ARTICLE])
            for i in range(0, N_STATEMENTS, N_A_ARTICLE)
        ]
        versions = ArticleVersion.objects.bulk_create(
            ArticleVersion(article=a, text=t, text_sha256=str(i), cleaner="bench")
            for i, (a, t) in enumerate(zip(articles, texts, strict=True))
        )
        rows = (
            _statement(Statement, version, words, rng.choice(speakers), rng)
            for i, version in enumerate(versions)
            for words in said[i * N_A_ARTICLE : (i + 1) * N_A_ARTICLE]
        )
        statements = Statement.objects.bulk_create(rows, batch_size=2000)
        questions = Question.objects.bulk_create(
            Question(text=f"Question {i}?", slug=f"question-{i}", answer_kind="free")
            for i in range(N_QUESTIONS)
        )
        claims = Claim.objects.bulk_create(
            Claim(question=q, slug=f"claim-{i}", text="A claim") for q in questions for i in (1, 2)
        )
        ClaimLink.objects.bulk_create(
            ClaimLink(
                statement=s, claim=rng.choice(claims), stance=rng.choice(["asserts", "denies"])
            )
            for s in statements[::5]
        )


def _statement(model: Any, version: Any, words: list[str], speaker: Any, rng: random.Random) -> Any:
    exact = " ".join(words)
    start = version.text.index(exact)
    end = start + len(exact)
    return model(
        version=version,
        content=[{"start": start, "end": end, "exact": exact, "prefix": "", "suffix": ""}],
        words=exact,
        start=start,
        end=end,
        quotation=rng.choice(["direct", "indirect", "mixed"]),
        cue_class="assert",
        speaker=speaker,
        engine_speaker=speaker,
        speaker_name=speaker.name,
        speaker_kind="person",
        role_words=f"role {speaker.pk % 50}",
        status="accepted" if rng.random() < 0.6 else "proposed",
    )
