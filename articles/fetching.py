"""Pages and feeds from the public internet, and from nowhere else.

A name is resolved once; every address it has must be public, and the connection goes to an address that
was checked, so an answer that changes between check and use changes nothing. Redirects are followed here,
each through the same check. No proxy, cookie, credential or certificate store of the environment is used.

What the machine's resolver does before it answers is outside the time limit; it has a limit of its own.
"""

from __future__ import annotations

import contextlib
import ssl
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message

import httpcore
import httpx
from django.conf import settings
from django.utils.translation import gettext_noop as _

from articles.addresses import parse_url
from articles.cleaning import decode_bytes
from articles.errors import FetchError
from articles.network import Deadline, core_url, open_pool

USER_AGENT = "Crossclaim/1.0 (newsroom reader; fetches one page on an editor's request)"
MAX_REDIRECTS = 5
PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
FEED_TYPES = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml", "text/html",
     "text/plain"}
)  # fmt: skip
DATA_TYPES = frozenset(
    {"application/json", "application/ld+json", "application/jsonl", "application/x-ndjson", "text/plain"}
)  # fmt: skip
ITEM_TYPES = PAGE_TYPES | {"application/ld+json", "application/json"}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CHUNK_BYTES = 64 * 1024
_ANSWERS = {
    401: _(
        "%(host)s answered %(status)s: the page needs a log-in: copy its text and paste it instead"
    ),
    402: _(
        "%(host)s answered %(status)s: the page must be paid for: copy its text and paste it instead"
    ),
    403: _(
        "%(host)s answered %(status)s: the server refuses programs: copy the text and paste it instead"
    ),
    404: _("%(host)s answered %(status)s: there is no such page: check the address"),
    410: _(
        "%(host)s answered %(status)s: the page has been removed: paste the text if you have it"
    ),
}
_BUSY = _("%(host)s answered %(status)s: try again later")
_ODD = _("%(host)s answered %(status)s: try the address in a browser")


@dataclass(frozen=True, slots=True)
class Page:
    """What a server answered: `url` after redirects, the unpacked bytes, and what it says they are."""

    url: str
    data: bytes
    content_type: str
    charset: str = ""
    status: int = 200
    etag: str = ""
    last_modified: str = ""

    @property
    def text(self) -> str:
        """The answer as text; raises CleaningError if it is none."""
        return decode_bytes(self.data, self.charset)

    @property
    def is_html(self) -> bool:
        """Whether the answer is to be read as HTML."""
        return self.content_type != "text/plain"


def fetch_page(url: str) -> Page:
    """Return the page at `url`. Raises FetchError, in one sentence, if there is none to be had."""
    return _fetch(
        url,
        accepted=PAGE_TYPES,
        headers={"Accept": "text/html, application/xhtml+xml, text/plain;q=0.8"},
    )


def fetch_data(url: str) -> Page:
    """Return the JSON at `url`, whatever kind of JSON it is said to be."""
    return _fetch(
        url, accepted=DATA_TYPES, headers={"Accept": "application/ld+json, application/json"}
    )


def fetch_feed(url: str, *, etag: str = "", last_modified: str = "") -> Page:
    """Return the feed at `url`, or a page with status 304 and no data if it is as `etag` last saw it."""
    headers = {
        "Accept": "application/atom+xml, application/rss+xml, application/xml;q=0.9, */*;q=0.5"
    }
    headers |= {"If-None-Match": etag} if etag else {}
    headers |= {"If-Modified-Since": last_modified} if last_modified else {}
    return _fetch(url, accepted=FEED_TYPES, headers=headers)


def fetch_item(url: str) -> Page:
    """Return the JSON, or the page that holds some, at `url`; as `fetch_page` otherwise."""
    accept = "application/ld+json, application/json;q=0.9, text/html;q=0.8"
    return _fetch(url, accepted=ITEM_TYPES, headers={"Accept": accept})


def _fetch(words: str, *, accepted: frozenset[str], headers: dict[str, str]) -> Page:
    url = parse_url(words)
    deadline = Deadline(settings.INGEST_TIMEOUT_S)
    with _named_failures(url.host, deadline), open_pool(deadline) as pool:
        for _hop in range(MAX_REDIRECTS + 1):
            with pool.stream(b"GET", core_url(url), headers=_headers(url, headers)) as response:
                if response.status not in _REDIRECTS:
                    return _read_page(url, response, accepted)
                url = _next_url(url, response)
    raise FetchError(
        _("the address redirects more than %(n)s times: give the one it leads to"), n=MAX_REDIRECTS
    )


