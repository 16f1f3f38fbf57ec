"""Filling a database: the registry, then shard after shard, then what is made from all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from random import Random

from django.contrib.auth.models import User
from django.db import connection, transaction

from articles.models import Article, ArticleVersion, IngestAttempt, Origin, Outlet
from bench.archive import likeness
from bench.archive.registry import (
    EDITOR,
    Embed,
    Registry,
    n_speakers_for,
    plan_registry,
    store_registry,
)
from bench.archive.shard import COLUMNS, Shard
from bench.archive.tables import insert_rows, reset_keys
from claims.models import (
    Act,
    Claim,
    ClaimLink,
    ClaimVector,
    ExtractionRun,
    GroupMember,
    Question,
    RatedPair,
    ReviewEvent,
    Statement,
    StatementGroup,
    StatementVector,
)
from claims.search.index import pause_index, rebuild_index
from claims.services.filing import rebuild_queue
from claims.vector_store import index_path, open_index
from partners.triggers import (
    count_everything,
    date_everything,
    drop_triggers,
    make_triggers,
)
from speakers.models import Membership, Post, Speaker, SpeakerName
from tracker.statistics import refresh_statistics

N_OF_FIRST_QUESTION = 2_000
KEYED = (
    *(
        Outlet,
        Origin,
        Article,
        ArticleVersion,
        IngestAttempt,
        Speaker,
        SpeakerName,
        Post,
        Membership,
    ),
    *(
        Question,
        Claim,
        ClaimVector,
        ExtractionRun,
        Statement,
        Act,
        ReviewEvent,
        ClaimLink,
        StatementVector,
    ),
    *(RatedPair, StatementGroup, GroupMember),
)
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """How large an archive is, and in what steps it is stored."""

    n_statements: int
    seed: int = 1
    in_shard: int = 10_000

    @property
    def n_shards(self) -> int:
        """How many shards there are; the last may be smaller."""
        return -(-self.n_statements // self.in_shard)

    def n_first(self, number: int) -> int:
        """How many statements of a shard bear on the first question."""
        wanted = min(N_OF_FIRST_QUESTION, self.n_statements // 50)
        return wanted * (number + 1) // self.n_shards - wanted * number // self.n_shards


def fill_archive(plan: Plan, *, embed: Embed, engine: str, say: Say) -> int:
    """Bring the database to what is planned; return how many statements were added. What is there already stays.

    Raises `ValueError` when it holds rows that are not of this archive.
    """
    _check(plan)
    numbers = list(_missing(plan))
    if not numbers and index_path().exists():
        return 0
    before = Statement.objects.count()
    index_path().unlink(missing_ok=True)  # made last: where it is missing, something is left to do
    if numbers:
        _store_shards(plan, numbers, embed=embed, engine=engine, say=say)
    say("the review queue")
    rebuild_queue()
    say("the full-text index")
    rebuild_index()
    make_triggers()
    count_everything()
    date_everything()
    reset_keys(KEYED)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    refresh_statistics()
    say("the index of vectors")
    open_index(engine=engine).save()
    return Statement.objects.count() - before


def _store_shards(
    plan: Plan, numbers: Sequence[int], *, embed: Embed, engine: str, say: Say
) -> None:
    say("planning")
    registry = plan_registry(plan.n_statements, plan.seed, embed)
    if not Question.objects.exists():
        with transaction.atomic():
            store_registry(registry, plan.seed, engine=engine, embed=embed)
    pause_index()
    drop_triggers()
    for number in numbers:
        _store_shard(plan, registry, number, engine)
        say(f"{min(plan.n_statements, (number + 1) * plan.in_shard):,} statements")


def _check(plan: Plan) -> None:
    last = Statement.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    is_archive = User.objects.filter(username=EDITOR.format(1)).exists()
    is_whole = last == plan.n_statements or last % plan.in_shard == 0
    n_speakers = n_speakers_for(plan.n_statements)
    is_this = is_whole and last <= plan.n_statements and Speaker.objects.count() == n_speakers
    if last and not (is_archive and is_this):
        raise ValueError(
            f"the database holds {last:,} statements that are not of an archive of {plan.n_statements:,}: "
            "name another database"
        )


def _missing(plan: Plan) -> Iterator[int]:
    """Yield the shards that are not stored; each is stored whole or not at all."""
    for number in range(plan.n_shards):
        last = min(plan.n_statements, (number + 1) * plan.in_shard)
        if not Statement.objects.filter(pk=last).exists():
            yield number


def _store_shard(plan: Plan, registry: Registry, number: int, engine: str) -> None:
    editors = User.objects.filter(username__startswith=EDITOR.format("")).order_by("pk")
    begun = number * plan.in_shard
    shard = Shard(
        registry,
        number,
        plan.n_shards,
        begun,
        min(plan.in_shard, plan.n_statements - begun),
        plan.n_first(number),
        tuple(editors.values_list("pk", flat=True)),
        Random(f"{plan.seed}:{number}"),  # noqa: S311 - the same rows every time
        topics=tuple(accumulate(1 / (rank + 20) for rank in range(len(registry.wording.topics)))),
    )
    shard.build()
    with transaction.atomic():
        for model, columns in COLUMNS.items():
            insert_rows(model, columns, shard.rows[model])
        likeness.store_vectors(shard, plan.seed, engine=engine)
        likeness.store_groups(shard)
