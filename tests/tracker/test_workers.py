"""What happens to the jobs of a worker that died."""

from __future__ import annotations

import datetime as dt
import os
import socket

import pytest
from django.utils import timezone
from django_q.models import OrmQ, Success
from django_q.tasks import async_task

from tracker.models import WorkerBeat
from tracker.workers import SILENT_AFTER_S, live_workers, release_orphans, remove_beat, store_beat

pytestmark = pytest.mark.django_db
NO_SUCH_PID = 2**22 + 1


@pytest.fixture
def taken_job() -> OrmQ:
    return OrmQ.objects.create(
        key="crossclaim", payload="", lock=timezone.now() + dt.timedelta(minutes=10)
    )


def is_waiting(job: OrmQ) -> bool:
    job.refresh_from_db()
    return job.lock <= timezone.now()


def test_a_job_taken_by_a_killed_worker_of_this_machine_is_released(taken_job):
    WorkerBeat.objects.create(host=socket.gethostname(), pid=NO_SUCH_PID)

    assert release_orphans() == 1
    assert is_waiting(taken_job)


def test_a_job_is_kept_while_another_worker_lives(taken_job):
    WorkerBeat.objects.create(host="another-machine", pid=1)

    assert release_orphans() == 0
    assert not is_waiting(taken_job)


def test_a_job_is_released_once_the_other_worker_fell_silent(taken_job):
    silent = timezone.now() - dt.timedelta(seconds=SILENT_AFTER_S + 1)
    WorkerBeat.objects.create(host="another-machine", pid=1, seen_at=silent)

    assert release_orphans() == 1


def test_a_row_left_by_our_own_number_is_not_taken_for_another_worker(taken_job):
    WorkerBeat.objects.create(host=socket.gethostname(), pid=os.getpid())

    assert release_orphans() == 1


def test_two_beats_of_one_worker_are_one_row():
    store_beat()
    store_beat()

    assert live_workers().count() == 1


def test_a_worker_that_leaves_takes_its_row_away():
    store_beat()

    remove_beat()

    assert not live_workers().exists()


@pytest.mark.everywhere
@pytest.mark.slow
class TestRealWorker:
    """With a process of its own, as in the house."""

    def test_a_queued_job_is_done(self, worker, wait_until):
        async_task("math.factorial", 5)

        done = Success.objects.filter(func="math.factorial")
        wait_until(done.exists, what="the job")
        assert done.get().result == 120

    def test_a_job_of_a_killed_worker_is_taken_up_by_the_next(self, start_worker, wait_until):
        first = start_worker()
        async_task("time.sleep", 3)
        wait_until(
            OrmQ.objects.filter(lock__gt=timezone.now()).exists, what="the taking of the job"
        )

        first.kill()
        first.wait()
        start_worker()

        # The worker's own "keep up" job may stand in the queue for a moment; it is not the one this is about.
        wait_until(Success.objects.filter(func="time.sleep").exists, what="the job")
        wait_until(lambda: not OrmQ.objects.exists(), what="the emptying of the queue")
