"""Serve the demo: prepare its data, run web and worker side by side, and stop both together.

    python scripts/serve.py [--port 8000]

Everything it keeps lies in `var/` (or CROSSCLAIM_VAR). It listens on a loopback address only.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
START_S = 60.0
STOP_S = 20.0
PR_SET_PDEATHSIG = 1

WELCOME = """
Crossclaim is ready:  {url}

  log in as   editor, curator, admin or partner      password  crossclaim-demo
  partners    Authorization: Bearer demo-partner-key      {url}api/docs/

Press Ctrl-C to stop. Your data stays in {var} for the next time.
"""


def main() -> int:
    """Serve until a signal comes or a process ends; return the exit status."""
    parser = argparse.ArgumentParser(description="Serve the Crossclaim demo.")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--end-with-parent", action="store_true", help="stop when the caller dies")
    options = parser.parse_args()
    if options.end_with_parent:
        end_with_parent()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _leave)
    check_port(options.port)
    environment = demo_environment(options.port)
    manage = [sys.executable, str(ROOT / "manage.py")]
    prepared = _run_to_end([*manage, "prepare_demo"], environment)
    if prepared:
        return prepared
    return supervise(
        {"web": web_command(options.port), "worker": [*manage, "worker"]},
        environment,
        url=f"http://{HOST}:{options.port}/",
    )


def check_port(port: int) -> None:
    """Stop with one sentence when something else listens on `port`."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except (OSError, OverflowError) as error:
            raise SystemExit(
                f"Port {port} cannot be used ({error}). Stop what is using it, or choose another: make run PORT=8010"
            ) from error


def demo_environment(port: int) -> dict[str, str]:
    """Return the settings of a demo on this machine; the secret key is made once and kept."""
    var = Path(os.environ.get("CROSSCLAIM_VAR", ROOT / "var"))
    var.mkdir(parents=True, exist_ok=True)
    demo = {
        "CROSSCLAIM_DEMO": "1",
        "CROSSCLAIM_VAR": str(var),
        "DEBUG": "0",
        "HTTPS_ONLY": "0",
        "SECRET_KEY": keep_secret(var / "secret_key"),
        "ALLOWED_HOSTS": "127.0.0.1,localhost,[::1]",
        "CSRF_TRUSTED_ORIGINS": f"http://127.0.0.1:{port},http://localhost:{port}",
        "DJANGO_SETTINGS_MODULE": "tracker.settings",
        "SITE_URL": f"http://{HOST}:{port}",
        "PYTHONUNBUFFERED": "1",
    }
    return {"LOG_LEVEL": "WARNING", **os.environ, **demo}


def keep_secret(path: Path) -> str:
    """Return the secret in `path`, readable by its owner only; make it when it is not there."""
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as handle:
            handle.write(secrets.token_urlsafe(50))
    return path.read_text().strip()


def web_command(port: int) -> list[str]:
    """Return the command that serves the pages."""
    return [
        *(sys.executable, "-m", "gunicorn", "tracker.wsgi:application"),
        *(
            "--bind",
            f"{HOST}:{port}",
            "--worker-class",
            "gthread",
            "--workers",
            "2",
            "--threads",
            "4",
        ),
        *("--log-level", "warning", "--graceful-timeout", "5", "--no-control-socket"),
    ]


def supervise(commands: dict[str, Sequence[str]], environment: dict[str, str], *, url: str) -> int:
    """Run all `commands`; when one ends, or we are told to leave, stop the others. Return the status."""
    running: dict[str, subprocess.Popen[bytes]] = {}
    try:
        for name, command in commands.items():
            running[name] = _start(command, environment)
        return _watch(running, url=url, var=environment["CROSSCLAIM_VAR"])
    except Stopped as stopped:
        return 0 if stopped.signum == signal.SIGINT else 128 + stopped.signum
    finally:
        _stop(running)


def end_with_parent() -> None:
    """Ask the kernel, where it can, for a SIGTERM when the process that started us dies."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Stopped(BaseException):
    """A signal asked us to leave; not an Exception, so that nothing on the way catches it."""

    def __init__(self, signum: int) -> None:
        super().__init__(signum)
        self.signum = signum


def _leave(signum: int, _frame: object) -> NoReturn:
    raise Stopped(signum)


def _start(command: Sequence[str], environment: dict[str, str]) -> subprocess.Popen[bytes]:
    """Start `command` in a session of its own: Ctrl-C reaches us alone, and we pass it on once."""
    return subprocess.Popen(  # noqa: S603 - our own commands
        command,
        env=environment,
        cwd=ROOT,
        start_new_session=True,
        preexec_fn=end_with_parent,  # noqa: PLW1509 - no threads here
    )


def _run_to_end(command: Sequence[str], environment: dict[str, str]) -> int:
    """Run `command` and return its status; it is stopped when we are."""
    child = _start(command, environment)
    try:
        return child.wait()
    except Stopped as stopped:
        _stop({"preparation": child})
        return 128 + stopped.signum


def _watch(running: dict[str, subprocess.Popen[bytes]], *, url: str, var: str) -> int:
    """Announce the address once it answers; return the status of the first process that ends."""
    started, is_announced = time.monotonic(), False
    while True:
        for name, process in running.items():
            if process.poll() is not None:
                sys.stderr.write(
                    f"The {name} process ended with status {process.returncode}; stopping the rest.\n"
                )
                return process.returncode or 1
        if not is_announced and answers(f"{url}healthz"):
            sys.stdout.write(WELCOME.format(url=url, var=var))
            sys.stdout.flush()
            is_announced = True
        if not is_announced and time.monotonic() - started > START_S:
            sys.stderr.write(f"{url}healthz gave no answer within {START_S:.0f} s; stopping.\n")
            return 1
        time.sleep(0.5 if is_announced else 0.2)


def answers(url: str) -> bool:
    """Tell whether `url` answers with 200 and a live worker."""
    try:
        with urllib.request.urlopen(url, timeout=5) as reply:  # noqa: S310 - our own loopback address
            health = json.load(reply)
    except (OSError, urllib.error.URLError, ValueError):
        return False
    return bool(health["status"] == "ok")


def _stop(running: dict[str, subprocess.Popen[bytes]]) -> None:
    """Ask every process to end, wait, and kill what is left together with its children."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    for process in running.values():
        _send(process.terminate)
    deadline = time.monotonic() + STOP_S
    for process in running.values():
        try:
            process.wait(timeout=max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            sys.stderr.write(
                "A process would not stop; killing it. Unfinished work is done again at the next start.\n"
            )
        group = process.pid
        _send(lambda group=group: os.killpg(group, signal.SIGKILL))  # type: ignore[misc]
        process.wait()


def _send(act: Callable[[], None]) -> None:
    """Do `act`, which sends a signal; that the process is gone already is fine."""
    try:
        act()
    except ProcessLookupError:
        return


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Stopped as stopped:
        sys.exit(128 + stopped.signum)
