"""The throw-away PostgreSQL: there for the command, gone after it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from scripts.with_postgres import MISSING, find_binaries
from tests.conftest import ROOT, need_or_skip

ASK = "import os, psycopg; print(psycopg.connect(os.environ['DATABASE_URL']).execute('select 6 * 7').fetchone()[0])"


def run(*command: str) -> subprocess.CompletedProcess[str]:
    if find_binaries() is None:
        need_or_skip(MISSING)
    wrapper = [sys.executable, str(ROOT / "scripts" / "with_postgres.py")]
    return subprocess.run([*wrapper, *command], capture_output=True, text=True, check=False)


def test_the_command_reaches_a_database():
    done = run(sys.executable, "-c", ASK)

    assert (done.returncode, done.stdout.strip()) == (0, "42"), done.stderr


@pytest.mark.parametrize("status", [0, 3])
def test_the_status_is_handed_on_and_the_server_is_gone(status):
    done = run("sh", "-c", f"echo $DATABASE_URL; exit {status}")

    assert done.returncode == status
    assert not Path(done.stdout.strip().partition("host=")[2]).exists()
