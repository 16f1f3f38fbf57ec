"""Fixtures that every test may ask for, and the rules that hold for all of them."""

from __future__ import annotations

import os

os.environ.setdefault("DEBUG", "1")
# Playwright runs an event loop in the test's thread; Django would refuse the database there.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest
from django.conf import settings as django_settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser, Group
from django.core.cache import cache
from django.db import connection, connections
from django.test import Client
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from claims.contrast.kept import forget_all
from claims.triggers import freeze_events, thaw_log
from partners.models import Recount, Touch
from tracker.workers import live_workers

ROOT = Path(__file__).resolve().parent.parent
IS_POSTGRES = "postgresql" in django_settings.DATABASES["default"]["ENGINE"]
TRANSACTIONAL = {"transactional_db", "live_server"}
WORKER_START_S = 30.0
CAST = ("viewer", "editor", "curator", "administrator")


def need_or_skip(sentence: str) -> NoReturn:
    """Skip the test for want of something; on CI, where nothing may be wanting, fail instead."""
    if os.environ.get("CI") == "true":
        pytest.fail(sentence)
    pytest.skip(sentence)


def pytest_configure() -> None:
    """Settings that every test wants: quick passwords, plain static files, no lock-out, quiet logs."""
    django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    django_settings.AXES_ENABLED = False
    django_settings.STORAGES = {
        **django_settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    django_settings.WHITENOISE_AUTOREFRESH = True
    django_settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    if not IS_POSTGRES:  # two runs at once must not share a file
        own_file = django_settings.VAR_DIR / f"test-{os.getpid()}.sqlite3"
        django_settings.DATABASES["default"]["TEST"]["NAME"] = own_file


def _asks_database(item: pytest.Item) -> bool:
    fixtures = getattr(item, "fixturenames", ())
    return (
        item.get_closest_marker("django_db") is not None
        or "db" in fixtures
        or bool(TRANSACTIONAL & set(fixtures))
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out, on SQLite, what is about PostgreSQL, and on PostgreSQL what asks no database; keep migrations' rows.

    A transactional test empties every table at its end, what migrations stored included. Under xdist others may
    follow it, so `_rows_come_back` puts the rows back that `serialized_rollback` has set aside.
    """
    if IS_POSTGRES:
        asking = [item for item in items if _asks_database(item)]
        config.hook.pytest_deselected(items=[item for item in items if not _asks_database(item)])
        items[:] = asking
    skip = pytest.mark.skip(reason="is about PostgreSQL: scripts/with_postgres.py runs it there")
    for item in items:
        if item.get_closest_marker("postgres") and not IS_POSTGRES:
            item.add_marker(skip)
        marker = item.get_closest_marker("django_db")
        kwargs = marker.kwargs if marker else {}
        if kwargs.get("transaction") or TRANSACTIONAL & set(getattr(item, "fixturenames", ())):
            whole = {**kwargs, "transaction": True, "serialized_rollback": True}
            item.add_marker(pytest.mark.django_db(**whole), append=False)
            item.fixturenames.insert(0, "_rows_come_back")  # type: ignore[attr-defined]
            item.fixturenames.append("_log_can_be_emptied")  # type: ignore[attr-defined]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> None:
    """Let every connection know the migrated rows: Playwright's event loop is given one of its own."""
    first = connections["default"]
    rows = getattr(first, "_test_serialized_contents", None)
    if rows is not None:
        type(first)._test_serialized_contents = rows  # type: ignore[attr-defined]


@pytest.fixture
def _rows_come_back(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Put back what migrations stored, after the tables were emptied."""
    yield
    with django_db_blocker.unblock():
        rows = connection._test_serialized_contents  # type: ignore[attr-defined]
        connection.creation.deserialize_db_from_string(rows)
        freeze_events(using="default")
        for noted in (Touch, Recount):  # emptying the tables was noted on SQLite
            noted.objects.all().delete()
        connection.close()


@pytest.fixture
def _log_can_be_emptied(transactional_db: None) -> Iterator[None]:
    """Take the log's triggers away before the tables are emptied: SQLite empties them by deleting rows."""
    yield
    thaw_log(connection)


@pytest.fixture
def make_member(db: None) -> Callable[..., AbstractUser]:
    """Return a function that makes a user and puts them into the group named."""

    def make(group: str, username: str = "", **fields: Any) -> AbstractUser:
        is_staff = group in {"editor", "curator", "administrator"}
        user = get_user_model().objects.create_user(
            username or group, password="secret", **{"is_staff": is_staff, **fields}
        )
        user.groups.add(Group.objects.get(name=group))
        return user

    return make


@pytest.fixture
def viewer(make_member: Callable[..., AbstractUser]) -> AbstractUser:
    """Someone who may read and change nothing."""
    return make_member("viewer")


@pytest.fixture
def editor(make_member: Callable[..., AbstractUser]) -> AbstractUser:
    """Someone who reviews statements and links them to claims."""
    return make_member("editor")


@pytest.fixture
def curator(make_member: Callable[..., AbstractUser]) -> AbstractUser:
    """Someone who keeps the registry of speakers and outlets."""
    return make_member("curator")


@pytest.fixture
def administrator(make_member: Callable[..., AbstractUser]) -> AbstractUser:
    """Someone who may do everything the groups allow."""
    return make_member("administrator")


@pytest.fixture
def client_as(make_member: Callable[..., AbstractUser]) -> Callable[[str | AbstractUser], Client]:
    """Return a function giving a client logged in as a user, as one of the `CAST`, or as "nobody"."""

    def login(who: str | AbstractUser) -> Client:
        client = Client()
        if who == "nobody":
            return client
        if isinstance(who, str):
            who = get_user_model().objects.filter(username=who).first() or make_member(who)
        client.force_login(who)  # type: ignore[arg-type]
        return client

    return login


@pytest.fixture
def wait_until() -> Callable[..., None]:
    """Return a function that waits until a condition holds, and fails with a sentence when it never does."""

    def wait(
        holds: Callable[[], object], *, within_s: float = 20.0, what: str = "the condition"
    ) -> None:
        deadline = time.monotonic() + within_s
        while not holds():
            assert time.monotonic() < deadline, f"{what} did not come about within {within_s} s"
            time.sleep(0.1)

    return wait


@pytest.fixture(autouse=True)
def _count_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Write what partners' keys were used for with each request, so that every test sees the same."""
    monkeypatch.setattr("partners.services.usage.WRITE_EVERY_S", 0.0)


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    """Empty the cache after a test, and forget the reader's zone: neither must reach the next one."""
    yield
    cache.clear()
    forget_all()
    timezone.deactivate()


@pytest.fixture
def database_url() -> str:
    """The URL by which another process reaches the test database."""
    values = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{values['NAME']}"
    folder = values["OPTIONS"].get("host") or values["HOST"]
    return f"postgres://{values['USER']}:{values['PASSWORD']}@/{values['NAME']}?host={folder}"


@pytest.fixture
def start_worker(
    transactional_db: None, database_url: str, tmp_path: Path
) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    """Return a function that starts a real worker on the test's database; all are stopped at the end."""
    started: list[subprocess.Popen[bytes]] = []
    environment = {**os.environ, "DATABASE_URL": database_url, "DEBUG": "1", "LOG_LEVEL": "INFO"}
    command = [sys.executable, str(ROOT / "manage.py"), "worker"]

    def start() -> subprocess.Popen[bytes]:
        log = tmp_path / f"worker-{len(started)}.log"
        with log.open("wb") as out:
            process = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=out, stderr=out)
        started.append(process)
        deadline = time.monotonic() + WORKER_START_S
        while not live_workers().filter(pid=process.pid).exists():
            assert process.poll() is None, f"the worker ended at once:\n{log.read_text()}"
            assert time.monotonic() < deadline, (
                f"no worker within {WORKER_START_S} s:\n{log.read_text()}"
            )
            time.sleep(0.1)
        return process

    yield start
    for process in started:
        _end(process)


@pytest.fixture
def worker(start_worker: Callable[[], subprocess.Popen[bytes]]) -> subprocess.Popen[bytes]:
    """A real worker process on the test's database."""
    return start_worker()


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
