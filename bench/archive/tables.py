"""Rows into tables, many at once and without models: SQLite by `executemany`, PostgreSQL by `COPY`."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterable, Sequence
from itertools import repeat
from typing import Any

from django.db import connection, models

Row = Sequence[Any]
N_AT_ONCE = 5_000


def insert_rows(model: type[models.Model], columns: Sequence[str], rows: Iterable[Row]) -> int:
    """Insert `rows`, whose values stand in the order of `columns` (attribute names); return how many.

    A column that is not named gets its field's default. JSON is given as text. No signal is sent, and
    triggers of the database do fire.
    """
    fields = [f for f in model._meta.local_concrete_fields if not f.generated]  # noqa: SLF001 - Django's public API
    places = {name: i for i, name in enumerate(columns)}
    unknown = places.keys() - {f.attname for f in fields}
    if unknown:
        raise ValueError(f"{model.__name__} has no columns {', '.join(sorted(unknown))}")
    makers = [
        _maker(field, places.get(field.attname)) for field in fields if _is_needed(field, places)
    ]
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)  # noqa: SLF001
    names = ", ".join(quote(str(f.column)) for f in fields if _is_needed(f, places))
    made = ([make(row) for make in makers] for row in rows)
    return (
        _copy(table, names, made) if _is_postgres() else _execute(table, names, len(makers), made)
    )


def reset_keys(tables: Iterable[type[models.Model]]) -> None:
    """Let the next row of each table get a key above those that were given."""
    from django.core.management.color import no_style

    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), list(tables)):
            cursor.execute(sql)


def _is_postgres() -> bool:
    return connection.vendor == "postgresql"


def _is_needed(field: models.Field[Any, Any], places: dict[str, int]) -> bool:
    """Tell whether a column is written: a key that is not given is left to the database."""
    return field.attname in places or not field.primary_key


def _maker(field: models.Field[Any, Any], place: int | None) -> Callable[[Row], Any]:
    """Return what makes the stored value of one column from a row."""
    if place is None:
        if isinstance(field, models.UUIDField) and field.has_default():
            return lambda _row: _stored_uuid(field.get_default())
        value = field.get_default()
        is_json = isinstance(field, models.JSONField)
        stored = json.dumps(value) if is_json else field.get_db_prep_save(value, connection)
        return lambda _row: stored
    if isinstance(field, models.DateTimeField) and not _is_postgres():
        return lambda row: row[place] and row[place].strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(field, models.UUIDField):
        return lambda row: _stored_uuid(row[place])
    return lambda row: row[place]


def _stored_uuid(value: uuid.UUID) -> str:
    return str(value) if _is_postgres() else value.hex


def _execute(table: str, names: str, n_columns: int, rows: Iterable[Row]) -> int:
    places = ", ".join(repeat("?", n_columns))
    connection.ensure_connection()
    done = connection.connection.executemany(
        f"INSERT INTO {table} ({names}) VALUES ({places})",  # noqa: S608 - names of our own tables
        rows,
    )
    return int(done.rowcount)


def _copy(table: str, names: str, rows: Iterable[Row]) -> int:
    n = 0
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
            n += 1
    return n
