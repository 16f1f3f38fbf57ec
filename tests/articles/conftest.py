"""A network of our own: names, addresses and answers, behind the two calls that leave the process."""

from __future__ import annotations

import socket
from dataclasses import dataclass, field

import httpcore
import pytest

PUBLIC_IP = "93.184.215.14"
PROSE = (
    "The Harbour Ministry said on Tuesday that twelve people had died in the fire at the port. "
    "“There was no warning at all,” Minister Ada Kovan told reporters who had gathered at the gate. "
    "The union of dock workers said that it had written to the ministry about the store in January, "
    "and that nobody had answered the letter.\n\n"
    "A spokesman for the company denied that the store held more than it was allowed to hold. "
    "He said that the figures of the union were wrong, and that the company would publish its own."
)


def html_page(text=PROSE, *, title="Port fire leaves questions", head=""):
    paragraphs = "".join(f"<p>{line}</p>" for line in text.split("\n\n"))
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body><nav><a href='/'>Home</a></nav><article><h1>{title}</h1>{paragraphs}</article></body></html>"
    )


def answer(body="", *, status="200 OK", content_type="text/html; charset=utf-8", headers=()):
    data = body if isinstance(body, bytes) else body.encode()
    lines = [
        f"HTTP/1.1 {status}",
        f"Content-Type: {content_type}",
        f"Content-Length: {len(data)}",
        *headers,
    ]
    return "\r\n".join([*lines, "", ""]).encode() + data


def redirect(to):
    return answer(status="302 Found", headers=[f"Location: {to}"])


class EndlessStream(httpcore.NetworkStream):
    """Sends `start`, then `chunk` for ever."""

    def __init__(self, start, chunk, on_read=lambda: None):
        self.start, self.chunk, self.on_read = start, chunk, on_read
        self.n_reads = 0

    def read(self, max_bytes, timeout=None):
        self.on_read()
        self.n_reads += 1
        return self.start if self.n_reads == 1 else self.chunk

    def write(self, buffer, timeout=None):
        pass

    def close(self):
        pass

    def start_tls(self, ssl_context, server_hostname=None, timeout=None):
        return self

    def get_extra_info(self, info):
        return None


@dataclass
class FakeNetwork:
    """`names` are what the name server answers in turn, `answers` what a host sends in turn."""

    names: dict = field(default_factory=dict)
    answers: list = field(default_factory=list)
    connected: list = field(default_factory=list)
    requests: list = field(default_factory=list)

    def resolve(self, host, port, *args, **kwargs):
        known = self.names.get(host, [PUBLIC_IP])
        if isinstance(known, Exception):
            raise known
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in known]

    def connect_tcp(self, host, port, timeout=None, local_address=None, socket_options=None):
        self.connected.append(host)
        item = self.answers.pop(0)
        if isinstance(item, Exception):
            raise item
        if isinstance(item, httpcore.NetworkStream):
            return item
        return RecordingStream([item], self.requests)


class RecordingStream(httpcore.MockStream):
    def __init__(self, buffer, requests):
        super().__init__(buffer)
        self._requests = requests

    def write(self, buffer, timeout=None):
        self._requests.append(buffer)


@pytest.fixture
def network(monkeypatch):
    fake = FakeNetwork()
    monkeypatch.setattr(socket, "getaddrinfo", fake.resolve)
    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", fake.connect_tcp)
    return fake
