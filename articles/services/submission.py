"""The doors by which an article comes in: pasted text, a file, an address; and trying again.

Each returns a stored attempt and, in the same transaction, hands its id to the work queue.
What can be told at once to be unfit raises IngestError and stores nothing.
"""

from __future__ import annotations

import datetime as dt
import re
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop as _
from django_q.tasks import async_task

from articles.addresses import parse_url
from articles.cleaning import (
    decode_bytes,
    normalise_text,
    refuse_too_long,
    refuse_unfit,
    replace_unstorable,
)
from articles.errors import CleaningError, IngestError
from articles.models import Feed, IngestAttempt, Outlet
from articles.services.ingest import LEASE, MAX_TRIES, fail_attempt

_HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)
_DEADLY = _("the worker stopped %(n)s times while reading this: paste the article's text instead")

State = IngestAttempt.State
Kind = IngestAttempt.Kind


def submit_text(
    *,
    text: str,
    submitted_by: User | None,
    title: str = "",
    outlet: Outlet | None = None,
    published_at: dt.datetime | None = None,
    first_seen_at: dt.datetime | None = None,
    is_queued: bool = True,
) -> IngestAttempt:
    """Hand in a pasted text; without a `title`, its first line is the title."""
    refuse_too_long(text)
    cleaned = normalise_text(text)
    if not cleaned:
        raise CleaningError(_("there is no text: paste the words of an article"))
    refuse_unfit(cleaned)
    return _hand_in(
        is_queued=is_queued,
        kind=Kind.PASTE,
        payload=cleaned,
        given_title=_short_title(title),
        outlet=outlet,
        given_published_at=published_at,
        given_first_seen_at=first_seen_at,
        submitted_by=submitted_by,
    )


def submit_file(
    *,
    name: str,
    data: bytes,
    submitted_by: User | None,
    title: str = "",
    outlet: Outlet | None = None,
    published_at: dt.datetime | None = None,
    first_seen_at: dt.datetime | None = None,
    is_queued: bool = True,
) -> IngestAttempt:
    """Hand in a file of plain text or HTML; which of the two, its name or its first words tell."""
    limit = settings.INGEST_MAX_BYTES
    if len(data) > limit:
        raise CleaningError(
            _("the file has %(size)s MB, the limit is %(limit)s MB: add a smaller one"),
            size=round(len(data) / 1_048_576, 1),
            limit=round(limit / 1_048_576, 1),
        )
    if not data.strip():
        raise CleaningError(_("the file is empty: choose one that holds an article"))
    text = decode_bytes(data)
    is_html = PurePath(name).suffix.lower() in _HTML_SUFFIXES or _HTML_START.match(text) is not None
    if not is_html:
        text = normalise_text(text)
        refuse_unfit(text)
    return _hand_in(
        is_queued=is_queued,
        kind=Kind.FILE,
        file_name=replace_unstorable(name)[:300],
        payload=replace_unstorable(text),
        is_html=is_html,
        given_title=_short_title(title),
        outlet=outlet,
        given_published_at=published_at,
        given_first_seen_at=first_seen_at,
        submitted_by=submitted_by,
    )


def submit_url(
    *,
    url: str,
    submitted_by: User | None,
    title: str = "",
    outlet: Outlet | None = None,
    feed: Feed | None = None,
    published_at: dt.datetime | None = None,
    first_seen_at: dt.datetime | None = None,
    is_queued: bool = True,
) -> IngestAttempt:
    """Hand in the address of a page; from a `feed`, what it says of the article counts after the page."""
    address = str(parse_url(url).copy_with(fragment=None))
    return _hand_in(
        is_queued=is_queued,
        kind=Kind.FEED if feed else Kind.URL,
        url=address,
        given_title=_short_title(title),
        outlet=outlet,
        feed=feed,
        given_published_at=published_at,
        given_first_seen_at=first_seen_at,
        submitted_by=submitted_by,
    )


def retry_attempt(*, attempt: IngestAttempt, is_queued: bool = True) -> IngestAttempt:
    """Put a failed, or lost, attempt back in the queue; raises IngestError if it is under way or stored."""
    rows = IngestAttempt.objects.filter(pk=attempt.pk)
    fresh = {
        "state": State.QUEUED,
        "state_at": timezone.now(),
        "reason": "",
        "reason_values": {},
        "is_retryable": False,
        "finished_at": None,
    }
    with transaction.atomic():
        if not rows.failed().update(**fresh) and not rows.lost(after=LEASE).update(**fresh):
            raise IngestError(
                _("this attempt is under way or already stored: there is nothing to try again")
            )
        if is_queued:
            _queue(attempt.pk)
    attempt.refresh_from_db()
    return attempt


def rescue_attempts() -> int:
    """Queue again what a killed worker or a lost message left unfinished; return how many.

    An attempt that has taken down its worker again and again is recorded as failed instead.
    """
    lost = list(IngestAttempt.objects.lost(after=LEASE).only("pk", "state", "n_tries"))
    for attempt in lost:
        if attempt.state == State.RUNNING and attempt.n_tries >= MAX_TRIES:
            fail_attempt(attempt, IngestError(_DEADLY, is_retryable=True, n=attempt.n_tries))
        else:
            _queue_again(attempt)
    return len(lost)


def _queue_again(attempt: IngestAttempt) -> None:
    """Hand the id to the queue once more, and not again before another lease has passed."""
    unfinished = IngestAttempt.objects.filter(
        pk=attempt.pk, state=attempt.state, n_tries=attempt.n_tries
    )
    with transaction.atomic():
        if unfinished.update(state=State.QUEUED, state_at=timezone.now()):
            _queue(attempt.pk)


def is_waiting_long(attempt: IngestAttempt) -> bool:
    """Tell whether `attempt` has waited so long that the worker may not be running."""
    return attempt.state == State.QUEUED and timezone.now() - attempt.state_at > dt.timedelta(
        seconds=15
    )


def _hand_in(*, is_queued: bool, **values: Any) -> IngestAttempt:
    with transaction.atomic():
        attempt = IngestAttempt.objects.create(**values)
        if is_queued:
            _queue(attempt.pk)
    return attempt


def _queue(attempt_id: int) -> None:
    # Inside the transaction: the queue lies in the same database, so that row and message stand or fall together.
    async_task(settings.INGEST_TASK, attempt_id)


def _short_title(title: str) -> str:
    return " ".join(normalise_text(title).split())[:500]
