from __future__ import annotations

import datetime as dt
import re

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.models import Lease, QueueEntry
from claims.queue import reading
from claims.queue.asked import Asked
from claims.queue.ordering import SORTS
from claims.queue.reading import count_waiting, entries_for, read_page, sort_of, take_next
from claims.services.leases import LEASE, N_HELD, extend_lease, hold_statement, release_statement
from claims.services.stories import set_breaking, take_story
from claims.services.verdicts import skip_statement
from tests.factories import (
    ArticleFactory,
    ArticleVersionFactory,
    DeskFactory,
    StatementFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

INDEXED = {*((whose, sort) for whose in ("all", "desk") for sort in SORTS), ("mine", "matters")}
NOW = dt.datetime(2026, 3, 5, 10, tzinfo=dt.UTC)
WORDS = ("Port fire", "twelve people died", "There was no warning")


@pytest.fixture
def ada():
    return UserFactory(username="ada")


@pytest.fixture
def ben():
    return UserFactory(username="ben")


@pytest.fixture
def three():
    version = ArticleVersionFactory()
    return [StatementFactory(version=version, exact=words) for words in WORDS]


def take(user, asked=None, **place):
    entry = take_next(asked or Asked(), user, **place)
    return entry.statement if entry else None


def place_of(statement, asked=None):
    return sort_of(asked or Asked()).place_of(QueueEntry.objects.get(pk=statement.pk))


def test_an_article_is_handed_out_in_the_order_of_its_text(ada, three):
    assert take(ada) == three[0]
    assert take(ada, after=place_of(three[0])) == three[1]
    assert take(ada, before=place_of(three[2])) == three[1]


def test_behind_the_last_comes_the_first_again(ada, three):
    assert take(ada, after=place_of(three[2])) == three[0]


def test_the_only_statement_never_comes_after_itself(ada):
    only = StatementFactory()

    assert take(ada, after=place_of(only)) is None


def test_what_one_editor_has_open_is_not_handed_to_another(ada, ben, three):
    assert (take(ada), take(ben)) == (three[0], three[1])


def test_an_abandoned_statement_comes_back(ada, ben, three):
    with time_machine.travel(NOW, tick=False) as clock:
        take(ada)
        clock.shift(LEASE + dt.timedelta(seconds=1))

        assert take(ben) == three[0]


def test_a_lease_can_be_extended_before_it_runs_out(ada, ben, three):
    with time_machine.travel(NOW, tick=False) as clock:
        take(ada)
        clock.shift(LEASE - dt.timedelta(seconds=1))
        extend_lease(statement_id=three[0].pk, user=ada)
        clock.shift(LEASE - dt.timedelta(seconds=1))

        assert take(ben) == three[1]


def test_a_lease_that_ran_out_is_not_extended_over_somebody_elses(ada, ben, three):
    with time_machine.travel(NOW, tick=False) as clock:
        take(ada)
        clock.shift(LEASE + dt.timedelta(seconds=1))
        take(ben)

        assert extend_lease(statement_id=three[0].pk, user=ada) is None


def test_whoever_opens_a_statement_anew_stands_behind_those_who_have_it(ada, ben, three):
    with time_machine.travel(NOW, tick=False) as clock:
        hold_statement(statement_id=three[0].pk, user=ada)
        clock.shift(2 * LEASE)
        hold_statement(statement_id=three[0].pk, user=ben)
        clock.shift(dt.timedelta(minutes=1))
        hold_statement(statement_id=three[0].pk, user=ada)

        holders = Lease.objects.running().values_list("user__username", flat=True)
        assert list(holders) == ["ben", "ada"]


def test_a_statement_given_back_is_handed_out_again(ada, ben, three):
    take(ada)
    release_statement(statement_id=three[0].pk, user=ada)

    assert take(ben) == three[0]


def test_nobody_keeps_more_than_a_few_statements_open(ada):
    for _ in range(N_HELD + 2):
        hold_statement(statement_id=StatementFactory().pk, user=ada)

    assert Lease.objects.filter(user=ada).count() == N_HELD


def test_skipped_statements_come_at_the_end_the_longest_skipped_first(ada, ben, three):
    skip_statement(statement_id=three[1].pk, user=ada)
    skip_statement(statement_id=three[0].pk, user=ada)
    assert take(ada) == three[2]

    skip_statement(statement_id=three[2].pk, user=ada)
    assert take(ada) == three[1]
    assert take(ben) == three[0]


def test_a_taken_story_is_handed_to_its_editor_alone(ada, ben, three):
    take_story(origin_id=three[0].version.article.origin_id, editor=ada)

    assert take(ben) is None
    assert take(ada, Asked(whose="mine")) == three[0]


def test_breaking_news_comes_first(ada, three):
    old = ArticleFactory(published_at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    breaking = StatementFactory(version=ArticleVersionFactory(article=old))
    set_breaking(origin_id=old.origin_id, is_breaking=True)

    assert take(ada) == breaking


def test_a_desk_sees_what_is_routed_to_it(ada, three):
    desk = DeskFactory(slug="port")
    desk.editors.add(ada)
    QueueEntry.objects.filter(pk=three[2].pk).update(desk=desk)

    assert take(ada, Asked(whose="desk")) == three[2]
    assert count_waiting(Asked(whose="desk", desk="port"), ada).n == 1


def test_whoever_is_at_no_desk_finds_an_empty_one(ben, three):
    assert take(ben, Asked(whose="desk")) is None


def test_a_count_stops_at_its_bound(ada, three, monkeypatch):
    monkeypatch.setattr(reading, "N_COUNTED", 2)

    counted = count_waiting(Asked(), ada)

    assert (counted.n, counted.is_more) == (2, True)


@pytest.mark.parametrize("sort", SORTS)
def test_pages_forwards_and_backwards_show_every_statement_once(ada, monkeypatch, sort):
    monkeypatch.setattr(reading, "N_PAGE", 2)
    for days, confidence in enumerate([0.9, 0.2, 0.6, 0.6, 0.9]):
        article = ArticleFactory(published_at=NOW - dt.timedelta(days=days // 2))
        version = ArticleVersionFactory(article=article)
        StatementFactory(version=version, confidence=confidence)
    asked = Asked(sort=sort)
    ordered = list(entries_for(asked, ada).order_by(*SORTS[sort].order_by()))

    first = read_page(asked, ada)
    second = read_page(asked, ada, after=first.next_place)
    third = read_page(asked, ada, after=second.next_place)
    back = read_page(asked, ada, before=third.previous_place)

    assert [*first.entries, *second.entries, *third.entries] == ordered
    assert (first.previous_place, third.next_place) == ("", "")
    assert back.entries == second.entries


@given(
    rows=st.lists(
        st.tuples(st.integers(0, 3), st.sampled_from([0.3, 0.6, 0.9])), min_size=1, max_size=6
    ),
    sort=st.sampled_from(sorted(SORTS)),
)
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_walking_from_place_to_place_visits_the_whole_queue_in_order(ada, rows, sort):
    QueueEntry.objects.all().delete()
    for days, confidence in rows:
        article = ArticleFactory(published_at=NOW - dt.timedelta(days=days))
        version = ArticleVersionFactory(article=article)
        StatementFactory(version=version, confidence=confidence)
    order, asked = SORTS[sort], Asked(sort=sort)
    expected = list(
        entries_for(asked, ada).order_by(*order.order_by()).values_list("pk", flat=True)
    )

    walked, place = [], None
    while True:
        entries = entries_for(asked, ada).order_by(*order.order_by())
        entry = (entries.filter(order.beyond(place)) if place else entries).first()
        if entry is None:
            break
        walked.append(entry.pk)
        place = order.read_place(order.place_of(entry))

    assert walked == expected


def plans_of(captured):
    """The plans of what was asked of the queue: an address without filters, so an index should answer."""
    asked = [
        q["sql"] for q in captured if re.match(r"SELECT (?!COUNT).*claims_queueentry", q["sql"])
    ]
    with connection.cursor() as cursor:
        for sql in asked:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
            yield " | ".join(row[3] for row in cursor.fetchall())


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("whose", ["all", "desk", "mine"])
def test_the_queue_is_entered_by_an_index_and_never_sorted(ada, three, sort, whose):
    if connection.vendor != "sqlite":
        pytest.skip("plans of small tables say nothing on PostgreSQL; bench/ measures there")
    if (whose, sort) not in INDEXED:
        pytest.skip("few statements are one editor's: they may be sorted")
    desk = DeskFactory(slug="port")
    desk.editors.add(ada)
    QueueEntry.objects.update(desk=desk, editor=ada if whose == "mine" else None)
    asked = Asked(whose=whose, sort=sort)

    with CaptureQueriesContext(connection) as captured:
        first = take_next(asked, ada)
        take_next(asked, ada, after=SORTS[sort].place_of(first))
        read_page(asked, ada, after=SORTS[sort].place_of(first))
    plans = list(plans_of(captured.captured_queries))

    assert len(plans) >= 3
    for plan in plans:
        assert "TEMP B-TREE" not in plan
        assert "SCAN claims_queueentry |" not in f"{plan} |"
