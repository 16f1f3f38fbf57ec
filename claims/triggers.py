"""Database triggers that refuse to change a stored event, made after every migration.

SQLite drops triggers silently when Django rebuilds a table, so they are made again each time and not in a
migration.
"""

from __future__ import annotations

from typing import Any

from django.db import connections

TABLES = ("claims_reviewevent", "claims_questionevent")
SQLITE = """
CREATE TRIGGER IF NOT EXISTS {table}_frozen BEFORE UPDATE ON {table}
BEGIN SELECT RAISE(ABORT, 'a review event is written once and never changed'); END
"""
POSTGRESQL = (
    """
CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'a review event is written once and never changed' USING ERRCODE = 'integrity_constraint_violation'; END $$
""",
    """
CREATE OR REPLACE TRIGGER {table}_frozen BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION {table}_refuse()
""",
)


def freeze_events(*, using: str, **_: Any) -> None:
    """Make the triggers in database `using`; called after `migrate`."""
    connection = connections[using]
    known = connection.introspection.table_names()
    statements = (SQLITE,) if connection.vendor == "sqlite" else POSTGRESQL
    with connection.cursor() as cursor:
        for table in TABLES:
            for statement in statements if table in known else ():
                cursor.execute(statement.format(table=table))
