"""Feeds: what an outlet announces is handed in, one attempt for each new address."""

from __future__ import annotations

import calendar
import datetime as dt
import io
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.sax import SAXException

import feedparser
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_noop as _

from articles.addresses import normalise_url, parse_url
from articles.cleaning import normalise_text
from articles.errors import FetchError, IngestError
from articles.fetching import Page, fetch_feed
from articles.models import Article, Feed, IngestAttempt
from articles.services.submission import submit_url

MAX_ENTRIES = 50
INTERVAL = dt.timedelta(minutes=15)
MAX_BACK_OFF = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Entry:
    """One announcement: an address, and what the feed says of the article there."""

    url: str
    title: str
    published_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Poll:
    """What came of asking one feed; `error` is empty when it answered."""

    feed: Feed
    attempts: tuple[IngestAttempt, ...] = ()
    n_refused: int = 0
    error: str = ""


def poll_due_feeds(*, is_queued: bool = True) -> Iterator[Poll]:
    """Ask every active feed whose time has come, and give what came of each."""
    for feed in Feed.objects.due().select_related("outlet"):
        if _take(feed):
            yield poll_feed(feed=feed, is_queued=is_queued)


def poll_feed(*, feed: Feed, is_queued: bool = True) -> Poll:
    """Ask `feed` now and hand in what is new, at most 50 entries.

    A failure is recorded on the feed, never raised, and puts off the next poll: 30 minutes, an hour, and so
    on up to a day.
    """
    try:
        page = fetch_feed(feed.url, etag=feed.etag, last_modified=feed.last_modified)
        entries = [] if page.status == 304 else read_entries(page)
    except IngestError as error:
        _record_failure(feed, error)
        return Poll(feed, error=str(error))
    attempts, n_refused = _hand_in_new(feed, entries, is_queued=is_queued)
    # Last of all: were it first, a poll killed half way would lose entries to the next 304.
    _record_success(feed, page)
    return Poll(feed, attempts=tuple(attempts), n_refused=n_refused)


def read_entries(page: Page) -> list[Entry]:
    """Return the announcements of a fetched feed, first come first; raises FetchError if it is no feed."""
    try:
        # As a stream: given bytes, feedparser first tries them as the name of a file.
        parsed = feedparser.parse(
            io.BytesIO(page.data),
            response_headers={"content-type": page.content_type, "content-location": page.url},
        )
    except (SAXException, ValueError, LookupError, RecursionError) as error:
        raise FetchError(_("this is not a feed that can be read: check its address")) from error
    if not parsed.get("version") and not parsed.entries:
        raise FetchError(_("this is not a feed: give the address of an RSS or Atom feed"))
    entries = [_read_entry(entry) for entry in parsed.entries[:MAX_ENTRIES]]
    return [entry for entry in entries if entry.url]


def _read_entry(entry: Any) -> Entry:
    title = " ".join(normalise_text(str(entry.get("title") or "")).split())
    return Entry(
        url=str(entry.get("link") or "").strip(),
        title=title[:500],
        published_at=_read_time(entry.get("published_parsed") or entry.get("updated_parsed")),
    )


def _read_time(parts: time.struct_time | None) -> dt.datetime | None:
    try:
        return dt.datetime.fromtimestamp(calendar.timegm(parts), dt.UTC) if parts else None
    except (ValueError, OverflowError, OSError):
        return None


def _hand_in_new(
    feed: Feed, entries: list[Entry], *, is_queued: bool
) -> tuple[list[IngestAttempt], int]:
    """Hand in what was never handed in and is not here; return the attempts, and how many were refused."""
    by_address, n_refused = _by_address(entries)
    known = set(
        Article.objects.filter(canonical_url__in=by_address).values_list("canonical_url", flat=True)
    )
    known |= set(feed.attempts.filter(url__in=by_address).values_list("url", flat=True))
    attempts = [
        submit_url(
            url=address,
            feed=feed,
            title=entry.title,
            published_at=entry.published_at,
            submitted_by=None,
            is_queued=is_queued,
        )
        for address, entry in by_address.items()
        if address not in known
    ]
    return attempts, n_refused


def _by_address(entries: list[Entry]) -> tuple[dict[str, Entry], int]:
    """Return the entries under the one spelling of their address, and how many may not be asked for."""
    found: dict[str, Entry] = {}
    n_refused = 0
    for entry in entries:
        try:
            address = normalise_url(str(parse_url(entry.url)))
        except IngestError:
            n_refused += 1
        else:
            found.setdefault(address, entry)
    return found, n_refused


def _take(feed: Feed) -> bool:
    """Put off the feed's next poll before asking it, so that of two pollers one asks."""
    later = timezone.now() + INTERVAL
    return bool(
        Feed.objects.filter(pk=feed.pk, next_poll_at=feed.next_poll_at).update(next_poll_at=later)
    )


def _record_success(feed: Feed, page: Page) -> None:
    values: dict[str, Any] = {
        "n_failures": 0,
        "last_error": "",
        "last_error_values": {},
        "next_poll_at": timezone.now() + INTERVAL,
    }
    if page.status != 304:
        values |= {"etag": page.etag, "last_modified": page.last_modified}
    Feed.objects.filter(pk=feed.pk).update(**values)
    feed.refresh_from_db()


def _record_failure(feed: Feed, error: IngestError) -> None:
    delay = min(INTERVAL * 2 ** min(feed.n_failures + 1, 10), MAX_BACK_OFF)
    Feed.objects.filter(pk=feed.pk).update(
        n_failures=F("n_failures") + 1,
        last_error=error.message,
        last_error_values=error.values,
        next_poll_at=timezone.now() + delay,
    )
    feed.refresh_from_db()
