"""`manage.py worker`: does the background work of the queue until it is told to stop."""

from __future__ import annotations

import ctypes
import datetime as dt
import logging
import os
import signal
import sys
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections, connections
from django.utils import timezone
from django_q.cluster import Cluster
from django_q.models import Schedule

from partners.courier import Courier
from partners.tasks import keep_counts, keep_feed
from tracker.settling import settle
from tracker.workers import BEAT_EVERY_S, release_orphans, remove_beat, store_beat

logger = logging.getLogger(__name__)
PR_SET_PDEATHSIG = 1
FEED_EVERY_S = 1.0


class Command(BaseCommand):
    """Runs django-q2's cluster, counts claims and numbers changes for partners, and says every few seconds that it lives."""

    help = "Read articles, find statements, poll feeds and deliver webhooks: the work that pages only order."

    def handle(self, *_args: Any, **_options: Any) -> None:
        # Without this a killed worker leaves children behind that go on taking jobs nobody watches over.
        os.register_at_fork(after_in_child=_end_with_parent)
        n_released = release_orphans()
        store_beat()
        Schedule.objects.update_or_create(
            name="keep up",
            defaults={
                "func": "claims.tasks.keep_up",
                "schedule_type": Schedule.MINUTES,
                "minutes": 1,
            },
        )
        Schedule.objects.update_or_create(
            name="search alerts",
            defaults={
                "func": "tracker.tasks.send_alerts",
                "schedule_type": Schedule.MINUTES,
                "minutes": 2,
            },
        )
        Schedule.objects.get_or_create(
            name="nightly dump",
            defaults={
                "func": "partners.tasks.request_nightly_dump",
                "schedule_type": Schedule.DAILY,
                "next_run": _tonight(),
            },
        )
        Schedule.objects.update_or_create(
            name="statistics",
            defaults={
                "func": "tracker.statistics.refresh_statistics",
                "schedule_type": Schedule.DAILY,
            },
        )
        Schedule.objects.update_or_create(
            name="partners' tidying",
            defaults={"func": "partners.tasks.tidy_up", "schedule_type": Schedule.HOURLY},
        )
        self.stdout.write(
            f"Worker: {settings.Q_CLUSTER['workers']} process(es) reading articles and finding statements; "
            f"{n_released} interrupted job(s) taken up again. Ctrl-C stops after the job in hand."
        )
        settle()
        connections.close_all()  # the children must not inherit ours
        cluster = Cluster()
        cluster.start()
        beaten_s, courier = 0.0, Courier()
        while cluster.sentinel.is_alive():
            cluster.sentinel.join(FEED_EVERY_S)
            _keep("no claim was counted", keep_counts)
            _keep("the change feed was left alone", keep_feed)
            _keep("no webhook was told", courier.tick)
            if time.monotonic() - beaten_s >= BEAT_EVERY_S:
                _keep("no sign of life could be stored", store_beat)
                beaten_s = time.monotonic()
        courier.close()
        remove_beat()
        if cluster.sentinel.exitcode:
            raise SystemExit(
                f"The work queue ended by itself with status {cluster.sentinel.exitcode}."
            )


def _tonight() -> dt.datetime:
    """Return the next half past two at night, in the site's time zone."""
    now = timezone.localtime()
    then = now.replace(hour=2, minute=30, second=0, microsecond=0)
    return then if then > now else then + dt.timedelta(days=1)


def _keep(otherwise: str, work: Callable[[], object]) -> None:
    """Do `work`; a database that is away for a moment must not end the worker."""
    try:
        close_old_connections()
        work()
    except DatabaseError as error:
        logger.warning("%s: %s", otherwise, error)


def _end_with_parent() -> None:
    """Ask the kernel, where it can, to kill this child when its parent dies."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
