"""Pointing this process, and those it starts, at the database of a benchmark."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

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
