"""Keeping the review queue: what waits is filed with all that it is sorted by; what is decided leaves.

Every writer that makes a statement wait, decides it, or changes what it is sorted by calls `file_statements`.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, F, Min, OuterRef, Subquery

from analysis.matching.quotations import is_same_quotation
from articles.models import Article
from claims.models import ClaimLink, QueueEntry, Statement, Story
from claims.services.desks import Routes, load_routes

MINUTE = dt.timedelta(minutes=1)
EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
# What a statement's rank gains, in minutes: a disputed one counts as two days newer, a sure one as half a day.
BREAKING = 10**9
DISPUTED = 2 * 24 * 60
SURE, HALF_SURE = 12 * 60, 6 * 60
LEAST_SURE, LEAST_HALF_SURE = 0.8, 0.5
PLACES = 1_000_000  # of one version's text; what lies behind shares the last
N_COMPARED = 200  # leads of one origin that a new statement is read against
N_AT_ONCE = 2_000
FILED = (
    *("group", "is_lead", "article", "origin", "outlet", "speaker", "desk", "editor"),
    *("cue_class", "confidence", "is_sure", "is_breaking", "is_disputed", "is_unsure"),
    *("said_at", "rank", "place"),
)


@dataclass(frozen=True, slots=True)
class _Around:
    """What filing a handful of statements needs to know about their articles."""

    routes: Routes
    stories: dict[int, Story]
    disputed: frozenset[int]


def file_statements(statement_ids: Collection[int]) -> None:
    """Bring the queue up to date for these statements; filing twice changes nothing."""
    with transaction.atomic():
        waiting = _load(statement_ids)
        _take_out(statement_ids)
        if waiting:
            _file(waiting, load_routes())


def file_dispute(statement_id: int, *, is_disputed: bool) -> None:
    """Note with a waiting statement whether claims bear on it; nothing else of its entry changes."""
    step = DISPUTED if is_disputed else -DISPUTED
    entries = QueueEntry.objects.filter(pk=statement_id, is_disputed=not is_disputed)
    entries.update(is_disputed=is_disputed, rank=F("rank") + step)


def rebuild_queue() -> int:
    """Make the whole queue anew from the statements; return how many wait."""
    routes, last, n_filed = load_routes(), 0, 0
    QueueEntry.objects.all().delete()
    keys = Statement.objects.proposed().order_by("pk").values_list("pk", flat=True)
    while chunk := list(keys.filter(pk__gt=last)[:N_AT_ONCE]):
        with transaction.atomic():
            _file(_load(chunk), routes)
        last, n_filed = chunk[-1], n_filed + len(chunk)
    return n_filed


def reroute_queue() -> int:
    """Bring every waiting statement to the desk that the routes now name; return how many moved."""
    routes, last, n_moved = load_routes(), 0, 0
    keys = QueueEntry.objects.order_by("article").values_list("article", flat=True).distinct()
    while chunk := list(keys.filter(article__gt=last)[:N_AT_ONCE]):
        articles: dict[int | None, list[int]] = defaultdict(list)
        for article in Article.objects.filter(pk__in=chunk).only("title", "outlet_id"):
            articles[routes.desk_of(article)].append(article.pk)
        for desk, theirs in articles.items():
            entries = QueueEntry.objects.filter(article__in=theirs)
            moved = entries.exclude(desk=desk) if desk else entries.exclude(desk=None)
            n_moved += moved.update(desk=desk)
        last = chunk[-1]
    return n_moved


def rank_of(
    *, said_at: dt.datetime, confidence: float, is_breaking: bool, is_disputed: bool
) -> int:
    """Return how much a statement matters: minutes of its date, and what breaking, dispute and sureness add."""
    sureness = (
        SURE if confidence >= LEAST_SURE else HALF_SURE if confidence >= LEAST_HALF_SURE else 0
    )
    return (said_at - EPOCH) // MINUTE + BREAKING * is_breaking + DISPUTED * is_disputed + sureness


def place_of(row: Statement) -> int:
    """Return where the statement stands among all: text after text, and in each as it is read."""
    return row.version_id * PLACES + min(row.start, PLACES - 1)


def _load(statement_ids: Collection[int]) -> list[Statement]:
    """Return those of the statements that wait, in order of arrival, without the texts they stand in."""
    rows = Statement.objects.proposed().filter(pk__in=statement_ids)
    return list(
        rows.select_related("version__article")
        .defer("version__text", "version__raw", "version__sketch", "proposal")
        .order_by("pk")
    )


def _take_out(statement_ids: Collection[int]) -> None:
    """Drop the entries; where a group loses its lead, the earliest of the rest takes its place."""
    entries = QueueEntry.objects.filter(pk__in=statement_ids)
    groups = set(entries.filter(n_carried__gt=1).values_list("group", flat=True))
    groups |= set(entries.filter(is_lead=False).values_list("group", flat=True))
    entries.delete()
    for group in groups:
        left = QueueEntry.objects.filter(group=group)
        first = left.aggregate(first=Min("pk"))["first"]
        if first is not None and not left.filter(is_lead=True).exists():
            left.update(group=first)
            QueueEntry.objects.filter(pk=first).update(is_lead=True)
            group = first  # noqa: PLW2901 - the group goes by its new lead
        _count_carried([group])


def _file(rows: Sequence[Statement], routes: Routes) -> None:
    """Add entries for `rows`, none of which has one; copies join the group of the words they carry."""
    origins = {row.version.article.origin_id for row in rows}
    links = ClaimLink.objects.filter(statement__in=[row.pk for row in rows])
    around = _Around(
        routes=routes,
        stories={story.origin_id: story for story in Story.objects.filter(origin__in=origins)},
        disputed=frozenset(links.exclude(state="refused").values_list("statement_id", flat=True)),
    )
    carried = _carried_origins(origins)
    leads = _leads_of(carried)
    entries, joined = [], set()
    for row in rows:
        entry = _entry(row, around)
        if row.version.article.origin_id in carried:
            theirs = leads[row.version.article.origin_id]
            lead = next((other for other in theirs if _is_copy(row, other)), None)
            if lead is None:
                theirs.append(row)
            else:
                entry.group, entry.is_lead = _group_of(lead), False
                joined.add(entry.group)
        entries.append(entry)
    QueueEntry.objects.bulk_create(
        entries, update_conflicts=True, unique_fields=["statement"], update_fields=list(FILED)
    )
    _count_carried(joined)


def _entry(row: Statement, around: _Around) -> QueueEntry:
    article = row.version.article
    story = around.stories.get(article.origin_id)
    matters = {
        "said_at": article.sort_at,
        "confidence": row.confidence,
        "is_breaking": story is not None and story.is_breaking,
        "is_disputed": row.pk in around.disputed,
    }
    return QueueEntry(
        statement=row,
        group=row.pk,
        article=article,
        origin_id=article.origin_id,
        outlet_id=article.outlet_id,
        speaker_id=row.speaker_id,
        desk_id=around.routes.desk_of(article),
        editor_id=story.editor_id if story else None,
        cue_class=row.cue_class,
        is_sure=row.confidence >= LEAST_SURE,
        is_unsure=row.is_unsure,
        rank=rank_of(**matters),
        place=place_of(row),
        **matters,
    )


def _carried_origins(origins: Collection[int]) -> set[int]:
    """Return those of the origins that more than one article carries."""
    articles = Article.objects.filter(origin__in=origins).order_by().values("origin")
    counted = articles.annotate(n=Count("pk")).filter(n__gt=1)
    return set(counted.values_list("origin", flat=True))


def _leads_of(origins: Collection[int]) -> dict[int, list[Statement]]:
    """Return the statements that already stand for their groups in these origins, by origin."""
    leads: dict[int, list[Statement]] = defaultdict(list)
    if not origins:
        return leads
    entries = QueueEntry.objects.leads().filter(origin__in=origins)
    rows = entries.select_related("statement__version__article").defer(
        "statement__version__text", "statement__version__raw", "statement__proposal"
    )
    for entry in rows.order_by("pk")[: N_COMPARED * len(origins)]:
        leads[entry.origin_id].append(entry.statement)
    return leads


def _group_of(lead: Statement) -> int:
    """Return the group of a lead: groups go by the key of the statement that leads them."""
    return lead.pk


def _is_copy(row: Statement, other: Statement) -> bool:
    """Tell whether two statements are one report's, by one speaker, doing one thing, in nearly the same words."""
    mine, theirs = row.version.article, other.version.article
    return (
        mine.origin_id == theirs.origin_id
        and mine.pk != theirs.pk
        and row.cue_class == other.cue_class
        and row.is_unsure == other.is_unsure
        and row.speaker_id == other.speaker_id
        and (
            row.speaker_id is not None
            or row.speaker_name.casefold() == other.speaker_name.casefold()
        )
        and is_same_quotation(row.words, other.words)
    )


def _count_carried(groups: Iterable[int]) -> None:
    """Keep with each lead how many statements its group holds."""
    same = QueueEntry.objects.filter(group=OuterRef("group")).order_by().values("group")
    counted = Subquery(same.annotate(n=Count("pk")).values("n"))
    QueueEntry.objects.leads().filter(group__in=list(groups)).update(n_carried=counted)
