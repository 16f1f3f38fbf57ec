"""Database triggers that note what was written of what partners may see, made after every migration.

The note (`Touch`) is written in the transaction of the write, whether a service, an admin page, a migration or a
person with `psql` writes: nothing that partners see can change unnoticed. What the note means is found out later,
by `partners.services.feed`. Another note (`Recount`) says that what is kept of a claim's counts no longer holds, and the weeks of statements are kept. SQLite drops triggers silently when Django rebuilds a table; where one was missing,
everything is noted once, because rows may have changed meanwhile. So it is when a release changed how things look.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connections, transaction

from partners.counted import COUNTED_FROM
from partners.dated import DATED_FROM, put_right
from partners.models import FeedState
from partners.models.feed import THE_FEED
from partners.shape import find_shape
from partners.watching import WATCHED, Watch

FEED, COUNTS, WEEKS = "feed", "counts", "weeks"
_EVENTS = ("INSERT", "UPDATE", "DELETE")
# How to say "is not the same, null included": SQLite knows the standard's words only since 3.39.
_DIFFERS = {"sqlite": "IS NOT", "postgresql": "IS DISTINCT FROM"}


@dataclass(frozen=True, slots=True)
class Trigger:
    """One trigger of one database: its name, its table, the statements that make it, and the part of the house it is for."""

    name: str
    table: str
    steps: tuple[str, ...]
    part: str


def keep_triggers(*, using: str, **_: Any) -> None:
    """Make the triggers in database `using`, and note everything where that is called for. Called after `migrate`."""
    if not _has_tables(using):
        return
    shape = find_shape()
    with transaction.atomic(using):
        missing = {trigger.part for trigger in make_triggers(using=using)}
        if COUNTS in missing:
            count_everything(using=using)
        if WEEKS in missing:
            date_everything(using=using)
        state, _is_new = FeedState.objects.using(using).get_or_create(pk=THE_FEED)
        if FEED in missing or state.shape != shape:
            note_everything(using=using)
            FeedState.objects.using(using).filter(pk=THE_FEED).update(shape=shape)


def let_tables_move(*, using: str, plan: Iterable[object] = (), **_: Any) -> None:
    """Drop what names other tables than its own, in an SQLite database about to be migrated: it would keep them from a new name."""
    if connections[using].vendor == "sqlite" and plan:
        with connections[using].cursor() as cursor:
            for trigger in list_triggers("sqlite"):
                if trigger.part != FEED:
                    cursor.execute(f"DROP TRIGGER IF EXISTS {trigger.name}")


def make_triggers(*, using: str = "default") -> list[Trigger]:
    """Make the triggers as they should be; return those that were missing or, where that can be seen, different."""
    connection = connections[using]
    missing = []
    with connection.cursor() as cursor:
        stored = _stored(cursor, connection.vendor)
        for trigger in list_triggers(connection.vendor):
            if stored.get(trigger.name) == trigger.steps[-1]:
                continue
            if trigger.name not in stored or connection.vendor == "sqlite":
                missing.append(trigger)
            if trigger.name in stored and connection.vendor == "sqlite":
                cursor.execute(f"DROP TRIGGER {trigger.name}")
            for step in trigger.steps:
                cursor.execute(step)
    return missing


def drop_triggers(*, using: str = "default") -> None:
    """Take the triggers away until the next `migrate`: before rows come by the hundred thousand."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for trigger in list_triggers(connection.vendor):
            on_table = "" if connection.vendor == "sqlite" else f" ON {trigger.table}"
            cursor.execute(f"DROP TRIGGER IF EXISTS {trigger.name}{on_table}")


def note_everything(*, using: str = "default") -> None:
    """Note every row that partners may see, or were told of: what has not changed will give no entry."""
    notes = {watch.table: watch.touches[0] for watch in WATCHED if watch.is_item}
    with connections[using].cursor() as cursor:
        for table, mark in notes.items():
            shown = next(watch.shown for watch in WATCHED if watch.table == table)
            where = f" WHERE {shown.format(row=table)}" if shown else ""
            cursor.execute(
                f"INSERT INTO partners_touch(kind, item_id, is_wide) SELECT '{mark.kind}', id, false FROM {table}{where}"  # noqa: S608 - constants
            )
        cursor.execute(
            "INSERT INTO partners_touch(kind, item_id, is_wide) SELECT kind, item_id, false FROM partners_publisheditem"
        )


