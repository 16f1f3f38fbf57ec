"""What the worker does. Only this module and commands load the engine; web processes name it by its path."""

from __future__ import annotations

import logging
import time

from django.utils import timezone

from analysis.extraction import extract
from articles.models import IngestAttempt
from articles.services.ingest import perform_attempt as take_in
from articles.services.polling import poll_due_feeds
from articles.services.submission import rescue_attempts
from claims.models import ExtractionRun
from claims.services.runs import fail_run, request_run, rescue_runs, store_extraction

logger = logging.getLogger(__name__)


def perform_attempt(attempt_id: int) -> None:
    """Take the article in, then ask for a run of its new version; doing it twice does no harm."""
    attempt = take_in(attempt_id)
    is_stored = attempt.state == IngestAttempt.State.STORED and attempt.version is not None
    if is_stored and attempt.version is not None and not attempt.version.runs.exists():
        request_run(version=attempt.version)


def perform_run(run_id: int) -> None:
    """Read the version and store its statements; a run that is done already is left alone."""
    run = ExtractionRun.objects.select_related("version").get(pk=run_id)
    if run.state == ExtractionRun.State.DONE:
        return
    ExtractionRun.objects.filter(pk=run_id).update(
        state=ExtractionRun.State.RUNNING, started_at=timezone.now(), error=""
    )
    started = time.perf_counter()
    try:
        extraction = extract(run.version.text)
        store_extraction(run=run, extraction=extraction, seconds=time.perf_counter() - started)
    except Exception as error:
        logger.exception("run %s failed", run_id)
        fail_run(run=run, error=f"{type(error).__name__}: {error}")


def keep_up() -> None:
    """Ask the feeds whose time has come, and queue again what was lost; the worker does so every minute."""
    for poll in poll_due_feeds():
        if poll.error:
            logger.warning("feed %s: %s", poll.feed.url, poll.error)
    n_rescued = rescue_attempts() + rescue_runs()
    if n_rescued:
        logger.warning("%s lost attempts and runs were queued again", n_rescued)
