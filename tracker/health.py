"""Whether the site can do its work: asked by monitors, load balancers and `make run`."""

from __future__ import annotations

import time
from typing import Any

from django.db import DatabaseError, connection
from django.db.models import Min
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_q.models import OrmQ

from tracker.workers import live_workers


@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """Answer 200 when pages can be served, 503 when the database is away.

    `status` is `ok`, `degraded` (pages work, but no worker lives and new articles wait) or `down`.
    Without a worker the answer stays 200: taking a web process out of service would help nobody.
    """
    try:
        database, queue = _database_health(), _queue_health()
    except DatabaseError:
        down = {"ok": False, "engine": connection.vendor, "latency_ms": None}
        unknown = {"ok": False, "waiting": None, "oldest_s": None, "workers": None}
        return JsonResponse({"status": "down", "database": down, "queue": unknown}, status=503)
    status = "ok" if queue["ok"] else "degraded"
    return JsonResponse({"status": status, "database": database, "queue": queue})


def _database_health() -> dict[str, Any]:
    started = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    latency_ms = round((time.perf_counter() - started) * 1000, 1)
    return {"ok": True, "engine": connection.vendor, "latency_ms": latency_ms}


def _queue_health() -> dict[str, Any]:
    """Count the jobs nobody has taken, how long the first has waited, and who could take them."""
    now = timezone.now()
    waiting = OrmQ.objects.filter(lock__lte=now)
    oldest = waiting.aggregate(oldest=Min("lock"))["oldest"]
    workers = live_workers().count()
    return {
        "ok": workers > 0,
        "waiting": waiting.count(),
        "oldest_s": round((now - oldest).total_seconds()) if oldest else 0,
        "workers": workers,
    }
