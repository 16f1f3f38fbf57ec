"""The site's own server on a free port of the loopback, and readers of it who are signed in."""

from __future__ import annotations

import http.client
import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlencode

from bench.database import ROOT, environment_of
from scripts.serve import HOST, web_command

START_S = 60.0


@contextmanager
def serving(database: str) -> Iterator[int]:
    """Serve `database` as `make run` does; yield the port."""
    port = _free_port()
    environment = {
        **os.environ,
        **environment_of(database),
        "DEBUG": "0",
        "HTTPS_ONLY": "0",
        "SECRET_KEY": os.environ["SECRET_KEY"],
        "ALLOWED_HOSTS": HOST,
        "CSRF_TRUSTED_ORIGINS": f"http://{HOST}:{port}",
    }
    collect = [sys.executable, str(ROOT / "manage.py"), "collectstatic", "--no-input", "-v", "0"]
    subprocess.run(collect, env=environment, cwd=ROOT, check=True)
    server = subprocess.Popen(web_command(port), env=environment, cwd=ROOT)
    try:
        _wait_for(port, server)
        yield port
    finally:
        server.terminate()
        server.wait()


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    body: str
    location: str = ""


class Reader:
    """One signed-in person with a connection of their own that is kept open. Not for several threads."""

    def __init__(self, port: int, session: str) -> None:
        self._port = port
        self._connection = http.client.HTTPConnection(HOST, port, timeout=60)
        self._token = secrets.token_hex(16)
        self._headers = {
            "Cookie": f"sessionid={session}; csrftoken={self._token}",
            "Accept-Language": "en",
        }

    def get(self, url: str, **headers: str) -> Answer:
        """Read one address; redirects are not followed."""
        return self._ask("GET", url, None, headers)

    def post(self, url: str, fields: Mapping[str, str], **headers: str) -> Answer:
        """Send a form."""
        sent = {
            "Content-Type": "application/x-www-form-urlencoded",
            "X-CSRFToken": self._token,
            "Referer": f"http://{HOST}:{self._port}/",
        }
        return self._ask("POST", url, urlencode(fields), {**sent, **headers})

    def _ask(self, method: str, url: str, body: str | None, headers: Mapping[str, str]) -> Answer:
        try:
            answer = self._send(method, url, body, headers)
        except (http.client.RemoteDisconnected, ConnectionError):
            # the server closes what was idle for two seconds; a browser opens another connection too
            self._connection.close()
            answer = self._send(method, url, body, headers)
        text = answer.read().decode()
        return Answer(answer.status, text, answer.headers.get("Location", ""))

    def _send(
        self, method: str, url: str, body: str | None, headers: Mapping[str, str]
    ) -> http.client.HTTPResponse:
        self._connection.request(method, url, body, {**self._headers, **headers})
        return self._connection.getresponse()


def sign_in(username: str) -> str:
    """Return the key of a new session of a user, in the database that Django is set up on."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.auth.models import User
    from django.contrib.sessions.backends.db import SessionStore

    user = User.objects.get(username=username)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_S
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise SystemExit(f"the server ended with status {server.returncode}")
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.1)
    sys.stderr.write("the server does not answer\n")
    raise SystemExit(1)
