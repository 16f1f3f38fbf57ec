"""The demo's articles, taken in page by page as a publisher's would be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from django.contrib.auth.models import User

from articles.errors import IngestError
from articles.models import ArticleVersion, Outlet
from articles.services.ingest import perform_attempt
from articles.services.submission import submit_file
from claims.demo.files import article_page, read_seed
from claims.models import ExtractionRun
from claims.services.runs import request_run
from claims.tasks import perform_run


def load_articles(
    outlets: Mapping[str, Outlet], *, editor: User
) -> Iterator[tuple[str, ArticleVersion]]:
    """Take in and read every page of the manifest, in its order; yield file name and version.

    Raises `IngestError` when a page cannot be taken in: the demo's own pages must all be fit.
    """
    for row in read_seed("manifest.json"):
        attempt = submit_file(
            name=row["file"],
            data=article_page(row["file"]),
            submitted_by=editor,
            outlet=outlets[row["outlet"]],
            first_seen_at=dt.datetime.fromisoformat(row["first_seen_at"]),
            is_queued=False,
        )
        attempt = perform_attempt(attempt.pk)
        if attempt.version is None:
            raise IngestError(f"{row['file']}: {attempt.reason_said}")
        read_version(attempt.version)
        yield row["file"], attempt.version


def read_version(version: ArticleVersion) -> ExtractionRun:
    """Find the statements of `version` at once, in this process; raises `IngestError` if the run fails."""
    run = request_run(version=version, is_queued=False)
    perform_run(run.pk)
    run.refresh_from_db()
    if run.state == ExtractionRun.State.FAILED:
        raise IngestError(f"{version}: {run.error}")
    return run
