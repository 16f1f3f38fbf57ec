"""Run every test: on PostgreSQL those that touch the database, then all of them on SQLite.

    python scripts/run_tests.py [PYTEST_ARGUMENT...]

With CI=true a missing PostgreSQL or Chromium is a failure; elsewhere what needs it is skipped, with a
sentence. The run on SQLite comes last, so the last lines count every test.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scripts.with_postgres import MISSING, find_binaries  # noqa: E402 - the line above makes it findable

PYTEST = [sys.executable, "-m", "pytest", "-n", "2", "--dist", "loadfile"]
ON_POSTGRES = "(not slow and not browser) or everywhere"


def main(arguments: Sequence[str]) -> int:
    """Run both halves, the second even when the first fails; return 1 if either failed."""
    on_postgres = _run_on_postgres(arguments)
    sys.stdout.write("\n== Every test, on SQLite\n")
    sys.stdout.flush()
    on_sqlite = _run([*PYTEST, *arguments], DATABASE_URL=None)
    if on_postgres:
        sys.stdout.write("The run on PostgreSQL, further up, failed.\n")
    return int(bool(on_postgres or on_sqlite))


def _run_on_postgres(arguments: Sequence[str]) -> int:
    if find_binaries() is None:
        sys.stdout.write(f"{MISSING}. Without it the tests run on SQLite only.\n")
        return int(os.environ.get("CI") == "true")
    sys.stdout.write("== The tests that touch the database, on PostgreSQL\n")
    sys.stdout.flush()
    wrapper = [sys.executable, str(ROOT / "scripts" / "with_postgres.py")]
    return _run([*wrapper, *PYTEST, "-m", ON_POSTGRES, *arguments])


def _run(command: Sequence[str], **changes: str | None) -> int:
    """Run `command` from the top of the project; None takes a variable out of its environment."""
    environment = {**os.environ, "DEBUG": "1", **changes}
    kept = {name: value for name, value in environment.items() if value is not None}
    return subprocess.run(command, cwd=ROOT, env=kept, check=False).returncode  # noqa: S603 - our own command


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
