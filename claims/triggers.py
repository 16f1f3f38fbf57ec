"""Database triggers that keep the log as it was written, made after every migration.

No event, of a statement, of a question or of the registry, is ever changed or deleted. Of an act, what was done, by whom, when and why is never changed; its
counts follow from its events and may be. SQLite drops triggers silently when Django rebuilds a table, so they are
made again each time and not in a migration. `TRUNCATE` on PostgreSQL, which only the tables' owner may do, is how
tests empty the log there.
"""

from __future__ import annotations

from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

EVENT_REFUSAL = "a review event is written once and never changed"
REGISTRY_REFUSAL = "an act on the registry is written once and never changed"
ACT_REFUSAL = "an act is written once and never changed"
ACT_FROZEN = "kind, actor_id, at, why, batch, undoes_id"
# Name of the trigger, what it comes before, the table, and the sentence of its refusal.
FROZEN = (
    ("claims_reviewevent_frozen", "UPDATE", "claims_reviewevent", EVENT_REFUSAL),
    ("claims_reviewevent_kept", "DELETE", "claims_reviewevent", EVENT_REFUSAL),
    ("claims_questionevent_frozen", "UPDATE", "claims_questionevent", EVENT_REFUSAL),
    ("claims_questionevent_kept", "DELETE", "claims_questionevent", EVENT_REFUSAL),
    ("speakers_registryevent_frozen", "UPDATE", "speakers_registryevent", REGISTRY_REFUSAL),
    ("speakers_registryevent_kept", "DELETE", "speakers_registryevent", REGISTRY_REFUSAL),
    ("claims_act_frozen", f"UPDATE OF {ACT_FROZEN}", "claims_act", ACT_REFUSAL),
    ("claims_act_kept", "DELETE", "claims_act", ACT_REFUSAL),
)


def freeze_events(*, using: str, **_: Any) -> None:
    """Make the triggers in database `using`; called after `migrate`."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    make = _sqlite if connection.vendor == "sqlite" else _postgresql
    with connection.cursor() as cursor:
        for name, moment, table, refusal in FROZEN:
            if table in tables:
                for statement in make(name, moment, table, refusal):
                    cursor.execute(statement)


def thaw_log(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away until the next `migrate`: for a migration that moves what the log holds."""
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for name, _moment, table, _refusal in FROZEN:
            on_table = "" if connection.vendor == "sqlite" else f" ON {table}"
            if table in tables:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on_table}")


def _sqlite(name: str, moment: str, table: str, refusal: str) -> list[str]:
    body = f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
    return [f"CREATE TRIGGER IF NOT EXISTS {name} BEFORE {moment} ON {table} {body}"]


def _postgresql(name: str, moment: str, table: str, refusal: str) -> list[str]:
    code = "USING ERRCODE = 'integrity_constraint_violation'"
    body = f"$$ BEGIN RAISE EXCEPTION '{refusal}' {code}; END $$"
    when = f"BEFORE {moment} ON {table} FOR EACH ROW"
    return [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS {body}",
        f"CREATE OR REPLACE TRIGGER {name} {when} EXECUTE FUNCTION {name}()",
    ]
