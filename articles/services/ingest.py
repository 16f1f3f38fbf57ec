"""One attempt carried out: fetch, clean, store, and say what became of it.

The row is the truth. An attempt is taken by a conditional update that also counts the try; what the try
brings is written, with the article, in one transaction that first checks that the try is still the latest.
So it may be started twice, at the same time too, and killed at any moment: the article is stored once.
"""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from articles.cleaning import (
    MIN_PAGE_CHARS,
    MIN_TEXT_CHARS,
    CleanPage,
    clean_html,
    clean_text,
    refuse_unfit,
)
from articles.errors import IngestError
from articles.fetching import fetch_page
from articles.models import Article, IngestAttempt
from articles.services.storage import Given, Stored, store_article

# What has shown nothing for so long is lost, message and all: fetching and cleaning end well before.
LEASE = dt.timedelta(minutes=5)
MAX_TRIES = 4

State = IngestAttempt.State


def perform_attempt(attempt_id: int) -> IngestAttempt:
    """Carry out the attempt unless it is finished; return it as it then stands.

    An attempt that is being read is begun anew: the queue delivers twice only what a killed worker left,
    and should the first try live after all, it finds itself overtaken and writes nothing. What goes wrong with the article is recorded on the attempt, never raised.
    """
    attempt = _take(attempt_id)
    if attempt is None:
        return IngestAttempt.objects.get(pk=attempt_id)
    try:
        url, raw, page = _read(attempt)
        _store(attempt, url, raw, page)
    except IngestError as error:
        fail_attempt(attempt, error)
    attempt.refresh_from_db()
    return attempt


def fail_attempt(attempt: IngestAttempt, error: IngestError) -> bool:
    """Record why the try in hand brought nothing; False if another try has begun since."""
    return _finish(attempt, state=State.FAILED, error=error)


def _take(attempt_id: int) -> IngestAttempt | None:
    mine = {
        "state": State.RUNNING,
        "state_at": timezone.now(),
        "n_tries": F("n_tries") + 1,
        "reason": "",
        "reason_values": {},
        "finished_at": None,
    }
    with transaction.atomic():
        if not IngestAttempt.objects.unfinished().filter(pk=attempt_id).update(**mine):
            return None
        return IngestAttempt.objects.select_related("outlet", "feed__outlet", "submitted_by").get(
            pk=attempt_id
        )


def _read(attempt: IngestAttempt) -> tuple[str, str, CleanPage]:
    """Return the address after redirects, the page as it came, and the article on it."""
    if not attempt.url:
        page = clean_html(attempt.payload) if attempt.is_html else clean_text(attempt.payload)
        refuse_unfit(page.text, min_chars=MIN_TEXT_CHARS)
        return "", attempt.payload if attempt.is_html else "", page
    fetched = fetch_page(attempt.url)
    text = fetched.text
    page = clean_html(text, fetched.url) if fetched.is_html else clean_text(text)
    refuse_unfit(page.text, min_chars=MIN_PAGE_CHARS)
    return fetched.url, text, page


def _store(attempt: IngestAttempt, url: str, raw: str, page: CleanPage) -> None:
    try:
        _store_and_finish(attempt, url, raw, page)
    except IntegrityError:
        # Two workers stored the same page at the same moment: now the other's rows are there to be found.
        _store_and_finish(attempt, url, raw, page)


@transaction.atomic
def _store_and_finish(attempt: IngestAttempt, url: str, raw: str, page: CleanPage) -> None:
    if not _is_mine(attempt):
        return
    stored = store_article(page=page, raw=raw, given=_given(attempt, url))
    _finish(attempt, state=State.STORED if stored.is_new else State.UNCHANGED, stored=stored)


def _given(attempt: IngestAttempt, url: str) -> Given:
    is_feed = attempt.kind == IngestAttempt.Kind.FEED
    return Given(
        url=url,
        title="" if is_feed else attempt.given_title,
        outlet=attempt.outlet or (attempt.feed.outlet if attempt.feed else None),
        published_at=attempt.given_published_at,
        published_known_from=Article.DateSource.FEED if is_feed else Article.DateSource.GIVEN,
        first_seen_at=attempt.given_first_seen_at or attempt.created_at,
        added_by=attempt.submitted_by,
    )


def _is_mine(attempt: IngestAttempt) -> bool:
    """Whether no later try has begun; holds the row until the transaction ends."""
    rows = IngestAttempt.objects.select_for_update()
    return rows.filter(pk=attempt.pk, state=State.RUNNING, n_tries=attempt.n_tries).exists()


def _finish(
    attempt: IngestAttempt,
    *,
    state: IngestAttempt.State,
    error: IngestError | None = None,
    stored: Stored | None = None,
) -> bool:
    rows = IngestAttempt.objects.filter(pk=attempt.pk, state=State.RUNNING, n_tries=attempt.n_tries)
    now = timezone.now()
    n_rows = rows.update(
        state=state,
        state_at=now,
        reason=error.message if error else "",
        reason_values=error.values if error else {},
        is_retryable=error.is_retryable if error else False,
        version=stored.version if stored else None,
        article=stored.version.article if stored else None,
        finished_at=now,
    )
    return n_rows == 1
