"""Connections to public addresses only, each with an end.

What the machine's resolver does before it answers is outside the time limit; it has a limit of its own.
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Iterable
from typing import Any

import httpcore
import httpx
from django.utils.translation import gettext_noop as _

from articles.addresses import is_public_ip, refuse_local_host
from articles.errors import BlockedAddressError, FetchError

_MAX_ADDRESSES = 3


class Deadline:
    """The moment at which a fetch is given up, whatever the server is doing."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end_s = time.monotonic() + seconds

    def left_s(self) -> float:
        """Return the seconds left; raises httpcore.ReadTimeout when there are none."""
        left = self._end_s - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout(f"no time left of {self.seconds} s")
        return left


class DeadlineStream(httpcore.NetworkStream):
    """A connection whose every read and write ends at the deadline, so that a slow drip does too."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left_s())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left_s())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        inner = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left_s())
        return DeadlineStream(inner, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class PublicBackend(httpcore.SyncBackend):
    """Connects to public addresses only: resolves once, checks every answer, connects to a checked one."""

    def __init__(self, deadline: Deadline) -> None:
        self._deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = resolve_public(host, port)
        for i, address in enumerate(addresses, start=1):
            try:
                stream = super().connect_tcp(
                    address, port, self._deadline.left_s(), local_address, socket_options
                )
            except httpcore.ConnectError:
                # A machine without IPv6 is offered IPv6 addresses first: try the next one.
                if i == len(addresses):
                    raise
            else:
                return DeadlineStream(stream, self._deadline)
        raise httpcore.ConnectError(f"{host} has no address")

    def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        raise BlockedAddressError(
            _("%(path)s is a socket of this machine: give the address of a public page"), path=path
        )


def open_pool(deadline: Deadline) -> httpcore.ConnectionPool:
    """Return a pool that connects to public addresses only, until `deadline`, and keeps no connection."""
    return httpcore.ConnectionPool(
        ssl_context=httpx.create_ssl_context(trust_env=False),
        network_backend=PublicBackend(deadline),
        max_keepalive_connections=0,
    )


def core_url(url: httpx.URL) -> httpcore.URL:
    """Return `url` as the pool takes it."""
    return httpcore.URL(
        scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
    )


def resolve_public(host: str, port: int) -> list[str]:
    """Return up to three addresses of `host`; raises BlockedAddressError unless every one it has is public."""
    refuse_local_host(host)
    try:
        infos = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError) as error:
        is_passing = isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN
        raise FetchError(
            _("no machine named %(host)s was found: check the address"),
            is_retryable=is_passing,
            host=host,
        ) from error
    addresses = list(dict.fromkeys(str(info[4][0]) for info in infos))
    if not addresses or not all(is_public_ip(address) for address in addresses):
        raise BlockedAddressError(
            _("%(host)s leads into a private network: give the address of a public page"), host=host
        )
    return addresses[:_MAX_ADDRESSES]
