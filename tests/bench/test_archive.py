"""The made-up archive at a small size: whole, consistent, repeatable, and resumed where it was stopped."""

import hashlib
from random import Random

import numpy as np
import pytest
from django.db import connection, models

from bench.archive.filling import Plan, fill_archive
from bench.archive.registry import plan_registry
from bench.archive.shard import Shard
from bench.archive.tables import insert_rows
from claims.models import (
    Act,
    ClaimLink,
    Question,
    QueueEntry,
    ReviewEvent,
    Statement,
    StatementVector,
)
from claims.search.asked import Asked
from claims.search.matching import find_statements
from claims.services.suggestions import late_questions, late_statements
from claims.vector_store import StatementIndex, index_path
from speakers.models import Speaker
from tests.factories import SpeakerFactory, StatementFactory

PLAN = Plan(600, in_shard=200)
ENGINE = "test@1"


def embed(texts):
    """Return unit vectors that are the same for the same text."""
    seeds = [int.from_bytes(hashlib.sha256(t.encode()).digest()[:4]) for t in texts]
    rows = [np.random.default_rng(seed).standard_normal(384, dtype=np.float32) for seed in seeds]
    vectors = np.stack(rows)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def fill(plan=PLAN):
    return fill_archive(plan, embed=embed, engine=ENGINE, say=lambda _words: None)


def make_shard(registry, seed):
    rng = Random(seed)  # noqa: S311 - the same rows every time
    shard = Shard(registry, 0, 3, 0, 200, 4, (1, 2), rng, topics=(1.0, 2.0, 3.0, 4.0))
    shard.build()
    return shard


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path


@pytest.mark.django_db
def test_the_archive_holds_as_many_statements_as_were_asked_for():
    assert fill() == 600

    assert Statement.objects.count() == StatementVector.objects.count() == 600
    connection.check_constraints()


@pytest.mark.django_db
def test_every_statement_is_cut_from_its_text():
    fill()

    for statement in Statement.objects.select_related("version"):
        for selector in (*statement.content, *statement.cue, *statement.source):
            assert statement.version.text[selector["start"] : selector["end"]] == selector["exact"]


@pytest.mark.django_db
def test_the_first_question_has_its_share_of_confirmed_statements():
    fill()

    links = ClaimLink.objects.published().filter(claim__question=Question.objects.get(pk=1))
    assert links.count() == 600 // 50


@pytest.mark.django_db
def test_filling_goes_on_where_it_was_stopped():
    def stop(words):
        if words.startswith("400 "):
            raise RuntimeError("stopped")

    with pytest.raises(RuntimeError, match="stopped"):
        fill_archive(PLAN, embed=embed, engine=ENGINE, say=stop)

    assert fill() == 200
    assert Statement.objects.count() == StatementVector.objects.count() == 600
    assert find_statements(Asked(words="people hurt")).n_total > 20


def test_the_same_seed_gives_the_same_rows():
    registry = plan_registry(600, 1, embed)

    first, again, other = (make_shard(registry, seed) for seed in (1, 1, 2))

    assert first.rows == again.rows
    assert first.rows != other.rows


@pytest.mark.django_db
def test_filling_twice_adds_nothing():
    fill()

    assert fill() == 0


@pytest.mark.django_db
def test_a_database_with_other_rows_is_left_alone():
    StatementFactory()

    with pytest.raises(ValueError, match="name another database"):
        fill()


@pytest.mark.django_db
def test_the_archive_can_be_searched_and_added_to():
    fill()

    assert find_statements(Asked(words="people hurt")).n_total > 20
    StatementFactory(exact="twelve people died")
    assert find_statements(Asked(words="twelve people died")).n_total == 1


@pytest.mark.django_db
def test_the_worker_finds_nothing_left_to_do():
    fill()

    assert late_statements() == []
    assert late_questions() == []
    assert ReviewEvent.objects.count() == Act.objects.count() > 300
    assert QueueEntry.objects.count() == Statement.objects.proposed().count()
    assert index_path().exists()
    assert StatementIndex(ENGINE).catch_up() == 600


@pytest.mark.django_db
def test_a_column_that_is_not_given_gets_its_default():
    insert_rows(Speaker, ("name", "slug", "kind"), [("Ada Kovan", "ada-kovan", "person")])

    stored, made = Speaker.objects.get(), SpeakerFactory.build()
    plain = [f for f in Speaker._meta.concrete_fields if isinstance(f, models.CharField)]
    assert stored.created_at is not None
    assert [getattr(stored, f.attname) for f in plain if f.name not in ("name", "slug")] == [
        getattr(made, f.attname) for f in plain if f.name not in ("name", "slug")
    ]


@pytest.mark.django_db
def test_an_unknown_column_is_refused():
    with pytest.raises(ValueError, match="has no columns colour"):
        insert_rows(Speaker, ("name", "colour"), [])
