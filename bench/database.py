"""Pointing this process, and those it starts, at the database of a benchmark."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg.sql import SQL, Identifier

ROOT = Path(__file__).resolve().parent.parent


def environment_of(database: str) -> dict[str, str]:
    """Return the variables under which `database`, a file or a URL, is the project's own.

    Everything else that the project keeps lies beside the file, or in `var/` under the digest of the URL.
    """
    is_url = "://" in database
    path = Path(database).resolve()
    folder = ROOT / "var" / "archive" / hashlib.sha256(database.encode()).hexdigest()[:12]
    return {
        "DATABASE_URL": database if is_url else f"sqlite:///{path}",
        "CROSSCLAIM_VAR": str(folder if is_url else path.parent / f"{path.stem}-var"),
        "DEBUG": "1",
        "LOG_LEVEL": "ERROR",
        "DJANGO_SETTINGS_MODULE": "tracker.settings",
    }


def open_database(database: str) -> None:
    """Set Django up on `database`; once a process."""
    values = environment_of(database)
    Path(values["CROSSCLAIM_VAR"]).mkdir(parents=True, exist_ok=True)
    os.environ |= values
    import django

    django.setup()
    from django.conf import settings

    settings.DEBUG = False  # no log of every query
    settings.ALLOWED_HOSTS = ["*"]


def databases(name: str, *, is_new: bool = False) -> Iterator[tuple[str, str]]:
    """Yield the engine and address of a database for a benchmark: a file in `var/bench/`, and one on PostgreSQL.

    The server is that of `CROSSCLAIM_BENCH_URL`; without it SQLite alone is measured. What is there is kept unless `is_new`.
    """
    path = ROOT / "var" / "bench" / f"{name}.sqlite3"
    path.parent.mkdir(parents=True, exist_ok=True)
    if is_new:
        path.unlink(missing_ok=True)
    yield "SQLite", str(path)
    if server := os.environ.get("CROSSCLAIM_BENCH_URL"):
        yield "PostgreSQL", _on_server(server, name, is_new=is_new)


def _on_server(server: str, name: str, *, is_new: bool) -> str:
    with psycopg.connect(server, autocommit=True) as connection:
        word = Identifier(name)
        if is_new:
            connection.execute(SQL("DROP DATABASE IF EXISTS {}").format(word))
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if known.fetchone() is None:
            connection.execute(SQL("CREATE DATABASE {}").format(word))
    return urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
