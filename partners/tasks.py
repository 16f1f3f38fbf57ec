"""What the worker does for partners."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable

from django.conf import settings
from django.utils import timezone
from django_q.tasks import async_task

from partners.dump_files import write_files
from partners.services.counting import count_claims
from partners.services.delivering import forget_old_messages
from partners.services.dumping import (
    DUMP_TASK,
    fail_dump,
    give_up_dumps,
    remove_old_dumps,
    request_dump,
    write_parts,
)
from partners.services.feed import publish_changes
from partners.services.idempotency import forget_old_requests

WRITE_FOR_S = 240.0
DUMP_TAKES_LESS = dt.timedelta(days=1)


def keep_feed(*, within_s: float = 1.0) -> int:
    """Number what was written lately, for as long as there is something and time; return how many touches were taken."""
    return _go_on(publish_changes, within_s)


def keep_counts(*, within_s: float = 1.0) -> int:
    """Count the claims that something was written about, as long as there is time; return how many were counted."""
    return _go_on(count_claims, within_s)


def _go_on(step: Callable[[], int], within_s: float) -> int:
    """Take steps until one finds nothing to do, or the time is over; return how much they did in all."""
    end_s = time.monotonic() + within_s
    n_all = 0
    while n := step():
        n_all += n
        if time.monotonic() > end_s:
            break
    return n_all


def tidy_up() -> None:
    """Forget what nobody looks for any more: messages long delivered, requests of yesterday, dumps that got stuck."""
    forget_old_messages()
    forget_old_requests()
    give_up_dumps(before=timezone.now() - DUMP_TAKES_LESS)


def request_nightly_dump() -> None:
    """Order the dump of the night."""
    request_dump()


def write_dump(dump_id: int) -> None:
    """Go on with a dump; hand the rest to another job before the queue would take this one for lost."""
    try:
        is_unfinished = write_parts(dump_id=dump_id, within_s=WRITE_FOR_S, write=write_files)
    except OSError as error:  # no room, or no right to write
        fail_dump(dump_id=dump_id, error=str(error))
        raise
    if is_unfinished:
        async_task(DUMP_TASK, dump_id)
    else:
        remove_old_dumps(keep=settings.DUMPS_KEPT)
