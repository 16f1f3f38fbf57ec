"""Counting what became of the engine's proposals, behind the log: an act pays nothing for it.

The log is read from where the last count ended. A transaction may commit an event after one with a higher key, so
what is younger than `UNSETTLED` is looked at again; looking twice changes nothing, for an outcome knows the row
version it was made from.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import cache

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone, translation

from claims.models import Outcome, OutcomeCount, QualityState, ReviewEvent, Statement
from claims.quality.outcomes import Cell, Verdict, cells_of, outcome_of
from claims.querysets import StatementQuerySet
from claims.services.desks import load_routes
from claims.services.verdicts import Reason

UNSETTLED = dt.timedelta(minutes=5)
N_AT_ONCE = 2_000
N_CHUNKS = 5  # what a page waits for at most; a worker does the rest
_COUNTED = ("n", "n_accepted", "n_new_words", "n_new_speaker", "n_new_labels", "confidence")
_COLUMNS = (
    *("row_version", "kind", "reason", "decided_on", "engine", "confidence", "plain_confidence"),
    *("cue_class", "quotation", "has_source", "article", "outlet", "desk"),
    *("has_new_words", "has_new_speaker", "has_new_labels"),
)
_Amounts = tuple[float, ...]


def count_outcomes(*, n_chunks: int = N_CHUNKS) -> QualityState:
    """Count the verdicts given since the last count, `n_chunks` times `N_AT_ONCE` events at most."""
    state = QualityState.objects.filter(pk=1).first() or QualityState()
    after = state.seen
    for _ in range(n_chunks):
        events = list(
            ReviewEvent.objects.filter(pk__gt=after)
            .order_by("pk")
            .values_list("pk", "statement_id", "at")[:N_AT_ONCE]
        )
        if not events:
            break
        after = events[-1][0]
        settled = timezone.now() - UNSETTLED
        seen = max((pk for pk, _statement, at in events if at < settled), default=0)
        keys = {statement for _pk, statement, _at in events}
        if seen > state.seen or _changed(keys).exists():
            state = _count(keys, seen=seen)
    return state


def rebuild_outcomes() -> int:
    """Make every outcome and every count anew from the statements and their log; return how many outcomes there are."""
    with transaction.atomic():
        QualityState.objects.select_for_update().update_or_create(pk=1, defaults={"seen": 0})
        Outcome.objects.all().delete()
        OutcomeCount.objects.all().delete()
    last = ReviewEvent.objects.order_by("pk").values_list("pk", flat=True).last() or 0
    count_outcomes(n_chunks=last // N_AT_ONCE + 1)
    return Outcome.objects.count()


def _changed(statement_ids: Collection[int]) -> StatementQuerySet:
    """Return those of the statements whose outcome was made from another row version, or that have none."""
    is_new = Q(outcome=None, status__in=[Outcome.Kind.ACCEPTED, Outcome.Kind.REJECTED])
    is_other = Q(outcome__isnull=False) & ~Q(outcome__row_version=F("row_version"))
    rows = Statement.objects.filter(is_new | is_other, pk__in=statement_ids)
    return rows.exclude(proposal={}).select_related("version__article", "outcome")


def _count(statement_ids: Collection[int], *, seen: int) -> QualityState:
    with transaction.atomic():
        QualityState.objects.get_or_create(pk=1)
        state = QualityState.objects.select_for_update().get(pk=1)
        rows = list(
            _changed(statement_ids).defer(
                "version__text", "version__raw", "version__sketch", "version__furniture"
            )
        )
        if rows:
            _store(rows)
            state.version += 1
        state.seen, state.counted_at = max(state.seen, seen), timezone.now()
        state.save(update_fields=["seen", "version", "counted_at"])
    return state


def _store(rows: Sequence[Statement]) -> None:
    """Bring outcomes and counts up to date for `rows`."""
    routes, verdicts = load_routes(), _verdicts([row.pk for row in rows])
    old = [row.outcome for row in rows if hasattr(row, "outcome")]
    found = [
        outcome_of(
            row,
            verdicts.get((row.pk, row.status), Verdict(row.touched_at or row.modified_at)),
            desk=routes.desk_of(row.version.article),
        )
        for row in rows
    ]
    new = [outcome for outcome in found if outcome is not None]
    kept = {outcome.pk for outcome in new}
    Outcome.objects.filter(pk__in=[one.pk for one in old if one.pk not in kept]).delete()
    Outcome.objects.bulk_create(
        new, update_conflicts=True, unique_fields=["statement"], update_fields=_COLUMNS
    )
    _add(old, new)


def _add(old: Iterable[Outcome], new: Iterable[Outcome]) -> None:
    """Take the `old` outcomes out of the counts and put the `new` ones in."""
    change: dict[Cell, list[float]] = defaultdict(lambda: [0.0] * len(_COUNTED))
    for sign, outcomes in ((-1, old), (1, new)):
        for outcome in outcomes:
            for cell in cells_of(outcome):
                for i, amount in enumerate(_amounts(outcome)):
                    change[cell][i] += sign * amount
    days, desks = {cell.day for cell in change}, {cell.desk for cell in change}
    stored = {
        Cell(row.desk, row.day, row.by, row.value): row
        for row in OutcomeCount.objects.filter(day__in=days, desk__in=desks)
    }
    touched = []
    for cell, amounts in change.items():
        row = stored.get(cell) or OutcomeCount(
            desk=cell.desk, day=cell.day, by=cell.by, value=cell.value
        )
        for name, amount in zip(_COUNTED, amounts, strict=True):
            kind = float if name == "confidence" else int
            setattr(row, name, kind(getattr(row, name) + amount))
        touched.append(row)
    OutcomeCount.objects.filter(pk__in=[row.pk for row in touched if row.pk and not row.n]).delete()
    left = [row for row in touched if row.n]
    OutcomeCount.objects.bulk_create([row for row in left if not row.pk])
    OutcomeCount.objects.bulk_update([row for row in left if row.pk], _COUNTED, batch_size=500)


def _amounts(outcome: Outcome) -> _Amounts:
    """Return what the outcome adds to each of `_COUNTED`; corrections count where the proposal was accepted."""
    is_accepted = outcome.kind == Outcome.Kind.ACCEPTED
    return (
        1,
        is_accepted,
        is_accepted and outcome.has_new_words,
        is_accepted and outcome.has_new_speaker,
        is_accepted and outcome.has_new_labels,
        outcome.confidence,
    )


def _verdicts(statement_ids: Collection[int]) -> dict[tuple[int, str], Verdict]:
    """Return the last verdict of each kind on each statement, by the status that it gives."""
    status = {
        ReviewEvent.Act.ACCEPT: Statement.Status.ACCEPTED,
        ReviewEvent.Act.REJECT: Statement.Status.REJECTED,
    }
    events = ReviewEvent.objects.filter(statement__in=statement_ids, act__in=status)
    return {
        (statement, status[ReviewEvent.Act(act)]): Verdict(at, _reasons().get(why, ""))
        for statement, act, at, why in events.order_by("pk").values_list(
            "statement_id", "act", "at", "why"
        )
    }


@cache
def _reasons() -> dict[str, str]:
    """Return the reasons for a rejection by their words, as an editor of any language left them in the log."""
    words: dict[str, str] = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            words |= {str(reason.label): reason.value for reason in Reason}
    return words
