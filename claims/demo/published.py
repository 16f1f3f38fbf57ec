"""The demo's feed of an invented fact-checker, matched as an editor's import would be."""

from __future__ import annotations

from django.contrib.auth.models import User

from claims.demo.files import SEEDS
from claims.models import ReviewImport
from claims.review_matching import match_reviews
from claims.services.review_imports import request_import

FILE = "tidewater-checks.json"


def import_feed(*, editor: User) -> ReviewImport:
    """Take the feed in; its matches wait for an editor."""
    data = (SEEDS / FILE).read_bytes()
    run = request_import(source=FILE, data=data, actor=editor, is_dry_run=False, queue=False)
    match_reviews(run.pk)
    run.refresh_from_db()
    return run
