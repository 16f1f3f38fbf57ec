"""The nearest statements by pgvector: as near as in memory, kept up to date, and gone without a trace."""

from __future__ import annotations

import numpy as np
import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from analysis.matching.blocks import WIDTH
from claims import pgvector, tasks
from claims.matching_gateway import ENGINE
from claims.models import StatementVector
from claims.vector_store import StatementIndex, store_statement_vectors
from tests.factories import ArticleVersionFactory, StatementFactory

# Not in one transaction: PostgreSQL alters no table that the same transaction has written to.
pytestmark = pytest.mark.django_db(transaction=True)

on_postgres = pytest.mark.postgres


def stored(n, *, seed=7):
    """Store `n` statements with a random unit vector each; return the vectors."""
    version = ArticleVersionFactory()
    statements = [StatementFactory(version=version) for _ in range(n)]
    vectors = np.random.default_rng(seed).normal(size=(n, WIDTH)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    store_statement_vectors(statements, vectors, engine=ENGINE)
    return [statement.pk for statement in statements], vectors


@pytest.fixture(autouse=True)
def models(monkeypatch, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    monkeypatch.setattr(tasks, "embed", lambda texts: np.eye(len(texts), WIDTH, dtype=np.float32))
    tasks._index.cache_clear()
    yield
    tasks._index.cache_clear()
    pgvector.drop()


@pytest.fixture
def prepared():
    """The column and its index, made on the rows there are."""
    return lambda: pgvector.prepare(engine=ENGINE)


@on_postgres
def test_the_column_finds_what_memory_finds(prepared):
    keys, vectors = stored(60)
    assert prepared() == 60
    in_memory = StatementIndex(ENGINE)
    in_memory.catch_up()
    index = pgvector.open_nearest(engine=ENGINE)

    for at in (0, 17, 59):
        found = index.find_nearest(vectors[at], 10)
        assert [near.key for near in found] == [
            near.key for near in in_memory.find_nearest(vectors[at], 10)
        ]
        assert found[0].key == keys[at]
        assert found[0].score == pytest.approx(1, abs=0.01)


@on_postgres
def test_what_comes_later_is_found_and_what_is_left_out_is_not(prepared):
    stored(5)
    prepared()
    keys, vectors = stored(3, seed=8)
    index = pgvector.open_nearest(engine=ENGINE)

    assert index.catch_up() == 3
    assert index.catch_up() == 0
    assert index.find_nearest(vectors[1], 1)[0].key == keys[1]
    assert keys[1] not in {
        near.key for near in index.find_nearest(vectors[1], 8, besides=[keys[1]])
    }


@on_postgres
def test_a_deleted_statement_is_not_found_and_replaced_words_are(prepared):
    keys, vectors = stored(4)
    prepared()
    index = pgvector.open_nearest(engine=ENGINE)
    StatementVector.objects.get(statement=keys[0]).statement.delete()
    statement = StatementVector.objects.get(statement=keys[1]).statement
    store_statement_vectors([statement], -vectors[1:2], engine=ENGINE)
    index.catch_up()

    assert {near.key for near in index.find_nearest(vectors[0], 4)} == set(keys[1:])
    assert index.find_nearest(vectors[1], 4)[-1].key == keys[1]


@on_postgres
def test_vectors_of_another_engine_stay_out(prepared):
    keys, vectors = stored(2)
    StatementVector.objects.filter(statement=keys[0]).update(engine="older@1")

    assert prepared() == 1
    found = pgvector.open_nearest(engine=ENGINE).find_nearest(vectors[0], 2)
    assert [near.key for near in found] == [keys[1]]


@on_postgres
def test_the_index_is_used(prepared):
    _keys, vectors = stored(30)
    prepared()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            "EXPLAIN SELECT statement_id FROM claims_statementvector"
            " ORDER BY near <=> %s::halfvec(384) LIMIT 5",
            [pgvector.written(vectors[0])],
        )
        plan = "\n".join(row[0] for row in cursor.fetchall())

    assert "claims_statementvector_near" in plan


@on_postgres
def test_the_command_moves_the_index_there_and_back(capsys):
    stored(3)

    call_command("rebuild_index", "--pgvector")
    assert isinstance(pgvector.open_nearest(engine=ENGINE), pgvector.ColumnIndex)
    call_command("rebuild_index")  # stays where it is
    assert pgvector.is_prepared()
    call_command("rebuild_index", "--memory")

    assert not pgvector.is_prepared()
    assert isinstance(pgvector.open_nearest(engine=ENGINE), StatementIndex)
    said = capsys.readouterr().out
    assert "3 in the database's own index" in said
    assert "The server has pgvector" in said


@on_postgres
def test_suggesting_goes_by_way_of_the_column(prepared):
    stored(1)
    prepared()
    statement = StatementFactory()
    tasks.suggest_links([statement.pk])

    found = tasks._index().find_nearest(np.eye(1, WIDTH, dtype=np.float32)[0], 1)

    assert isinstance(tasks._index(), pgvector.ColumnIndex)
    assert [near.key for near in found] == [statement.pk]


@on_postgres
@pytest.mark.parametrize(("version", "said"), [("", "no pgvector"), ("0.4.4", "0.7 or newer")])
def test_a_server_without_it_says_what_to_do(monkeypatch, version, said):
    monkeypatch.setattr(pgvector, "server_version", lambda: version)

    with pytest.raises(CommandError, match=said):
        call_command("rebuild_index", "--pgvector")


def test_elsewhere_the_index_stays_in_memory():
    if connection.vendor == "postgresql":
        pytest.skip("is about SQLite")
    with pytest.raises(CommandError, match="SQLite"):
        call_command("rebuild_index", "--pgvector")

    assert isinstance(pgvector.open_nearest(engine=ENGINE), StatementIndex)
    assert pgvector.server_version() == ""
