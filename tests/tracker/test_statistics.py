import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import StatementFactory
from tracker.statistics import look_at_new_indexes, refresh_statistics

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL does it by itself"),
]


def known_indexes():
    with connection.cursor() as cursor:
        cursor.execute("SELECT idx FROM sqlite_stat1 WHERE tbl = 'claims_statement'")
        return {row[0] for row in cursor.fetchall()}


def test_sqlite_knows_how_common_what_its_indexes_hold_is():
    StatementFactory.create_batch(2)

    refresh_statistics()

    assert {"statement_by_act", "statement_by_version", "statement_by_status"} <= known_indexes()


def test_the_queue_is_looked_at_whole_and_last():
    with CaptureQueriesContext(connection) as asked:
        refresh_statistics()

    said = [query["sql"] for query in asked.captured_queries if "sqlite_master" not in query["sql"]]
    assert said == [
        "PRAGMA analysis_limit = 50000",
        "ANALYZE",
        "PRAGMA analysis_limit = 0",
        "ANALYZE claims_queueentry",
    ]


@pytest.mark.parametrize(("plan", "looked"), [([("a migration", False)], True), ([], False)])
def test_tables_are_looked_at_after_migrations_alone(plan, looked):
    refresh_statistics()
    StatementFactory()

    look_at_new_indexes(using="default", plan=plan)

    assert ("statement_by_act" in known_indexes()) is looked
