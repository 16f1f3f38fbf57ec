"""`make run`: the demo comes up, works, and leaves nothing behind when it stops."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.serve import check_port, keep_secret
from tests.conftest import ROOT

READY_WITHIN_S = 240.0
GONE_WITHIN_S = 30.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Demo:
    """One `scripts/serve.py`, with its data in a folder of its own."""

    def __init__(self, var: Path) -> None:
        self.var = var
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}/"
        self.log = var.with_suffix(".log")
        kept = {
            name: value
            for name, value in os.environ.items()
            if name not in {"DATABASE_URL", "DEBUG"}
        }
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, str(ROOT / "scripts" / "serve.py"), "--port", str(self.port)],
                env={**kept, "CROSSCLAIM_VAR": str(var)},
                stdout=log,
                stderr=log,
            )

    def said(self) -> str:
        return self.log.read_text()

    def wait_until_ready(self) -> None:
        deadline = time.monotonic() + READY_WITHIN_S
        while "Crossclaim is ready" not in self.said():
            assert self.process.poll() is None, self.said()
            assert time.monotonic() < deadline, self.said()
            time.sleep(0.2)

    def get(self, path: str, **headers: str) -> str:
        asked = urllib.request.Request(self.url + path, headers=headers)  # noqa: S310 - our own
        with urllib.request.urlopen(asked, timeout=20) as reply:  # noqa: S310 - our own
            return reply.read().decode()

    def children(self) -> dict[int, str]:
        """The processes that carry this demo's folder in their environment, ourselves left out."""
        mark = f"CROSSCLAIM_VAR={self.var}".encode()
        found = {}
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                if mark in (entry / "environ").read_bytes() and int(entry.name) != self.process.pid:
                    found[int(entry.name)] = (
                        (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                    )
            except OSError:
                continue
        return found

    def assert_nothing_left(self) -> None:
        deadline = time.monotonic() + GONE_WITHIN_S
        while left := self.children():
            assert time.monotonic() < deadline, left
            time.sleep(0.2)


@pytest.fixture(scope="module")
def var(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("demo") / "var"


@pytest.fixture
def demo(var) -> Iterator[Demo]:
    served = Demo(var)
    try:
        served.wait_until_ready()
        yield served
    finally:
        served.process.terminate()
        served.process.wait(timeout=60)


@pytest.mark.slow
class TestDemo:
    """In this order: the first start makes the data that the later ones keep."""

    def test_a_first_start_serves_the_desk_and_says_how_to_log_in(self, demo):
        assert demo.url in demo.said()
        assert "crossclaim-demo" in demo.said()
        assert json.loads(demo.get("healthz"))["status"] == "ok"
        assert re.search(r"<h1\b", demo.get(""))

    def test_partners_find_what_was_withdrawn_in_list_and_feed(self, demo):
        key = {"Authorization": "Bearer demo-partner-key"}

        [row] = json.loads(demo.get("api/v1/statements?withdrawn=only", **key))["results"]
        feed = json.loads(demo.get("api/v1/changes?type=statement&page_size=200", **key))

        assert (row["is_withdrawn"], row["words"]) == (True, None)
        acts = [told["act"] for told in feed["results"] if told["id"] == row["id"]]
        assert (acts[0], acts[-1]) == ("created", "withdrawn")

    def test_ctrl_c_stops_web_and_worker(self, demo):
        demo.process.send_signal(signal.SIGINT)

        assert demo.process.wait(timeout=60) == 0
        demo.assert_nothing_left()

    def test_a_later_start_is_quick(self, var):
        started = time.monotonic()
        again = Demo(var)
        try:
            again.wait_until_ready()
            assert time.monotonic() - started < 40
        finally:
            again.process.terminate()
            again.process.wait(timeout=60)

    def test_a_supervisor_that_is_killed_takes_all_with_it(self, demo):
        demo.process.kill()

        demo.assert_nothing_left()

    def test_a_worker_that_dies_stops_the_web_and_says_so(self, demo):
        worker = min(pid for pid, words in demo.children().items() if "manage.py worker" in words)
        os.kill(worker, signal.SIGKILL)

        assert demo.process.wait(timeout=60) != 0
        assert "The worker process ended" in demo.said()
        demo.assert_nothing_left()


def test_a_busy_port_is_named_with_what_to_do():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()

        with pytest.raises(SystemExit, match="make run PORT="):
            check_port(taken.getsockname()[1])


def test_the_secret_is_made_once_and_only_its_owner_reads_it(tmp_path):
    path = tmp_path / "secret_key"

    first, second = keep_secret(path), keep_secret(path)

    assert first == second
    assert len(first) >= 50
    assert path.stat().st_mode & 0o077 == 0
