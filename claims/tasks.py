"""What the worker does. Only this module and commands load the engine; web processes name it by its path."""

from __future__ import annotations

import datetime as dt
import logging
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache

from django.db import transaction
from django.utils import timezone
from django_q.tasks import async_task

from analysis.extraction import extract
from articles.models import IngestAttempt
from articles.services.ingest import perform_attempt as take_in
from articles.services.polling import poll_due_feeds
from articles.services.submission import rescue_attempts
from claims.matching_gateway import ENGINE, embed, rate_pairs
from claims.models import Claim, ExtractionRun, Statement
from claims.pgvector import Nearest, open_nearest
from claims.proposing import Subject, propose_link
from claims.services import filing, link_proposals
from claims.services.cases import load_cases, near_questions
from claims.services.counting import count_outcomes
from claims.services.grouping import (
    GroupsAtHand,
    rate_groups,
    store_placement,
    unplaced_statements,
)
from claims.services.judged import judged_with
from claims.services.leases import forget_old_leases
from claims.services.mailing import send_notice
from claims.services.neighbours import begin_comparison
from claims.services.recalibrating import recalibrated
from claims.services.runs import fail_run, request_run, rescue_runs, store_extraction
from claims.services.suggestions import (
    N_LATE,
    confirmed_vectors,
    forget_ratings,
    late_questions,
    late_statements,
    side_of,
    store_proposals,
    store_ratings,
)
from claims.services.ties import ties_of
from claims.vector_store import (
    ClaimIndex,
    claim_text,
    claims_without_vector,
    decode,
    mark_claims_looked_at,
    mark_looked_at,
    statements_without_vector,
    store_claim_vectors,
    store_statement_vectors,
)
from speakers.tasks import compare_records

logger = logging.getLogger(__name__)

EMBEDDED_AT_ONCE = 256
OVERLAP = dt.timedelta(minutes=15)  # an act may be stored later than the moment it bears
A_DAY = dt.timedelta(days=1)
N_NEIGHBOURS = 8  # statements that a new one is read against
N_SEARCHED = 200  # statements near a new one whose questions it may bear on
LEAST_LIKE = 0.5
N_COUNTED_CHUNKS = 50
N_PER_CLAIM = 40  # statements of the archive looked at for each claim of a question


def perform_attempt(attempt_id: int) -> None:
    """Take the article in, then ask for a run of its new version; doing it twice does no harm."""
    attempt = take_in(attempt_id)
    is_stored = attempt.state == IngestAttempt.State.STORED and attempt.version is not None
    if is_stored and attempt.version is not None and not attempt.version.runs.exists():
        request_run(version=attempt.version)


def perform_run(run_id: int) -> None:
    """Read the version and store its statements; a run that is done already is left alone."""
    unfinished = ExtractionRun.objects.filter(pk=run_id).exclude(state=ExtractionRun.State.DONE)
    if not unfinished.update(
        state=ExtractionRun.State.RUNNING, started_at=timezone.now(), error=""
    ):
        return
    run = ExtractionRun.objects.select_related("version").get(pk=run_id)
    started = time.perf_counter()
    try:
        extraction = recalibrated(extract(run.version.text))
        store_extraction(run=run, extraction=extraction, seconds=time.perf_counter() - started)
    except Exception as error:
        logger.exception("run %s failed", run_id)
        fail_run(run=run, error=f"{type(error).__name__}: {error}")
    else:
        found = run.statements.values_list("pk", flat=True)
        async_task("claims.tasks.look_at_statements", list(found))
        async_task("claims.tasks.propose_links", list(found))


def keep_up() -> None:
    """Ask the feeds whose time has come, and queue again what was lost; the worker does so every minute."""
    for poll in poll_due_feeds():
        if poll.error:
            logger.warning("feed %s: %s", poll.feed.url, poll.error)
    n_rescued = rescue_attempts() + rescue_runs()
    if n_rescued:
        logger.warning("%s lost attempts and runs were queued again", n_rescued)
    forget_old_leases()
    count_outcomes(n_chunks=N_COUNTED_CHUNKS)
    compare_records()
    propose_changed_links()
    look_at_statements()
    for question_id in late_questions():
        suggest_for_question(question_id)


def mail_notice(notice_id: int) -> None:
    """Send a notice by e-mail, once, unless its recipient has seen it already or may not see it yet."""
    send_notice(notice_id)


def propose_links(statement_ids: Sequence[int]) -> int:
    """Propose speakers for those of the statements that none is credited for; return how many proposals stand."""
    return link_proposals.propose_links(statement_ids=statement_ids)


def propose_changed_links() -> int:
    """Propose records that changed since this process last looked, at first those of the last day, for names they go by."""
    began, watch = timezone.now(), _registry_watch()
    n_made = link_proposals.propose_for_changed(since=watch.since or began - A_DAY)
    watch.since = began - OVERLAP
    return n_made


def reroute_queue() -> None:
    """Bring what waits to the desks that the routes now name."""
    filing.reroute_queue()


