"""What SQLite knows of its tables when it chooses an index. PostgreSQL finds that out by itself."""

from __future__ import annotations

from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

# Rows of each index that are looked at: about a second for a million statements. Of what all look alike no more is
# known than that there are so many, and with a thousand of them a status seemed rarer than a claim.
N_SAMPLED = 50_000
# Looked at whole: half a second for 300,000 rows. How many rows a partial index has is otherwise guessed from its pages, and
# with three times as many as there are, each page of the queue read and sorted all of it.
WHOLE = frozenset({"claims_queueentry"})


def refresh_statistics(using: str = DEFAULT_DB_ALIAS) -> None:
    """Let SQLite look at its tables.

    Without that it takes a status that half of all statements have for as rare as a key: a page of claims took five
    seconds among a million statements after a migration had added an index, and 0.1 s once it had been looked at.
    """
    connection = connections[using]
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA analysis_limit = {N_SAMPLED}")
        cursor.execute("ANALYZE")
        cursor.execute("PRAGMA analysis_limit = 0")
        for table in WHOLE.intersection(connection.introspection.table_names(cursor)):
            cursor.execute(f"ANALYZE {table}")


def look_at_new_indexes(*, using: str, plan: Any = (), **_: Any) -> None:
    """Refresh the statistics after migrations that were applied."""
    if plan:
        refresh_statistics(using)
