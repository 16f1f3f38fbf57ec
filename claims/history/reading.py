"""A page of the history: acts on statements, on questions and on the registry in one list, newest first, found by key."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from claims.history.asked import KINDS, QUESTION, REGISTRY, Asked
from claims.history.sentences import sentence_of
from claims.models import Act, QuestionEvent, ReviewEvent, Statement
from claims.querysets_reading import hidden_rows
from claims.second.blind import REVIEW, Viewer
from speakers.models import RegistryEvent
from speakers.sentences import sentence_of as registry_sentence_of

N_PAGE = 30
EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
MICROSECOND = dt.timedelta(microseconds=1)
# What comes first of the same moment.
ACTS, QUESTION_EVENTS, REGISTRY_EVENTS = 2, 1, 0


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page begins: after the act or event of this moment, rank and key."""

    at: dt.datetime
    rank: int
    pk: int

    @classmethod
    def read(cls, written: str) -> Place | None:
        """Return the place that an address carries; None if it is none."""
        parts = written.split("~")
        if len(parts) != 3 or not all(part.isdecimal() and len(part) < 18 for part in parts):
            return None
        moment, rank, pk = map(int, parts)
        return cls(EPOCH + moment * MICROSECOND, rank, pk)

    def __str__(self) -> str:
        return f"{(self.at - EPOCH) // MICROSECOND}~{self.rank}~{self.pk}"

    def beyond(self, rank: int) -> Q:
        """Return the rows of `rank` after it: at one moment the higher rank comes first, then the newer key."""
        if rank == self.rank:
            return Q(at__lte=self.at) & (Q(at__lt=self.at) | Q(pk__lt=self.pk))
        return Q(at__lt=self.at) if rank > self.rank else Q(at__lte=self.at)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: an act on statements, an event of a question or one of the registry; `statement` is the only one it was on."""

    act: Act | None = None
    question_event: QuestionEvent | None = None
    registry_event: RegistryEvent | None = None
    sentence: str = ""
    statement: Statement | None = None

    @property
    def place(self) -> Place:
        """Where it stands."""
        if self.act is not None:
            return Place(self.act.at, ACTS, self.act.pk)
        if self.question_event is not None:
            return Place(self.question_event.at, QUESTION_EVENTS, self.question_event.pk)
        assert self.registry_event is not None
        return Place(self.registry_event.at, REGISTRY_EVENTS, self.registry_event.pk)


@dataclass(frozen=True, slots=True)
class Page:
    """One page, and the place after which the next one begins; empty if there is none."""

    entries: tuple[Entry, ...]
    next_place: str


def read_page(asked: Asked, viewer: Viewer, *, after: str = "") -> Page:
    """Return the page that begins after a place, else the first; the queries do not grow with the rows.

    What was done to statements that `viewer` may still read blind is left out, of a bulk act too.
    """
    place = Place.read(after)
    acts, events, registry = _acts(asked), _question_events(asked), _registry_events(asked)
    if place is not None:
        acts = acts.filter(place.beyond(ACTS))
        events = events.filter(place.beyond(QUESTION_EVENTS))
        registry = registry.filter(place.beyond(REGISTRY_EVENTS))
    found = [Entry(act=act) for act in acts[: N_PAGE + 1]]
    found += [Entry(question_event=event) for event in events[: N_PAGE + 1]]
    found += [Entry(registry_event=event) for event in registry[: N_PAGE + 1]]
    found.sort(key=lambda entry: _order(entry.place), reverse=True)
    shown = found[:N_PAGE]
    is_more = len(found) > N_PAGE
    return Page(_told(shown, viewer), str(shown[-1].place) if is_more else "")


def actors() -> QuerySet[User]:
    """Return everybody who did something, by name."""
    acts = Act.objects.filter(actor=OuterRef("pk")).order_by()
    registry = RegistryEvent.objects.filter(actor=OuterRef("pk")).order_by()
    return User.objects.filter(Exists(acts) | Exists(registry)).order_by("username")


def _order(place: Place) -> tuple[dt.datetime, int, int]:
    return place.at, place.rank, place.pk


def _acts(asked: Asked) -> QuerySet[Act]:
    if asked.what and asked.what not in KINDS:
        return Act.objects.none()
    acts = Act.objects.filter(_between(asked)).select_related(
        "actor", "article", "undoes__undoes__undoes"
    )
    if asked.what:
        acts = acts.filter(kind=asked.what)
    if asked.article:
        acts = acts.on_article(asked.article)
    if asked.statement:
        acts = acts.on_statement(asked.statement)
    return acts.order_by("-at", "-pk")


def _question_events(asked: Asked) -> QuerySet[QuestionEvent]:
    is_other = bool(asked.what) and not asked.what.startswith(QUESTION)
    if asked.article or asked.statement or is_other:
        return QuestionEvent.objects.none()
    events = QuestionEvent.objects.filter(_between(asked)).select_related(
        "actor", "question", "other", "undoes", "undone_by__actor"
    )
    if asked.what:
        events = events.filter(act=asked.what.removeprefix(QUESTION))
    return events.order_by("-at", "-pk")


def _registry_events(asked: Asked) -> QuerySet[RegistryEvent]:
    is_other = bool(asked.what) and not asked.what.startswith(REGISTRY)
    if asked.article or asked.statement or is_other:
        return RegistryEvent.objects.none()
    events = RegistryEvent.objects.filter(_between(asked)).told()
    if asked.what:
        events = events.filter(act=asked.what.removeprefix(REGISTRY))
    return events.order_by("-at", "-pk")


def _between(asked: Asked) -> Q:
    wanted = Q(actor=asked.who) if asked.who else Q()
    if asked.first_day is not None:
        wanted &= Q(at__gte=_midnight(asked.first_day))
    if asked.last_day is not None and asked.last_day < dt.date.max:
        wanted &= Q(at__lt=_midnight(asked.last_day + dt.timedelta(days=1)))
    return wanted


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))


def _told(entries: Sequence[Entry], viewer: Viewer) -> tuple[Entry, ...]:
    acts = [entry.act for entry in entries if entry.act is not None]
    unread = leave_out_hidden(acts, viewer)
    only = _only_statements([act for act in acts if act.pk not in unread])
    return tuple(
        _tell(entry, only) for entry in entries if entry.act is None or entry.act.pk not in unread
    )


def _tell(entry: Entry, only: Mapping[int, Statement]) -> Entry:
    if entry.act is not None:
        words, statement = sentence_of(entry.act), only.get(entry.act.pk)
        return Entry(act=entry.act, sentence=words, statement=statement)
    if entry.registry_event is not None:
        words = registry_sentence_of(entry.registry_event)
        return Entry(registry_event=entry.registry_event, sentence=words)
    return entry


def leave_out_hidden(acts: Sequence[Act], viewer: Viewer) -> set[int]:
    """Take off the acts' counts what is hidden from `viewer`; return those of which nothing is left to see."""
    if viewer.pk is None or not viewer.has_perm(REVIEW):
        return set()
    events = ReviewEvent.objects.filter(part_of__in=[act.pk for act in acts]).order_by()
    hidden = events.filter(hidden_rows(viewer.pk, "statement"))
    statements: dict[int, list[int]] = defaultdict(list)
    for act_id, statement_id in hidden.values_list("part_of", "statement"):
        statements[act_id].append(statement_id)
    for act in acts:
        act.n_events -= len(statements[act.pk])
        act.n_statements -= len(set(statements[act.pk]))
        act.n_undone = min(act.n_undone, act.n_events)
    return {act.pk for act in acts if not act.n_events}


def _only_statements(acts: Sequence[Act]) -> Mapping[int, Statement]:
    """Return the statement of each act that was on one alone."""
    keys = [act.pk for act in acts if act.n_statements == 1]
    pairs = ReviewEvent.objects.filter(part_of__in=keys).order_by()
    of_act: dict[int, Any] = dict(pairs.values_list("part_of", "statement"))
    rows = Statement.objects.select_related("speaker__canonical", "version__article").defer(
        "version__text", "version__raw", "version__furniture", "version__sketch", "proposal"
    )
    known = rows.in_bulk(list(of_act.values()))
    return {act: known[key] for act, key in of_act.items()}
