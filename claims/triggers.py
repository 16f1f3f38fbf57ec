"""Database triggers that refuse to change a stored review event, made after every migration.

SQLite drops triggers silently when Django rebuilds a table, so they are made again each time and not in a
migration.
"""

from __future__ import annotations

from typing import Any

from django.db import connections

SQLITE = """
CREATE TRIGGER IF NOT EXISTS claims_reviewevent_frozen BEFORE UPDATE ON claims_reviewevent
BEGIN SELECT RAISE(ABORT, 'a review event is written once and never changed'); END
"""
POSTGRESQL = (
    """
CREATE OR REPLACE FUNCTION claims_reviewevent_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'a review event is written once and never changed' USING ERRCODE = 'integrity_constraint_violation'; END $$
""",
    """
CREATE OR REPLACE TRIGGER claims_reviewevent_frozen BEFORE UPDATE OR DELETE ON claims_reviewevent
FOR EACH ROW EXECUTE FUNCTION claims_reviewevent_refuse()
""",
)


def freeze_review_events(*, using: str, **_: Any) -> None:
    """Make the triggers in database `using`; called after `migrate`."""
    connection = connections[using]
    if "claims_reviewevent" not in connection.introspection.table_names():
        return
    statements = (SQLITE,) if connection.vendor == "sqlite" else POSTGRESQL
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
