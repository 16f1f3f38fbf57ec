"""What the worker does. Only this module and commands load the engine; web processes name it by its path."""

from __future__ import annotations

import logging
import time
from collections.abc import Collection, Mapping, Sequence
from functools import cache

from django.utils import timezone
from django_q.tasks import async_task

from analysis.extraction import extract
from articles.models import IngestAttempt
from articles.services.ingest import perform_attempt as take_in
from articles.services.polling import poll_due_feeds
from articles.services.submission import rescue_attempts
from claims.matching_gateway import ENGINE, embed, rate_pairs
from claims.models import Claim, ExtractionRun, Question, Statement
from claims.proposing import Case, Subject, propose_link
from claims.services import filing
from claims.services.grouping import (
    GroupsAtHand,
    rate_groups,
    store_placement,
    unplaced_statements,
)
from claims.services.leases import forget_old_leases
from claims.services.runs import fail_run, request_run, rescue_runs, store_extraction
from claims.services.suggestions import (
    PairRating,
    confirmed_vectors,
    forget_ratings,
    late_questions,
    late_statements,
    load_cases,
    open_cases,
    rated_with,
    side_of,
    store_proposals,
    store_ratings,
)
from claims.services.ties import ties_of
from claims.vector_store import (
    StatementIndex,
    claim_text,
    claims_without_vector,
    decode,
    mark_claims_looked_at,
    mark_looked_at,
    open_index,
    statements_without_vector,
    store_claim_vectors,
    store_statement_vectors,
)

logger = logging.getLogger(__name__)

EMBEDDED_AT_ONCE = 256
N_NEIGHBOURS = 8  # statements that a new one is read against
LEAST_LIKE = 0.5
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
        extraction = extract(run.version.text)
        store_extraction(run=run, extraction=extraction, seconds=time.perf_counter() - started)
    except Exception as error:
        logger.exception("run %s failed", run_id)
        fail_run(run=run, error=f"{type(error).__name__}: {error}")
    else:
        found = run.statements.values_list("pk", flat=True)
        async_task("claims.tasks.look_at_statements", list(found))


def keep_up() -> None:
    """Ask the feeds whose time has come, and queue again what was lost; the worker does so every minute."""
    for poll in poll_due_feeds():
        if poll.error:
            logger.warning("feed %s: %s", poll.feed.url, poll.error)
    n_rescued = rescue_attempts() + rescue_runs()
    if n_rescued:
        logger.warning("%s lost attempts and runs were queued again", n_rescued)
    forget_old_leases()
    look_at_statements()
    for question_id in late_questions():
        suggest_for_question(question_id)


def reroute_queue() -> None:
    """Bring what waits to the desks that the routes now name."""
    filing.reroute_queue()


def look_at_statements(statement_ids: Sequence[int] | None = None) -> int:
    """Suggest links for those of the statements that changed since they were looked at; of all if None."""
    return suggest_links(late_statements(among=statement_ids))


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
    cases = load_cases(Question.objects.standing().values_list("pk", flat=True))
    group_statements(statement_ids)  # first: what is said of a group holds for who joins it
    n_made = sum(_suggest(statement, cases, index) for statement in rows.order_by("pk"))
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
    make_vectors(())
    index.catch_up()
    claims = Claim.objects.filter(question=question_id).exclude(vector=None)
    vectors = [decode(claim.vector) for claim in claims.select_related("vector")]
    vectors += confirmed_vectors(question_id)
    found = {near.key for vector in vectors for near in index.find_nearest(vector, N_PER_CLAIM)}
    n_made = suggest_links(sorted(found))
    mark_claims_looked_at(question_id, at=timezone.now())
    return n_made


def make_vectors(statement_ids: Collection[int]) -> int:
    """Make the vectors that these statements and all claims lack; return how many statements got one."""
    changed = statements_without_vector(statement_ids, engine=ENGINE)
    for start in range(0, len(changed), EMBEDDED_AT_ONCE):
        some = changed[start : start + EMBEDDED_AT_ONCE]
        store_statement_vectors(some, embed([s.words for s in some]), engine=ENGINE)
        forget_ratings([s.pk for s in some])
    claims = claims_without_vector(engine=ENGINE)
    if claims:
        store_claim_vectors(claims, embed([claim_text(c) for c in claims]), engine=ENGINE)
    return len(changed)


def _suggest(statement: Statement, cases: Mapping[int, list[Case]], index: StatementIndex) -> int:
    seen_at = timezone.now()
    subject = Subject(statement.pk, side_of(statement), decode(statement.vector))
    _rate_neighbours(statement, subject, index)
    ties = ties_of(statement.pk)
    found = open_cases(statement, cases, kept_out=ties.apart)
    proposals = [
        propose_link(subject, theirs, rate_pairs, belongs=question in ties.belongs)
        for question, theirs in found.items()
    ]
    links = store_proposals(
        statement=statement, proposals=[p for p in proposals if p], looked_among=list(cases)
    )
    mark_looked_at([statement.pk], at=max(seen_at, statement.modified_at))
    return len(links)


def _rate_neighbours(statement: Statement, subject: Subject, index: StatementIndex) -> None:
    """Read the statement against its nearest from other articles, those it was not read against before."""
    near = index.find_nearest(subject.vector, N_NEIGHBOURS, besides=[statement.pk])
    alike = {each.key: each.score for each in near if each.score >= LEAST_LIKE}
    rated = rated_with(statement.pk)
    others = Statement.objects.shown().filter(pk__in=alike.keys() - rated)
    others = others.exclude(version=statement.version_id).with_context()
    if statement.version.article.origin_id:  # one report cannot compete with itself
        others = others.exclude(version__article__origin=statement.version.article.origin_id)
    kept = list(others.defer("version__text", "version__raw"))
    found = rate_pairs([(subject.side, side_of(other), None) for other in kept])
    store_ratings(
        PairRating(statement.pk, other.pk, alike[other.pk], rivalry)
        for other, rivalry in zip(kept, found, strict=True)
    )


@cache
def _groups() -> GroupsAtHand:
    """Return this process's groups."""
    return GroupsAtHand(ENGINE)


@cache
def _index() -> StatementIndex:
    """Return this process's index; the first call reads it."""
    return open_index(engine=ENGINE)
