"""A partner that is there for the benchmark alone, and its connection."""

from __future__ import annotations

import http.client
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode

from scripts.serve import HOST

NAME = "Benchmark of exports"
SCOPES = ("read", "excerpts")
NEXT = re.compile(r"<https?://[^/]+(/[^>]+)>; rel=\"next\"")


class Client:
    """One partner with a connection that is kept open."""

    def __init__(self, port: int, secret: str) -> None:
        self._connection = http.client.HTTPConnection(HOST, port, timeout=120)
        self._headers = {"Authorization": f"Bearer {secret}"}

    def get(self, url: str, accept: str = "application/json") -> tuple[bytes, str]:
        """Return the body at an address, and where the header `Link` leads; ends the program if it is not there."""
        try:
            answer = self._send(url, accept)
        except (http.client.RemoteDisconnected, ConnectionError):
            self._connection.close()  # the server closes what was idle for two seconds
            answer = self._send(url, accept)
        body = answer.read()
        if answer.status != 200:
            raise SystemExit(f"{url} answered {answer.status}: {body[:300].decode()}")
        following = NEXT.search(answer.headers.get("Link", ""))
        return body, following[1] if following else ""

    def page(self, path: str, given: Mapping[str, object]) -> Any:
        """Return a page of a list."""
        return json.loads(self.get(f"/api/v1/{path}?{urlencode(given)}")[0])

    def _send(self, url: str, accept: str) -> http.client.HTTPResponse:
        self._connection.request("GET", url, headers={**self._headers, "Accept": accept})
        return self._connection.getresponse()


@contextmanager
def taking_part() -> Iterator[str]:
    """Yield the secret of a key that may ask as often as it likes; partner and key are gone afterwards."""
    from partners.services.access import make_key, open_partner

    _forget()  # of a run that was stopped
    partner = open_partner(name=NAME, scopes=SCOPES)
    key, secret = make_key(partner=partner, scopes=SCOPES)
    key.requests_per_minute = 1_000_000
    key.save(update_fields=["requests_per_minute"])
    try:
        yield secret
    finally:
        _forget()


def _forget() -> None:
    from partners.models import ApiKey, Partner

    ApiKey.objects.filter(partner__name=NAME).delete()
    Partner.objects.filter(name=NAME).delete()
