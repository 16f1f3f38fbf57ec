"""Many statements changed by one act: a few queries however many, all in one transaction, one entry of the history."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.models import Act, ReadingDue, ReviewEvent, Statement
from claims.services.events import Deed, changed_only, conflict_on
from claims.services.filing import file_statements
from claims.services.sampling import DRAWN_BY, sample_statements

N_ROWS = 500  # rows in one query; a database takes only so many values


_KINDS: Mapping[str, str] = {
    Statement.Status.ACCEPTED: Act.Kind.ACCEPT,
    Statement.Status.REJECTED: Act.Kind.REJECT,
    Statement.Status.WITHDRAWN: Act.Kind.WITHDRAW,
}


@dataclass(frozen=True, slots=True)
class Planned:
    """What an act makes of one statement: columns, and what is logged beside them before and after."""

    statement: Statement
    columns: Mapping[str, Any]
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)
    undoes: ReviewEvent | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A statement that somebody chose, at the row version that their page showed."""

    statement_id: int
    row_version: int


@dataclass(frozen=True, slots=True)
class Decided:
    """What became of a bulk verdict: the act, None if nothing changed; who stood so already; who had moved on."""

    act: Act | None
    n_done: int
    n_unchanged: int
    conflicts: tuple[tuple[Statement, str], ...]


def decide_statements(
    *, asked: Sequence[Asked], status: str, actor: User, why: str = ""
) -> Decided:
    """Give every chosen statement the verdict, as one act.

    One that stands so already is left as it is; one that somebody changed since the page was loaded is left too,
    and told of with the reason. The rest is written all or nothing.
    """
    versions = {row.statement_id: row.row_version for row in asked}
    with transaction.atomic():
        rows = lock_statements(versions)
        unread = _unread(rows, actor)
        others = [row for row in rows if row.pk not in unread and row.status != status]
        moved = [row for row in others if row.row_version != versions[row.pk]]
        held = [row for row in others if row.row_version == versions[row.pk]]
        columns = {"status": status, "decided_by_id": actor.pk, "is_unsure": False}
        deed = Deed(_KINDS[status], actor, why)
        act = (
            change_statements([Planned(row, columns) for row in held], deed=deed) if held else None
        )
    conflicts = [(row, str(conflict_on(row))) for row in moved]
    conflicts += [
        (row, _("Decided meanwhile; it waits for a second reading.")) for row in unread.values()
    ]
    return Decided(act, len(held), len(rows) - len(held) - len(conflicts), tuple(conflicts))


def _unread(rows: Sequence[Statement], actor: User) -> dict[int, Statement]:
    """Return those that wait for a second reading which `actor` could give, by key."""
    decided = {row.pk: row for row in rows if row.is_decided}
    due = ReadingDue.objects.filter(pk__in=decided).hidden_from(actor.pk) if decided else []
    return {one.pk: decided[one.pk] for one in due}


def lock_statements(keys: Collection[int]) -> list[Statement]:
    """Return the statements, held for this transaction, without the texts of their versions."""
    rows = (
        Statement.objects.select_for_update(of=("self",))
        .select_related("version__article", "speaker__canonical")
        .defer("version__text", "version__raw", "version__furniture", "version__sketch", "proposal")
        .order_by("pk")
    )
    return [row for chunk in in_chunks(sorted(keys)) for row in rows.filter(pk__in=chunk)]


def change_statements(planned: Sequence[Planned], *, deed: Deed) -> Act:
    """Write what is planned as one new act, its events in the order given; the rows must be locked.

    The rows given stand afterwards as they stand in the database.
    """
    events: list[ReviewEvent] = []
    with transaction.atomic():
        act = _begin(planned, deed)
        for turn in _turns(planned):
            befores = [plan.statement.state() | dict(plan.before) for plan in turn]
            _write(turn)
            events += [
                _event(plan, before, act, deed) for plan, before in zip(turn, befores, strict=True)
            ]
        ReviewEvent.objects.bulk_create(events, batch_size=N_ROWS)
        _count_undone(events)
        file_statements({plan.statement.pk for plan in planned})
        drawn = {event.statement_id for event in events if DRAWN_BY & event.after.keys()}
        for chunk in in_chunks(sorted(drawn)):
            sample_statements(chunk)
    return act


def in_chunks(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    """Yield the keys in lists short enough for one query."""
    return (keys[n : n + N_ROWS] for n in range(0, len(keys), N_ROWS))


def _begin(planned: Sequence[Planned], deed: Deed) -> Act:
    articles = {plan.statement.version.article_id for plan in planned}
    return Act.objects.create(
        kind=deed.act,
        actor=deed.actor,
        why=deed.why,
        undoes=deed.takes_back,
        article_id=articles.pop() if len(articles) == 1 else None,
        question=deed.takes_back.question if deed.takes_back else None,
        n_statements=len({plan.statement.pk for plan in planned}),
        n_events=len(planned),
    )


def _turns(planned: Sequence[Planned]) -> Iterator[list[Planned]]:
    """Yield the plans so that no turn has a statement twice, each statement's plans in the order given."""
    turns: dict[int, list[Planned]] = defaultdict(list)
    times: Counter[int] = Counter()
    for plan in planned:
        turns[times[plan.statement.pk]].append(plan)
        times[plan.statement.pk] += 1
    yield from turns.values()


def _write(turn: Sequence[Planned]) -> None:
    """Write the columns, rows that become alike in one query."""
    now = timezone.now()
    alike: dict[str, list[Planned]] = defaultdict(list)
    for plan in turn:
        alike[json.dumps(plan.columns, sort_keys=True)].append(plan)
    for plans in alike.values():
        for chunk in in_chunks([plan.statement.pk for plan in plans]):
            Statement.objects.filter(pk__in=chunk).update(
                row_version=F("row_version") + 1,
                touched_at=now,
                modified_at=now,
                **plans[0].columns,
            )
    for plan in turn:
        plan.statement.row_version += 1
        for name, value in plan.columns.items():
            setattr(plan.statement, name, value)


def _event(plan: Planned, before: dict[str, Any], act: Act, deed: Deed) -> ReviewEvent:
    was, stands = changed_only(before, plan.statement.state() | dict(plan.after))
    return ReviewEvent(
        statement=plan.statement,
        part_of=act,
        act=deed.act,
        actor=deed.actor,
        before=was,
        after=stands,
        why=deed.why,
        row_version=plan.statement.row_version,
        undoes=plan.undoes,
    )


def _count_undone(events: Sequence[ReviewEvent]) -> None:
    """Keep the acts' counts of events that do not stand: an undo takes one away, its own undoing puts it back."""
    taken = Counter({event.undoes_id: 1 for event in events if event.undoes_id})
    steps: Counter[int] = Counter()
    while taken:
        known, taken = taken, Counter()
        rows = ReviewEvent.objects.order_by().values_list("pk", "part_of_id", "undoes_id")
        for chunk in in_chunks(list(known)):
            for pk, act_id, undoes_id in rows.filter(pk__in=chunk):
                steps[act_id] += known[pk]
                if undoes_id:
                    taken[undoes_id] = -known[pk]
    for act_id, step in steps.items():
        if step:
            Act.objects.filter(pk=act_id).update(n_undone=F("n_undone") + step)