def count_everything(*, using: str = "default") -> None:
    """Have every claim counted again: until that is done, none of the kept counts holds."""
    with connections[using].cursor() as cursor:
        cursor.execute("INSERT INTO partners_recount(claim_id) SELECT id FROM claims_claim")


def date_everything(*, using: str = "default") -> None:
    """Put right the week of every statement: some seconds for a million."""
    with connections[using].cursor() as cursor:
        for step in put_right(connections[using].vendor):
            cursor.execute(step)


def list_triggers(vendor: str) -> Iterator[Trigger]:
    """Yield every trigger as the database `vendor` wants it; the last step of each makes it."""
    make = _sqlite if vendor == "sqlite" else _postgresql
    differs = _DIFFERS[vendor]
    for watch in WATCHED:
        for event in _EVENTS:
            if event in watch.events:
                name, notes = (
                    f"partners_{watch.table}_{event.lower()}",
                    _notes(watch, event, differs),
                )
                steps = make(name, watch.table, event, _when(watch, event), notes)
                yield Trigger(name, watch.table, steps, FEED)
    for counted in COUNTED_FROM:
        for event in counted.events:
            name, notes = f"recount_{counted.table}_{event.lower()}", counted.notes(event)
            steps = make(name, counted.table, event, counted.when(event, differs), notes)
            yield Trigger(name, counted.table, steps, COUNTS)
    for dated in DATED_FROM:
        name = f"date_{dated.table}_{dated.event.lower()}"
        steps = make(name, dated.table, dated.event, dated.when(differs), dated.steps(vendor))
        yield Trigger(name, dated.table, steps, WEEKS)


def _sqlite(name: str, table: str, event: str, when: str, notes: Iterable[str]) -> tuple[str, ...]:
    body = " ".join(f"{note};" for note in notes)
    return (
        f"CREATE TRIGGER {name} AFTER {event} ON {table}{f' WHEN {when}' if when else ''} BEGIN {body} END",
    )


def _postgresql(
    name: str, table: str, event: str, when: str, notes: Iterable[str]
) -> tuple[str, ...]:
    on = f"WHEN ({when}) " if when else ""
    body = " ".join(f"{note};" for note in notes)
    return (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} RETURN NULL; END $$",
        f"CREATE OR REPLACE TRIGGER {name} AFTER {event} ON {table} FOR EACH ROW {on}EXECUTE FUNCTION {name}()",
    )


def _rows(event: str) -> tuple[str, ...]:
    return {"INSERT": ("NEW",), "DELETE": ("OLD",), "UPDATE": ("NEW", "OLD")}[event]


def _when(watch: Watch, event: str) -> str:
    """Return the condition on which the trigger fires: the row is, or was, one that partners may see."""
    if not watch.shown:
        return ""
    return " OR ".join(watch.shown.format(row=row) for row in _rows(event))


def _notes(watch: Watch, event: str, differs: str) -> Iterator[str]:
    """Yield the statements that note each touch; a key that was replaced is noted too."""
    for mark in watch.touches:
        wide = "true" if mark.is_wide else "false"
        if mark.is_wide and mark.wide_if and event == "UPDATE":
            wide = " OR ".join(f"NEW.{column} {differs} OLD.{column}" for column in mark.wide_if)
        for row in _rows(event):
            where = f"{row}.{mark.column} IS NOT NULL"
            if row == "OLD" and event == "UPDATE":
                where += f" AND OLD.{mark.column} {differs} NEW.{mark.column}"
            yield (
                "INSERT INTO partners_touch(kind, item_id, is_wide) "
                f"SELECT '{mark.kind}', {row}.{mark.column}, {wide} WHERE {where}"
            )


def _stored(cursor: Any, vendor: str) -> dict[str, str]:
    """Return the triggers there are by name, with the words that made them where the database keeps those."""
    if vendor == "sqlite":
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return dict(cursor.fetchall())
    cursor.execute("SELECT tgname, '' FROM pg_trigger WHERE NOT tgisinternal")
    return dict(cursor.fetchall())


def _has_tables(using: str) -> bool:
    tables = set(connections[using].introspection.table_names())
    own = {"partners_touch", "partners_publisheditem", "partners_recount", "partners_statementweek"}
    return tables >= own | {watch.table for watch in WATCHED}
