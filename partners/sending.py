"""A message on its way: one POST to a public address, without redirects, with an end."""

from __future__ import annotations

import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass

import httpcore
from django.conf import settings

from articles.addresses import parse_url
from articles.errors import FetchError
from articles.network import Deadline, core_url, open_pool

USER_AGENT = "Crossclaim-Webhooks/1.0"


@dataclass(frozen=True, slots=True)
class Sent:
    """How a try went: the status that came back, or why none did."""

    status: int | None
    error: str
    took_ms: int


def post_message(url: str, *, body: str, headers: Mapping[str, str]) -> Sent:
    """Post `body` to `url` and return how that went; nothing that the other side does raises.

    Every address behind the name is checked at every try, and the connection goes to one that was checked. The answer's body is
    not read.
    """
    started_s = time.monotonic()
    status, error = None, ""
    try:
        status = _post(url, body.encode(), headers)
    except FetchError as failure:
        error = str(failure)
    except httpcore.TimeoutException:
        error = f"no answer within {settings.WEBHOOKS_TIMEOUT_S} seconds"
    except httpcore.ConnectError as failure:
        is_tls = isinstance(failure.__cause__, ssl.SSLError)
        error = "the certificate is not valid" if is_tls else "no connection could be made"
    except (httpcore.NetworkError, httpcore.ProtocolError):
        error = "the connection broke off"
    return Sent(status=status, error=error, took_ms=round(1000 * (time.monotonic() - started_s)))


def _post(words: str, body: bytes, headers: Mapping[str, str]) -> int:
    url = parse_url(words)
    sent = {
        "Host": url.netloc.decode("ascii"),
        "User-Agent": USER_AGENT,
        "Content-Type": "application/json",
        "Content-Length": str(len(body)),
        "Connection": "close",
        **headers,
    }
    deadline = Deadline(settings.WEBHOOKS_TIMEOUT_S)
    with (
        open_pool(deadline) as pool,
        pool.stream(b"POST", core_url(url), headers=list(sent.items()), content=body) as response,
    ):
        return int(response.status)
