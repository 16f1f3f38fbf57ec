"""What keys were used for: counted by day, with the last problems.

Counts wait in memory for a second at most, so that a partner who reads fast does not write as fast. A process that is
killed forgets what it had not written.
"""

from __future__ import annotations

import datetime as dt
import logging
import threading
import time
from collections import Counter
from dataclasses import dataclass, field

from django.db import DatabaseError, connections, transaction
from django.db.models import F

from partners.models import KeyProblem, KeyUsage

logger = logging.getLogger(__name__)
WRITE_EVERY_S = 1.0
N_PROBLEMS_KEPT = 100
Day = tuple[int, dt.date]


@dataclass(slots=True)
class _Waiting:
    counts: dict[Day, Counter[str]] = field(default_factory=dict)
    written_s: float = 0.0
    is_timed: bool = False
    lock: threading.Lock = field(default_factory=threading.Lock)


_waiting = _Waiting()


def note_answer(*, key_id: int, status: int) -> None:
    """Count an answer to a key: at once, or with others within a second."""
    now, today = time.monotonic(), dt.datetime.now(dt.UTC).date()
    with _waiting.lock:
        counts = _waiting.counts.setdefault((key_id, today), Counter())
        counts.update(["n_requests", *_kind(status)])
        is_due = now - _waiting.written_s >= WRITE_EVERY_S
        if is_due:
            _waiting.written_s = now
        elif not _waiting.is_timed:
            _waiting.is_timed = True
            timer = threading.Timer(WRITE_EVERY_S, _write_later)
            timer.daemon = True
            timer.start()
    if is_due:
        write_counts()


def write_counts() -> None:
    """Write what waits in this process."""
    with _waiting.lock:
        counts, _waiting.counts = _waiting.counts, {}
    for (key_id, day), counted in counts.items():
        with transaction.atomic():
            row, _is_new = KeyUsage.objects.get_or_create(key_id=key_id, on=day)
            KeyUsage.objects.filter(pk=row.pk).update(
                **{column: F(column) + n for column, n in counted.items()}
            )


def _write_later() -> None:
    """Write what is left of a burst, on a connection of this thread's own."""
    with _waiting.lock:
        _waiting.is_timed = False
    try:
        write_counts()
    except DatabaseError as error:
        logger.warning("the use of keys was not counted: %s", error)
    finally:
        connections.close_all()


def note_problem(*, key_id: int, method: str, path: str, status: int, detail: str) -> None:
    """Keep a request that was refused or failed, for the partner to see; the oldest make room."""
    KeyProblem.objects.create(
        key_id=key_id, method=method, path=path[:500], status=status, detail=detail[:500]
    )
    of_key = KeyProblem.objects.filter(key=key_id).order_by("-pk")
    oldest = of_key.values_list("pk", flat=True)[N_PROBLEMS_KEPT : N_PROBLEMS_KEPT + 1].first()
    if oldest is not None:
        of_key.filter(pk__lte=oldest).delete()


def _kind(status: int) -> list[str]:
    if status == 429:
        return ["n_throttled"]
    if status >= 500:
        return ["n_failed"]
    return ["n_refused"] if status >= 400 else []
