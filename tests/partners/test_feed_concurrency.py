"""Writers, readers and two processes that number changes, all at once: nothing is skipped, nothing comes twice."""

import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections, transaction
from rest_framework.test import APIClient

from claims.models import Claim, Question, Statement
from partners.models import Change
from partners.services.feed import publish_all_changes, publish_changes
from tests.factories import ApiKeyFactory, ClaimFactory, ClaimLinkFactory
from tests.partners.mirroring import Mirror, follow, read_lists

N_WRITERS, N_WRITES = 4, 25


@pytest.fixture
def api(transactional_db):
    ApiKeyFactory(key="test-key")
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION="Bearer test-key")
    return client


def on_own_connection(work):
    def run(*args):
        try:
            return work(*args)
        finally:
            connections.close_all()

    return run


@on_own_connection
def write(number, claims, statements):
    """Write in transactions that stay open for a while, some of which are given up."""
    chance = random.Random(number)  # noqa: S311 - the same acts every time
    for n in range(N_WRITES):
        with transaction.atomic():
            claim = chance.choice(claims)
            Claim.objects.filter(pk=claim).update(text=f"Writer {number}, act {n}.")
            time.sleep(chance.random() * 0.01)
            status = chance.choice(["accepted", "withdrawn"])
            Statement.objects.filter(pk=chance.choice(statements)).update(status=status)
            ClaimFactory(question=Question.objects.get(pk=number + 1))
            transaction.set_rollback(chance.random() < 0.2)


@pytest.mark.django_db(transaction=True)
def test_a_mirror_that_follows_busy_writers_ends_equal(api):
    links = [ClaimLinkFactory(claim__question__pk=n + 1) for n in range(N_WRITERS)]
    claims, statements = [x.claim_id for x in links], [x.statement_id for x in links]
    is_over = threading.Event()

    @on_own_connection
    def number_changes():
        while not is_over.is_set():
            publish_changes(limit=7)
            time.sleep(0.005)

    @on_own_connection
    def mirror_changes():
        mirror = Mirror(api)
        while not is_over.is_set():
            mirror.catch_up()
        return mirror

    with ThreadPoolExecutor() as pool:
        background = [pool.submit(number_changes) for _ in range(2)]
        following = pool.submit(mirror_changes)
        writers = [pool.submit(write, n, claims, statements) for n in range(N_WRITERS)]
        for writer in writers:
            writer.result()
        is_over.set()
        for numbering in background:
            numbering.result()
        mirror = following.result()
    publish_all_changes()
    mirror.catch_up()

    assert mirror.things == read_lists(api)
    numbers = [entry["sequence"] for entry in mirror.entries]
    assert numbers == list(range(1, Change.objects.count() + 1))
    assert len(numbers) > N_WRITERS * N_WRITES / 2


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_write_that_is_long_in_committing_is_not_passed_over(api):
    """The first writer's touch has the lower key and is committed last."""
    slow, quick = ClaimFactory(), ClaimFactory()
    _, token = follow(api)
    is_written, may_commit = threading.Event(), threading.Event()

    @on_own_connection
    def write_slowly():
        with transaction.atomic():
            Claim.objects.filter(pk=slow.pk).update(text="Slow.")
            is_written.set()
            assert may_commit.wait(10)

    with ThreadPoolExecutor() as pool:
        writing = pool.submit(write_slowly)
        assert is_written.wait(10)
        Claim.objects.filter(pk=quick.pk).update(text="Quick.")
        first, token = follow(api, token, type="claim")
        may_commit.set()
        writing.result()
    second, _ = follow(api, token, type="claim")

    assert [e["id"] for e in first] == [quick.pk]
    assert [e["id"] for e in second] == [slow.pk]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_numbers_are_committed_in_their_order(api):
    """Who numbers holds the state: a second one waits, so no number is seen before a lower one."""
    ClaimFactory()
    publish_all_changes()
    Claim.objects.update(text="One.")
    is_waiting = threading.Event()

    @on_own_connection
    def publish_second():
        is_waiting.set()
        return publish_changes()

    with ThreadPoolExecutor() as pool:
        with transaction.atomic():
            assert publish_changes() > 0
            second = pool.submit(publish_second)
            assert is_waiting.wait(10)
            assert wait_for_lock()
            assert not second.done()
        second.result()

    assert list(Change.objects.values_list("sequence", flat=True)) == list(
        range(1, Change.objects.count() + 1)
    )


def wait_for_lock():
    """Wait until another connection waits for a lock of ours."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return True
        time.sleep(0.02)
    return False
