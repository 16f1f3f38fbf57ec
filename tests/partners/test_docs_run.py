"""What the documents print for partners runs as printed, from the first line to the last: shell, Python, and JavaScript."""

import json
import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import httpx
import pytest
from django.db import connection
from django.utils import timezone
from standardwebhooks import Webhook

from claims.models import Statement
from partners import tasks
from partners.models import Dump
from tests.conftest import need_or_skip
from tests.factories import ApiKeyFactory, ClaimLinkFactory, QuestionFactory
from tests.partners.mirroring import read_lists

DOCS = Path(__file__).parents[2] / "docs"
BLOCK = re.compile(r"^```(sh|python|js)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
DEMO = "http://127.0.0.1:8000"
RUNNERS = {"python": "python3", "js": "node"}


@pytest.fixture
def site(live_server, transactional_db, settings, tmp_path):
    """The demo as far as the documents name it, with somebody who writes the dumps."""
    settings.SITE_URL, settings.DUMPS_DIR = live_server.url, tmp_path / "dumps"
    ApiKeyFactory(key="demo-partner-key")
    question = QuestionFactory(slug="dead-in-port-orsel")
    for stance in ("asserts", "denies"):
        ClaimLinkFactory(
            statement__status="accepted",
            statement__quotation="direct",
            claim__question=question,
            stance=stance,
            **({"claim__pk": 1} if stance == "asserts" else {"claim__pk": 2}),
        )
    is_over = threading.Event()
    writer = threading.Thread(target=write_dumps, args=[is_over])
    writer.start()
    yield live_server
    is_over.set()
    writer.join()


def write_dumps(is_over):
    while not is_over.wait(0.1):
        for dump in Dump.objects.filter(state=Dump.State.QUEUED).values_list("pk", flat=True):
            tasks.write_dump(dump)
    connection.close()


def blocks_of(name):
    return BLOCK.findall((DOCS / name).read_text())


def script_of(name):
    """Return all that a document prints as one script, in its order; what runs for ever has a test of its own."""
    lines = []
    for number, (language, code) in enumerate(blocks_of(name)):
        if language == "sh":
            lines.append(code)
        elif "serve_forever" not in code and shutil.which(RUNNERS[language]):
            saved = re.search(r"[Ss]ave as (\S+)", code)
            program = saved[1] if saved else f"program-{number}.py"
            lines.append(f"cat > {program} <<'END'\n{code}END\n{RUNNERS[language]} {program}\n")
    return "".join(lines)


def run(script, site, folder):
    """Run a script as a partner would; an answer that is an error stops it. Return what it prints."""
    if not shutil.which("curl"):
        need_or_skip("curl is not installed: apt-get install curl")
    tools = folder / "tools"
    tools.mkdir(exist_ok=True)
    for name, command in {
        "curl": f"{shutil.which('curl')} --fail",
        "python3": sys.executable,
    }.items():
        (tools / name).write_text(f'#!/bin/sh\nexec {command} "$@"\n')
        (tools / name).chmod(0o755)
    bash = shutil.which("bash") or need_or_skip("bash is not installed: apt-get install bash")
    done = subprocess.run(
        [bash, "-euo", "pipefail", "-c", script.replace(DEMO, site.url)],
        cwd=folder,
        env=os.environ | {"PATH": f"{tools}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


class Reader:
    """Reads the lists over the wire, as the programs do."""

    def __init__(self, site):
        self.site = site

    def get(self, url):
        address = url if url.startswith("http") else self.site.url + url
        return httpx.get(address, headers={"Authorization": "Bearer demo-partner-key"})


def copy_in(folder):
    rows = sqlite3.connect(folder / "mirror.sqlite3").execute("SELECT type, id, body FROM thing")
    return {(kind, number): json.loads(body) for kind, number, body in rows}


def test_the_api_guide_runs_as_printed(site, tmp_path):
    printed = run(script_of("api.md"), site, tmp_path)

    assert "things; go on with" in printed
    assert '"state":"suggested"' in printed
    assert (tmp_path / "statements-0001.jsonl.gz").stat().st_size > 0


def test_the_partner_guide_ends_in_a_working_mirror(site, tmp_path):
    printed = run(script_of("partner-guide.md"), site, tmp_path)

    assert re.search(r"\d+ things\n", printed)
    assert copy_in(tmp_path) == read_lists(Reader(site))

    Statement.objects.filter(pk=Statement.objects.first().pk).update(
        status="withdrawn", modified_at=timezone.now()
    )
    run("python3 mirror.py", site, tmp_path)

    assert copy_in(tmp_path) == read_lists(Reader(site))


def test_the_receiver_takes_what_is_ours_and_nothing_else(tmp_path):
    [code] = [code for _, code in blocks_of("api.md") if "serve_forever" in code]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    secret = "whsec_" + "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="
    program = tmp_path / "receiver.py"
    program.write_text(code.replace("8001", str(port)))
    with subprocess.Popen(
        [sys.executable, program, secret],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as receiver:
        try:
            assert send(port, secret) == 204
            assert receiver.stdout.readline().startswith("changes.available {")
            assert send(port, secret[:-2] + "I=") == 400
        finally:
            receiver.terminate()


def send(port, secret):
    """Post a message signed with `secret`, once the receiver listens; return the status."""
    body = json.dumps({"type": "changes.available", "timestamp": "", "data": {"count": 1}})
    now = timezone.now()
    headers = {
        "webhook-id": "msg_1",
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": Webhook(secret).sign("msg_1", now, body),
    }
    with httpx.Client(transport=httpx.HTTPTransport(retries=8)) as client:
        return client.post(f"http://127.0.0.1:{port}/", content=body, headers=headers).status_code
