"""The queue of second readings: who is handed what, in which order, and that an index leads to it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import ReadingDue
from claims.queue.asked import DESK, SECOND, Asked
from claims.queue.second import N_COUNTED, ORDER, count_due, take_due
from claims.services.leases import hold_statement
from claims.services.verdicts import skip_statement
from tests.claims.quality.rows import decide, propose
from tests.factories import ArticleFactory, ArticleVersionFactory, DeskFactory, UserFactory

pytestmark = pytest.mark.django_db

ASKED = Asked(verdict=SECOND)


@pytest.fixture
def ada():
    return UserFactory(username="ada")


@pytest.fixture
def ben():
    return UserFactory(username="ben")


@pytest.fixture
def desk():
    return DeskFactory(second_share=100, slug="port")


@pytest.fixture
def make(desk, ada):
    """Return a function that makes a statement of an article so many days old, decided by ada."""

    def due(days=0, actor=ada):
        published = dt.datetime(2026, 3, 1, tzinfo=dt.UTC) - dt.timedelta(days=days)
        article = ArticleFactory(published_at=published)
        version = ArticleVersionFactory(article=article)
        desk.routes.create(article=version.article)
        return decide(propose(version=version), "accept", actor=actor).pk

    return due


def taken(user, **places):
    due = take_due(ASKED, user, **places)
    return due and due.pk


def test_what_matters_most_comes_first_and_the_first_again_after_the_last(make, ben):
    old, new = make(days=9), make(days=1)

    first = take_due(ASKED, ben)
    second = take_due(ASKED, ben, after=ORDER.place_of(first))

    assert (first.pk, second.pk) == (new, old)
    assert taken(ben, after=ORDER.place_of(second)) == new
    assert taken(ben, before=ORDER.place_of(second)) == new


def test_ones_own_is_never_handed_to_one(make, ada, ben):
    by_ada, by_ben = make(), make(actor=ben)

    assert (taken(ada), taken(ben)) == (by_ben, by_ada)
    assert (count_due(ASKED, ada).n, count_due(ASKED, ben).n) == (1, 1)


def test_an_abandoned_one_comes_back(make, ben):
    one = make()
    cleo = UserFactory()
    hold_statement(statement_id=one, user=cleo)
    assert taken(ben) is None

    cleo.leases.update(until=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))

    assert taken(ben) == one


def test_what_was_skipped_comes_last(make, ben):
    one, other = make(days=1), make(days=2)
    skip_statement(statement_id=one, user=ben)

    assert taken(ben) == other
    ReadingDue.objects.filter(pk=other).delete()
    assert taken(ben) == one


def test_counts_stop_at_a_bound(make, ben):
    one = ReadingDue.objects.get(pk=make())
    rows = [propose(version=one.statement.version) for _ in range(N_COUNTED)]
    ReadingDue.objects.bulk_create(
        ReadingDue(
            statement=row,
            first_reader=one.first_reader,
            desk=one.desk,
            article=one.article,
            rank=n,
            place=n,
        )
        for n, row in enumerate(rows)
    )

    assert str(count_due(ASKED, ben)) == f"{N_COUNTED}+"


@pytest.mark.parametrize("asked", [ASKED, Asked(verdict=SECOND, whose=DESK, desk="port")])
def test_the_queue_is_entered_by_an_index_and_never_sorted(make, ben, asked):
    if connection.vendor != "sqlite":
        pytest.skip("plans of small tables say nothing on PostgreSQL")
    make(days=1)
    make(days=2)

    with CaptureQueriesContext(connection) as captured:
        first = take_due(asked, ben)
        take_due(asked, ben, after=ORDER.place_of(first))
    found = [
        query["sql"]
        for query in captured.captured_queries
        if query["sql"].startswith('SELECT "claims_readingdue"')
    ]

    assert len(found) >= 2
    with connection.cursor() as cursor:
        for sql in found:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
            plan = " | ".join(row[3] for row in cursor.fetchall())
            assert "TEMP B-TREE" not in plan
            assert "INDEX reading_due_" in plan
