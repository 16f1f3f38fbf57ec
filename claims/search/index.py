"""The full-text index: made after every migration, healed when something is missing, rebuilt on demand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import connections, transaction

from claims.search import postgresql, sqlite

_TABLES = {
    "claims_statement",
    "speakers_speaker",
    "speakers_speakername",
    "articles_article",
    "articles_articleversion",
}


def keep_index(*, using: str, **_: Any) -> None:
    """Make the index and its triggers in database `using`, and heal them; called after `migrate`.

    On SQLite the index is filled anew when a trigger was missing, because rows may have changed meanwhile.
    """
    connection = connections[using]
    if not set(connection.introspection.table_names()) >= _TABLES:
        return
    with transaction.atomic(using):
        if connection.vendor == "sqlite":
            _keep_sqlite(using)
        else:
            _execute(using, postgresql.KEEP)


def drop_triggers(*, using: str, plan: Iterable[object] = (), **_: Any) -> None:
    """Drop the triggers in an SQLite database about to be migrated: a renamed table may be named in them."""
    if connections[using].vendor == "sqlite" and plan:
        _execute(using, [f"DROP TRIGGER IF EXISTS {name}" for name in sqlite.TRIGGERS])


def pause_index(*, using: str = "default") -> None:
    """Drop the triggers, before rows come by the hundred thousand; `rebuild_index` makes them again."""
    is_sqlite = connections[using].vendor == "sqlite"
    tables = {} if is_sqlite else postgresql.TRIGGERS
    names = sqlite.TRIGGERS if is_sqlite else postgresql.TRIGGERS
    with transaction.atomic(using):
        _execute(
            using,
            [
                f"DROP TRIGGER IF EXISTS {n}" + (f" ON {tables[n]}" if n in tables else "")
                for n in names
            ],
        )


def rebuild_index(*, using: str = "default") -> int:
    """Fill the index anew from the rows as they stand; return the number of statements in it."""
    connection = connections[using]
    steps = sqlite.REBUILD if connection.vendor == "sqlite" else postgresql.REBUILD
    with transaction.atomic(using):
        _execute(using, steps)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM claims_statement_fts")
        return int(cursor.fetchone()[0])


def _keep_sqlite(using: str) -> None:
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE name LIKE 'claims_fts_%' OR name = 'claims_statement_fts'"
        )
        stored = dict(cursor.fetchall())
        is_whole = stored.get("claims_statement_fts") == sqlite.TABLE
        for name, sql in sqlite.TRIGGERS.items():
            if stored.get(name) != sql:
                is_whole = False
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
        if is_whole:
            cursor.execute(sqlite.COUNTS)
            n_statements, n_indexed = cursor.fetchone()
            is_whole = n_statements == n_indexed
        if is_whole:
            return
        for sql in sqlite.REBUILD:
            cursor.execute(sql)


def _execute(using: str, steps: Iterable[str]) -> None:
    with connections[using].cursor() as cursor:
        for sql in steps:
            cursor.execute(sql)
