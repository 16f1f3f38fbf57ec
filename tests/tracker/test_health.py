"""`/healthz`: what a monitor learns."""

from __future__ import annotations

import datetime as dt
from unittest import mock

import pytest
from django.db import DatabaseError, connection
from django.test import RequestFactory
from django.utils import timezone
from django_q.models import OrmQ

from tracker.health import healthz
from tracker.models import WorkerBeat
from tracker.workers import SILENT_AFTER_S

pytestmark = pytest.mark.django_db


def ask() -> tuple[int, dict]:
    import json

    response = healthz(RequestFactory().get("/healthz"))
    return response.status_code, json.loads(response.content)


def test_a_live_worker_makes_it_ok():
    WorkerBeat.objects.create(host="here", pid=1)

    code, health = ask()

    assert (code, health["status"]) == (200, "ok")
    assert health["queue"] == {"ok": True, "waiting": 0, "oldest_s": 0, "workers": 1}


def test_the_database_says_what_it_is():
    _, health = ask()

    assert health["database"]["engine"] == connection.vendor
    assert health["database"]["latency_ms"] >= 0


def test_without_a_worker_pages_still_count_as_served():
    code, health = ask()

    assert (code, health["status"], health["queue"]["ok"]) == (200, "degraded", False)


def test_a_worker_that_fell_silent_is_not_counted():
    silent = timezone.now() - dt.timedelta(seconds=SILENT_AFTER_S + 1)
    WorkerBeat.objects.create(host="here", pid=1, seen_at=silent)

    _, health = ask()

    assert health["queue"]["workers"] == 0


def test_waiting_jobs_are_counted_and_taken_ones_are_not():
    now = timezone.now()
    OrmQ.objects.create(key="crossclaim", payload="", lock=now - dt.timedelta(seconds=90))
    OrmQ.objects.create(key="crossclaim", payload="", lock=now + dt.timedelta(seconds=90))

    _, health = ask()

    assert health["queue"]["waiting"] == 1
    assert 89 <= health["queue"]["oldest_s"] <= 95


def test_a_database_that_is_away_answers_503():
    with mock.patch.object(connection, "cursor", side_effect=DatabaseError("away")):
        code, health = ask()

    assert (code, health["status"]) == (503, "down")


def test_only_reading_is_allowed():
    response = healthz(RequestFactory().post("/healthz"))

    assert response.status_code == 405


def test_no_cache_may_keep_the_answer():
    response = healthz(RequestFactory().get("/healthz"))

    assert "no-store" in response.headers["Cache-Control"]
