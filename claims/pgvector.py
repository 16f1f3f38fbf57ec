"""Where PostgreSQL has pgvector: the nearest statements from a column with an index, and no vectors in memory.

`StatementVector.values` stays the truth. The column is a copy of it that `manage.py rebuild_index --pgvector` adds and
every worker keeps up to date, so it can be dropped and made anew at any time. No migration knows of it: a database
without the extension, and SQLite, do without. The index is HNSW over half precision, which pgvector has since 0.7.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Protocol

from django.db import connection, transaction

from analysis.matching.blocks import WIDTH
from analysis.matching.vectors import Near
from claims.models import StatementVector
from claims.vector_store import SPARE, Floats, decode, open_index

LEAST_VERSION = (0, 7)
COLUMN = "near"
TABLE = StatementVector._meta.db_table  # noqa: SLF001 - public, by its docs
TYPE = f"halfvec({WIDTH})"
AT_ONCE = 20_000
# How many neighbours the search keeps in hand: the more, the fewer it misses. pgvector allows 1,000.
LEAST_KEPT, MOST_KEPT = 400, 1_000
BUILD_MEMORY = "1GB"  # with less than the graph takes, building is many times slower


class PgvectorError(Exception):
    """The server cannot keep the column; the message says why and what to do."""


class Nearest(Protocol):
    """The nearest statements to a vector, of all that are stored."""

    def catch_up(self) -> int:
        """Take in the vectors stored since the last time; return how many."""

    def find_nearest(self, vector: Floats, n: int, *, besides: Collection[int] = ()) -> list[Near]:
        """Return the `n` nearest by the statement's key, best first, without `besides`."""


def open_nearest(*, engine: str) -> Nearest:
    """Return the column's index where `rebuild_index --pgvector` made one, else the one in memory."""
    return ColumnIndex(engine) if is_prepared() else open_index(engine=engine)


def is_prepared() -> bool:
    """Return whether this database has the column."""
    if connection.vendor != "postgresql":
        return False
    sql = "SELECT 1 FROM pg_attribute WHERE attrelid = %s::regclass AND attname = %s AND NOT attisdropped"
    with connection.cursor() as cursor:
        cursor.execute(sql, [TABLE, COLUMN])
        return cursor.fetchone() is not None


def server_version() -> str:
    """Return the version of pgvector that the server could load, "" when it has none."""
    if connection.vendor != "postgresql":
        return ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT default_version FROM pg_available_extensions WHERE name = 'vector'")
        found = cursor.fetchone()
    return str(found[0]) if found else ""


def prepare(*, engine: str, say: Callable[[str], None] = lambda _words: None) -> int:
    """Add the column, fill it, build its index; return how many vectors it holds. Safe to stop and to start again.

    Statements can be read and reviewed meanwhile; workers wait while the index is built. Raises `PgvectorError`.
    """
    _require()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS vector")
        cursor.execute(f"ALTER TABLE {TABLE} ADD COLUMN IF NOT EXISTS {COLUMN} {TYPE}")
        cursor.execute(
            f"CREATE INDEX IF NOT EXISTS {TABLE}_not_near ON {TABLE} (id) WHERE {COLUMN} IS NULL"
        )
    index = ColumnIndex(engine)
    n_filled = index.catch_up()
    say(f"{n_filled:,} vectors copied")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL maintenance_work_mem = '{BUILD_MEMORY}'")
        cursor.execute(
            f"CREATE INDEX IF NOT EXISTS {TABLE}_{COLUMN} ON {TABLE} USING hnsw ({COLUMN} halfvec_cosine_ops)"
        )
    return len(index)


def drop() -> None:
    """Take the column and its indexes away; the extension stays, others may use it."""
    if not is_prepared():
        return
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {TABLE} DROP COLUMN {COLUMN}")
        cursor.execute(f"DROP INDEX IF EXISTS {TABLE}_not_near")


@dataclass
class ColumnIndex:
    """The nearest statements, found by the database. Several processes share it."""

    engine: str

    def __len__(self) -> int:
        """Return how many vectors can be found."""
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT count(*) FROM {TABLE} WHERE {COLUMN} IS NOT NULL AND engine = %s",  # noqa: S608 - our own names
                [self.engine],
            )
            return int(cursor.fetchone()[0])

    def catch_up(self) -> int:
        """Copy the vectors that are not in the column yet; return how many. Another worker's are left to it."""
        n_copied = 0
        while n := self._copy_some():
            n_copied += n
        return n_copied

    def _copy_some(self) -> int:
        wanted = StatementVector.objects.filter(engine=self.engine).extra(  # noqa: S610 - a column Django does not know
            where=[f"{COLUMN} IS NULL"]
        )
        with transaction.atomic():
            rows = list(wanted.order_by("pk").select_for_update(skip_locked=True)[:AT_ONCE])
            if not rows:
                return 0
            with connection.cursor() as cursor:
                cursor.execute(
                    f"CREATE TEMPORARY TABLE near_new (id bigint, near {TYPE}) ON COMMIT DROP"
                )
                with cursor.copy("COPY near_new FROM STDIN") as copy:
                    for row in rows:
                        copy.write_row((row.pk, written(decode(row))))
                cursor.execute(
                    f"UPDATE {TABLE} SET {COLUMN} = n.near FROM near_new n WHERE {TABLE}.id = n.id"  # noqa: S608
                )
                cursor.execute("DROP TABLE near_new")  # a caller's transaction may go on
        return len(rows)

    def find_nearest(self, vector: Floats, n: int, *, besides: Collection[int] = ()) -> list[Near]:
        """Return the `n` nearest by the statement's key, best first, without `besides`."""
        wanted = n + len(besides) + SPARE
        kept = min(MOST_KEPT, max(LEAST_KEPT, 2 * wanted))
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL hnsw.ef_search = {kept}")
            cursor.execute(
                f"SELECT statement_id, 1 - ({COLUMN} <=> %s::{TYPE}) FROM {TABLE}"  # noqa: S608
                f" WHERE engine = %s ORDER BY {COLUMN} <=> %s::{TYPE} LIMIT {wanted}",
                [written(vector), self.engine, written(vector)],
            )
            found = [Near(int(key), float(score)) for key, score in cursor.fetchall()]
        return [near for near in found if near.key not in besides][:n]


def written(vector: Floats) -> str:
    """Return a vector as pgvector reads it."""
    return f"[{','.join(f'{value:.6g}' for value in vector.tolist())}]"


def _require() -> None:
    if connection.vendor != "postgresql":
        raise PgvectorError("This database is SQLite; pgvector is an extension of PostgreSQL.")
    version = server_version()
    if not version:
        raise PgvectorError(
            "The server has no pgvector. Install it (Debian, from apt.postgresql.org: postgresql-16-pgvector) and try again."
        )
    numbers = tuple(int(part) for part in re.findall(r"\d+", version)[:2])
    if numbers < LEAST_VERSION:
        raise PgvectorError(f"The server has pgvector {version}; 0.7 or newer is needed.")
