"""Which workers are alive, and what happens to the work of one that died."""

from __future__ import annotations

import datetime as dt
import os
import socket

from django.db.models import QuerySet
from django.utils import timezone
from django_q.models import OrmQ

from tracker.models import WorkerBeat

BEAT_EVERY_S = 10
SILENT_AFTER_S = 35


def live_workers() -> QuerySet[WorkerBeat]:
    """Return the workers that gave a sign of life lately."""
    return WorkerBeat.objects.filter(
        seen_at__gte=timezone.now() - dt.timedelta(seconds=SILENT_AFTER_S)
    )


def store_beat() -> None:
    """Note that this process is alive."""
    WorkerBeat.objects.update_or_create(
        host=socket.gethostname(), pid=os.getpid(), defaults={"seen_at": timezone.now()}
    )


def remove_beat() -> None:
    """Note that this process is leaving."""
    WorkerBeat.objects.filter(host=socket.gethostname(), pid=os.getpid()).delete()


def remove_dead_beats() -> None:
    """Forget workers that fell silent, and those of this machine whose process is gone."""
    living = live_workers()
    WorkerBeat.objects.exclude(pk__in=living.values("pk")).delete()
    for beat in living.filter(host=socket.gethostname()):
        if beat.pid == os.getpid() or not _is_running(beat.pid):
            beat.delete()


def release_orphans() -> int:
    """Hand back at once the jobs that dead workers had taken; return how many.

    The queue would do so by itself after `Q_CLUSTER["retry"]` seconds. Nothing is released while another
    worker lives, because a taken job does not say whose it is. A job done twice does no harm: its run or
    attempt is a row that only one of them can finish.
    """
    remove_dead_beats()
    if live_workers().exists():
        return 0
    n_released: int = OrmQ.objects.filter(lock__gt=timezone.now()).update(lock=timezone.now())
    return n_released


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
