"""`manage.py ingest`: take articles in from files and addresses, and read them for statements."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext_noop as _

from articles.errors import IngestError
from articles.models import IngestAttempt
from articles.services.submission import submit_file, submit_url
from claims.models import ExtractionRun, Statement
from claims.services.runs import request_run
from claims.tasks import perform_attempt, perform_run

State = IngestAttempt.State


class Command(BaseCommand):
    """Prints a line for each path or address; the exit status is 1 if any of them failed."""

    help = (
        "Take in articles from files (plain text, HTML) and addresses, at once and in this process."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take paths and addresses; `--queue` leaves the work to the worker."""
        parser.add_argument("places", nargs="+", metavar="PATH_OR_URL")
        parser.add_argument("--queue", action="store_true", help="leave the work to the worker")

    def handle(self, *args: Any, places: list[str], queue: bool, **options: Any) -> None:
        """Take each in; one that fails does not stop the others."""
        n_failed = 0
        for place in places:
            try:
                outcome = self._take_in(place, is_queued=queue)
            except (IngestError, OSError) as error:
                n_failed += 1
                self.stderr.write(f"{place}: failed: {error}")
            else:
                self.stdout.write(f"{place}: {outcome}")
        if n_failed:
            raise CommandError(f"{n_failed} of {len(places)} failed", returncode=1)

    def _take_in(self, place: str, *, is_queued: bool) -> str:
        attempt = _submit(place, is_queued=is_queued)
        if is_queued:
            return f"waiting for the worker as attempt {attempt.pk}"
        perform_attempt(attempt.pk)
        attempt.refresh_from_db()
        if attempt.state == State.FAILED or attempt.version is None:
            raise IngestError(attempt.reason, **attempt.reason_values)
        if not attempt.version.runs.filter(state=ExtractionRun.State.DONE).exists():
            perform_run(request_run(version=attempt.version).pk)
        return _outcome(attempt)


def _submit(place: str, *, is_queued: bool) -> IngestAttempt:
    if "://" in place:
        return submit_url(url=place, submitted_by=None, is_queued=is_queued)
    path = Path(place)
    return submit_file(
        name=path.name, data=path.read_bytes(), submitted_by=None, is_queued=is_queued
    )


def _outcome(attempt: IngestAttempt) -> str:
    """What came of a stored attempt; raises IngestError if its text could not be read for statements."""
    version = attempt.version
    assert version is not None
    run = version.runs.first()
    if run is not None and run.state == ExtractionRun.State.FAILED:
        raise IngestError(_("stored, but not read for statements: %(error)s"), error=run.error)
    n_statements = Statement.objects.of(version).count()
    noun = "statement" if n_statements == 1 else "statements"
    return f"{attempt.get_state_display()} as article {version.article_id}, {n_statements} {noun}"