def _headers(url: httpx.URL, extra: dict[str, str]) -> list[tuple[bytes | str, bytes | str]]:
    host = url.netloc.decode("ascii")
    own = {"User-Agent": USER_AGENT, "Accept-Encoding": "gzip", "Connection": "close"}
    return [("Host", host), *own.items(), *extra.items()]


def _next_url(url: httpx.URL, response: httpcore.Response) -> httpx.URL:
    target = _header(response, b"location")
    if not target:
        raise FetchError(
            _("%(host)s redirects without saying where to: try the address in a browser"),
            host=url.host,
        )
    try:
        joined = url.join(target)
    except (httpx.InvalidURL, UnicodeError) as error:
        raise FetchError(
            _("%(host)s redirects to something that is not a web address: try it in a browser"),
            host=url.host,
        ) from error
    return parse_url(str(joined))


def _read_page(url: httpx.URL, response: httpcore.Response, accepted: frozenset[str]) -> Page:
    if response.status != 304:
        _refuse_status(url, response.status)
    content_type, charset = _content_type(response)
    if response.status == 200 and content_type not in accepted:
        raise FetchError(
            _("%(host)s sent %(type)s, not a page of text: give the address of an article"),
            host=url.host,
            type=content_type[:80],
        )
    return Page(
        url=str(url.copy_with(fragment=None)),
        data=b"" if response.status == 304 else _read_limited(response),
        content_type=content_type,
        charset=charset,
        status=response.status,
        etag=_header(response, b"etag")[:500],
        last_modified=_header(response, b"last-modified")[:100],
    )


def _refuse_status(url: httpx.URL, status: int) -> None:
    if status == 200:
        return
    is_passing = status in {408, 425, 429} or status >= 500
    message = _ANSWERS.get(status, _BUSY if is_passing else _ODD)
    raise FetchError(message, is_retryable=is_passing, host=url.host, status=str(status))


def _read_limited(response: httpcore.Response) -> bytes:
    """Return the unpacked body; raises FetchError as soon as it, packed or unpacked, passes the limit."""
    limit = settings.INGEST_MAX_BYTES
    packed = _header(response, b"content-encoding").lower()
    if packed not in {"", "identity", "gzip", "x-gzip", "deflate"}:
        raise FetchError(
            _(
                "the server packs the page as “%(packing)s”, which it was not asked to: paste the text instead"
            ),
            packing=packed[:40],
        )
    unpacker = None if packed in {"", "identity"} else zlib.decompressobj(zlib.MAX_WBITS | 32)
    kept = bytearray()
    for chunk in response.iter_stream():
        kept += unpacker.decompress(chunk, limit + 1 - len(kept)) if unpacker else chunk
        if len(kept) > limit:
            raise FetchError(
                _("the page is larger than %(limit)s MB: paste the article's text instead"),
                limit=round(limit / 1_048_576),
            )
    return bytes(kept)


def _content_type(response: httpcore.Response) -> tuple[str, str]:
    message = Message()
    message["Content-Type"] = _header(response, b"content-type") or "text/html"
    charset = message.get_content_charset() or ""
    return message.get_content_type(), charset


def _header(response: httpcore.Response, name: bytes) -> str:
    return next(
        (value.decode("latin-1") for key, value in response.headers if key.lower() == name), ""
    ).strip()


@contextlib.contextmanager
def _named_failures(host: str, deadline: Deadline) -> Iterator[None]:
    """Turn what the transport raises into one sentence."""
    try:
        yield
    except httpcore.TimeoutException as error:
        raise FetchError(
            _("%(host)s did not send the whole page within %(n)s seconds: try again later"),
            is_retryable=True,
            host=host,
            n=deadline.seconds,
        ) from error
    except httpcore.ConnectError as error:
        if isinstance(error.__cause__, ssl.SSLError):
            raise FetchError(
                _("%(host)s has no valid certificate: check the address"), host=host
            ) from error
        raise FetchError(
            _("%(host)s could not be reached: try again later"), is_retryable=True, host=host
        ) from error
    except (httpcore.NetworkError, httpcore.ProtocolError, zlib.error) as error:
        raise FetchError(
            _("%(host)s broke off its answer: try again later"), is_retryable=True, host=host
        ) from error