def look_at_statements(statement_ids: Sequence[int] | None = None) -> int:
    """Suggest links for those of the statements that changed since they were looked at; of all if None.

    A process that has looked at all goes on from there.
    """
    if statement_ids is not None:
        return suggest_links(late_statements(among=statement_ids))
    began, watch = timezone.now(), _watch()
    late = late_statements(since=watch.since)
    n_made = suggest_links(late)
    if len(late) < N_LATE:
        watch.since = began - OVERLAP
    return n_made


def suggest_links(statement_ids: Sequence[int]) -> int:
    """Propose claims of open questions for these statements; return how many suggestions stand for them.

    Their vectors and those of changed claims are made first. What editors settled stays as it is, and doing
    it twice changes nothing.
    """
    index = _index()
    make_vectors(statement_ids)
    index.catch_up()
    rows = Statement.objects.shown().filter(pk__in=statement_ids).exclude(vector=None)
    rows = rows.with_context().select_related("vector").defer("version__text", "version__raw")
    claims = _claims()
    claims.catch_up()
    group_statements(statement_ids)  # first: what is said of a group holds for who joins it
    n_made = sum(_suggest(statement, index, claims) for statement in rows.order_by("pk"))
    rate_groups(statement_ids)
    return n_made


def group_statements(statement_ids: Collection[int]) -> int:
    """Put each statement that is in no group yet into the one it fits; return how many. None is ever moved."""
    groups, n_placed = _groups(), 0
    before: Statement | None = None
    groups.catch_up()
    for statement in unplaced_statements(statement_ids):
        follows = before.pk if before and before.version_id == statement.version_id else None
        store_placement(groups.place(statement, follows=follows))
        before = statement
        n_placed += 1
    return n_placed


def suggest_for_question(question_id: int) -> int:
    """Look through the archive for statements that bear on a question; return how many suggestions stand."""
    index = _index()
    make_vectors((), question_id=question_id)
    index.catch_up()
    claims = Claim.objects.filter(question=question_id).exclude(vector=None)
    vectors = [decode(claim.vector) for claim in claims.select_related("vector")]
    vectors += confirmed_vectors(question_id)
    found = {near.key for vector in vectors for near in index.find_nearest(vector, N_PER_CLAIM)}
    n_made = suggest_links(sorted(found))
    mark_claims_looked_at(question_id, at=timezone.now())
    return n_made


def make_vectors(statement_ids: Collection[int], *, question_id: int | None = None) -> int:
    """Make the vectors that these statements and all claims lack; return how many statements got one.

    Of the claims of a question named, those are made anew whose words have changed.
    """
    changed = statements_without_vector(statement_ids, engine=ENGINE)
    for start in range(0, len(changed), EMBEDDED_AT_ONCE):
        some = changed[start : start + EMBEDDED_AT_ONCE]
        with transaction.atomic():
            store_statement_vectors(some, embed([s.words for s in some]), engine=ENGINE)
            forget_ratings([s.pk for s in some])
    claims = claims_without_vector(engine=ENGINE, question_id=question_id)
    if claims:
        store_claim_vectors(claims, embed([claim_text(c) for c in claims]), engine=ENGINE)
    return len(changed)


@dataclass(frozen=True, slots=True)
class Indexes:
    """The nearest statements and the nearest claims."""

    statements: Nearest
    claims: ClaimIndex


def indexes() -> Indexes:
    """Return this process's indexes, brought up to date, with the vectors that claims lack."""
    make_vectors(())
    statements, claims = _index(), _claims()
    statements.catch_up()
    claims.catch_up()
    return Indexes(statements, claims)


def _suggest(statement: Statement, index: Nearest, claims: ClaimIndex) -> int:
    seen_at = timezone.now()
    subject = Subject(statement.pk, side_of(statement), decode(statement.vector))
    found = index.find_nearest(subject.vector, N_SEARCHED, besides=[statement.pk])
    near = [each for each in found if each.score >= LEAST_LIKE]
    comparison = begin_comparison(statement, subject.side, near[:N_NEIGHBOURS], rate=rate_pairs)
    judged = judged_with(statement.pk)
    ties = ties_of(statement.pk, judged)
    questions = near_questions(subject.vector, statements=near, claims=claims)
    asked = (set(questions) | ties.belongs) - ties.apart
    cases = load_cases(statement, subject.vector, sorted(asked), apart=judged.apart)
    proposals = [
        propose_link(subject, theirs, rate_pairs, belongs=question in ties.belongs)
        for question, theirs in cases.items()
    ]
    ratings = comparison.result()
    with transaction.atomic():
        store_ratings(ratings)
        links = store_proposals(statement=statement, proposals=[p for p in proposals if p])
        mark_looked_at([statement.pk], at=max(seen_at, statement.modified_at))
    return len(links)


@dataclass
class _Watch:
    """From when on this process has to look for changed statements; None while it has not looked at all of them."""

    since: dt.datetime | None = None


@cache
def _watch() -> _Watch:
    return _Watch()


@cache
def _registry_watch() -> _Watch:
    return _Watch()


@cache
def _claims() -> ClaimIndex:
    """Return this process's index of claims."""
    return ClaimIndex(ENGINE)


@cache
def _groups() -> GroupsAtHand:
    """Return this process's groups."""
    return GroupsAtHand(ENGINE)


@cache
def _index() -> Nearest:
    """Return this process's index; the first call reads it where it is kept in memory."""
    return open_nearest(engine=ENGINE)
