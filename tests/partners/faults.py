"""What goes wrong between us and a partner, by chance but the same every time."""

from __future__ import annotations

import random
import socket

import httpcore
import httpx

from tests.articles.conftest import PUBLIC_IP, answer


class FaultyTransport(httpx.BaseTransport):
    """The partner's way to us: requests get lost, answers get lost, proxies answer 502, files come cut short."""

    def __init__(self, chance: random.Random, share: float) -> None:
        self.inner, self.chance, self.share = httpx.HTTPTransport(), chance, share
        self.n_faults = 0

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if self.chance.random() >= self.share:
            return self.inner.handle_request(request)
        self.n_faults += 1
        kind = self.chance.choice(["lost", "unanswered", "bad gateway", "cut short"])
        if kind == "lost":
            raise httpx.ConnectTimeout("lost", request=request)
        if kind == "bad gateway":
            return httpx.Response(502, text="proxy", request=request)
        reply = self.inner.handle_request(request)
        content = reply.read()
        reply.close()
        if kind == "unanswered":
            raise httpx.ReadTimeout("unanswered", request=request)
        if not request.url.path.endswith(".gz"):
            raise httpx.RemoteProtocolError("cut short", request=request)
        return httpx.Response(200, content=content[: len(content) // 2], request=request)

    def close(self) -> None:
        self.inner.close()


class Mailbox(httpcore.NetworkStream):
    """A connection to the partner's machine: hands the request to `receive` and sends its status back."""

    def __init__(self, receive) -> None:
        self.receive, self.sent, self.reply = receive, b"", b""

    def write(self, buffer, timeout=None):
        self.sent += buffer

    def read(self, max_bytes, timeout=None):
        if self.sent:
            head, _, body = self.sent.partition(b"\r\n\r\n")
            self.sent = b""
            lines = head.decode().split("\r\n")[1:]
            status = self.receive(body, dict(line.split(": ", 1) for line in lines))
            self.reply = answer(status=f"{status} Said")
        reply, self.reply = self.reply, b""
        return reply

    def close(self):
        pass

    def start_tls(self, ssl_context, server_hostname=None, timeout=None):
        return self

    def get_extra_info(self, info):
        return None


def lead_to(monkeypatch, name: str, receive) -> None:
    """Have `name` lead to `receive`, as if it were a machine on the public internet; the rest of the network stays."""
    known, connect = socket.getaddrinfo, httpcore.SyncBackend.connect_tcp

    def resolve(host, port, *args, **kwargs):
        if host == name:
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (PUBLIC_IP, port))]
        return known(host, port, *args, **kwargs)

    def connect_tcp(self, host, *args, **kwargs):
        if host == PUBLIC_IP:
            return Mailbox(receive)
        return connect(self, host, *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect_tcp)
