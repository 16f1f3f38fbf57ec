"""Feeds of published reviews: taken in, matched as suggestions, undone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_q.tasks import async_task

from articles.errors import CleaningError, FetchError
from articles.fetching import fetch_data
from claims.errors import ReviewError
from claims.models import Claim, PartnerReview, ReviewImport
from claims.proposing import Proposal
from claims.review_feeds import FeedReview, FeedRow, read_feed
from claims.services.partner_reviews import record_partner_review

State = ReviewImport.State
MAX_BYTES = 20_000_000
# Progress is written every so many reviews.
PART = 20
Match = Callable[[FeedReview], Proposal | None]


def request_import(
    *, source: str, data: bytes | None, actor: User | None, is_dry_run: bool, queue: bool = True
) -> ReviewImport:
    """Take a feed in; the worker matches it. `data` None: it is fetched from the address `source` then.

    Raises `ReviewError` for what is no feed of reviews.
    """
    text = "" if data is None else _decode(data)
    n_reviews = len(read_feed(text)) if data is not None else 0
    run = ReviewImport.objects.create(
        source=source[:1000],
        text=text,
        n_reviews=n_reviews,
        is_dry_run=is_dry_run,
        made_by=actor,
    )
    if queue:
        transaction.on_commit(lambda: async_task("claims.review_matching.match_reviews", run.pk))
    return run


def import_for_real(*, run: ReviewImport, actor: User) -> ReviewImport:
    """Take the feed of a trial in, as it was then."""
    data = run.text.encode()
    return request_import(source=run.source, data=data, actor=actor, is_dry_run=False)


def work_import(*, run: ReviewImport, match: Match) -> None:
    """Match the reviews of `run` that are not done yet; may be called again after a worker died.

    Each match is recorded as a suggestion under its publisher's name; a trial records nothing.
    """
    if run.state not in {State.WAITING, State.RUNNING}:
        return
    try:
        rows = _rows(run)
    except (ReviewError, FetchError, CleaningError) as error:
        run.state, run.failure, run.finished_at = State.FAILED, str(error)[:500], timezone.now()
        run.save(update_fields=["state", "failure", "finished_at"])
        return
    run.state = State.RUNNING
    for start in range(run.n_done, len(rows), PART):
        part = rows[start : start + PART]
        with transaction.atomic():
            run.report += [_take(run, row, match) for row in part]
            run.n_done = start + len(part)
            run.save(update_fields=["state", "report", "n_done"])
    run.state, run.finished_at = State.DONE, timezone.now()
    run.save(update_fields=["state", "finished_at"])


def undo_import(*, run: ReviewImport) -> int:
    """Take back what an import suggested and nobody has decided; return how many. What was decided is left alone."""
    if run.state != State.DONE or run.is_dry_run:
        raise ReviewError(_("There is nothing to undo."))
    with transaction.atomic():
        if not ReviewImport.objects.filter(pk=run.pk, state=State.DONE).update(state=State.UNDONE):
            raise ReviewError(_("There is nothing to undo."))
        run.state = State.UNDONE
        found = PartnerReview.objects.suggested().filter(came_with=run, decided_at=None)
        return found.delete()[0]


def _rows(run: ReviewImport) -> list[FeedRow]:
    if not run.text:
        run.text = _decode(fetch_data(run.source).data)
        run.n_reviews = len(read_feed(run.text))
        run.save(update_fields=["text", "n_reviews"])
    return read_feed(run.text)


def _take(run: ReviewImport, row: FeedRow, match: Match) -> dict[str, Any]:
    line: dict[str, Any] = {"row": row.number, "words": row.words, "outcome": "refused"}
    review = row.review
    if review is None:
        return line | {"detail": row.problem}
    line |= {"url": review.url, "partner": review.partner}
    known = PartnerReview.objects.filter(url=review.url, partner=review.partner).first()
    if known is not None and not run.is_dry_run:
        record_partner_review(claim=known.claim, **review.values())  # brought up to date
    if known is not None:
        return line | {"outcome": "known", "claim": known.claim_id, "review": known.pk}
    if PartnerReview.objects.filter(url=review.url).exists():
        return line | {"detail": _("Another publisher’s review stands at this address.")}
    found = match(review)
    if found is None:
        return line | {"outcome": "unmatched"}
    line |= {"outcome": "matched", "claim": found.claim, "score": found.score}
    line["reasons"] = list(found.reasons)
    return line if run.is_dry_run else line | {"review": _record(run, review, found).pk}


def _record(run: ReviewImport, review: FeedReview, found: Proposal) -> PartnerReview:
    claim = Claim.objects.select_related("question").get(pk=found.claim)
    recorded = record_partner_review(claim=claim, **review.values())
    recorded.came_with, recorded.score = run, found.score
    recorded.reasons = list(found.reasons)
    recorded.save(update_fields=["came_with", "score", "reasons"])
    return recorded


def _decode(data: bytes) -> str:
    if len(data) > MAX_BYTES:
        raise ReviewError(_("The feed is larger than 20 MB: split it."))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ReviewError(_("The feed is not UTF-8.")) from error


def claims_of(report: list[Mapping[str, Any]]) -> dict[int, Claim]:
    """Return the claims that the rows of a report name, by id."""
    ids = {row["claim"] for row in report if "claim" in row}
    return Claim.objects.select_related("question").in_bulk(ids)
