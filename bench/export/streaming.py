"""Everything there is, page after page: the list in each format, and the change feed."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager

from bench.export.measured import Speed, own_peak_mib, served_peak_mib
from bench.export.partner import Client
from bench.pages.serving import serving

PAGE = 200
FORMATS = {"JSON": "application/json", "JSON lines": "application/jsonl", "CSV": "text/csv"}
BATCH = 10_000
WARM = 8


def read_lists(database: str, secret: str, *, n: int) -> Iterator[Speed]:
    """Measure the first `n` statements in each format, each from a server that starts anew."""
    for name, accept in FORMATS.items():
        with serving(database) as port:
            yield _read_list(Client(port, secret), name, accept, n)


def _read_list(client: Client, name: str, accept: str, n: int) -> Speed:
    url, n_rows, n_bytes = f"/api/v1/statements?page_size={PAGE}", 0, 0
    _warm(client)
    started = time.perf_counter()
    while url and n_rows < n:
        body, url = client.get(url, accept)
        n_bytes += len(body)
        n_rows += PAGE if url else 0  # the last page may be shorter: it is not counted
    seconds = time.perf_counter() - started
    note = f"pages of {PAGE}, one after the other; {n_bytes / max(n_rows, 1):,.0f} bytes each"
    return Speed(f"statements, {name}", n_rows, seconds, served_peak_mib(), note)


def follow_feed(database: str, secret: str, *, n: int) -> Iterator[Speed]:
    """Measure `n` changes: compared and numbered, then read, without the things and with them. None of them stays."""
    with _changes(n) as (first, published):
        yield published
        for name, expand in (("read", ""), ("read with what changed", "&expand=item")):
            with serving(database) as port:
                yield _read_feed(Client(port, secret), name, f"{first}{expand}")


@contextmanager
def _changes(n: int) -> Iterator[tuple[str, Speed]]:
    """Let `n` published statements be touched and told of; yield where the feed goes on with them."""
    from partners.catalogue import CATALOGUE
    from partners.models import Kind, Touch
    from partners.services.feed import publish_all_changes, read_state
    from partners.tokens import token_at

    _forget_changes()  # of a run that was stopped
    state = read_state()
    published = CATALOGUE[Kind.STATEMENT].published().order_by("pk")
    keys = published.values_list("pk", flat=True)[:n]
    Touch.objects.bulk_create(
        (Touch(kind=Kind.STATEMENT, item_id=key) for key in keys.iterator(BATCH)), batch_size=BATCH
    )
    try:
        started = time.perf_counter()
        n_touches = publish_all_changes()
        seconds = time.perf_counter() - started
        speed = Speed("feed, compared and numbered", n_touches, seconds, own_peak_mib())
        token = token_at(state, state.head)
        yield f"/api/v1/changes?page_size={PAGE}&cursor={token}", speed
    finally:
        _forget_changes()


def _forget_changes() -> None:
    """An archive is measured, not followed: its change feed stays empty."""
    from partners.models import Change, FeedState, PublishedItem, Touch

    for model in (Touch, Change, PublishedItem):
        model.objects.all().delete()
    FeedState.objects.update(head=0, forgotten=0)


def _read_feed(client: Client, name: str, url: str) -> Speed:
    _warm(client)
    n_changes, started = 0, time.perf_counter()
    while url:
        page = json.loads(client.get(url)[0])
        n_changes += len(page["results"])
        url = "/" + page["next"].split("/", 3)[3] if page["next"] else ""
    seconds = time.perf_counter() - started
    note = f"pages of {PAGE}, one after the other"
    return Speed(f"feed, {name}", n_changes, seconds, served_peak_mib(), note)


def _warm(client: Client) -> None:
    """Let each process of the server see a request."""
    for _ in range(WARM):
        client.get("/api/v1/statements.csv?page_size=1")
