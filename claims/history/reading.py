"""A page of the history: acts on statements and on questions in one list, newest first, found by key."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from claims.history.asked import KINDS, QUESTION, Asked
from claims.history.sentences import sentence_of
from claims.models import Act, QuestionEvent, ReviewEvent, Statement

N_PAGE = 30
EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
MICROSECOND = dt.timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page begins: after the act or the question's event of this moment and key."""

    at: dt.datetime
    is_act: bool
    pk: int

    @classmethod
    def read(cls, written: str) -> Place | None:
        """Return the place that an address carries; None if it is none."""
        parts = written.split("~")
        if len(parts) != 3 or not all(part.isdecimal() and len(part) < 18 for part in parts):
            return None
        moment, is_act, pk = map(int, parts)
        return cls(EPOCH + moment * MICROSECOND, bool(is_act), pk)

    def __str__(self) -> str:
        return f"{(self.at - EPOCH) // MICROSECOND}~{int(self.is_act)}~{self.pk}"

    def beyond(self, *, are_acts: bool) -> Q:
        """Return the rows after it: at one moment acts come before questions' events, of each the newest key first."""
        if are_acts == self.is_act:
            return Q(at__lte=self.at) & (Q(at__lt=self.at) | Q(pk__lt=self.pk))
        return Q(at__lt=self.at) if are_acts else Q(at__lte=self.at)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: an act on statements, or an event of a question; `statement` is the only one it was on."""

    act: Act | None = None
    question_event: QuestionEvent | None = None
    sentence: str = ""
    statement: Statement | None = None

    @property
    def place(self) -> Place:
        """Where it stands."""
        if self.act is not None:
            return Place(self.act.at, True, self.act.pk)
        assert self.question_event is not None
        return Place(self.question_event.at, False, self.question_event.pk)


@dataclass(frozen=True, slots=True)
class Page:
    """One page, and the place after which the next one begins; empty if there is none."""

    entries: tuple[Entry, ...]
    next_place: str


def read_page(asked: Asked, *, after: str = "") -> Page:
    """Return the page that begins after a place, else the first; the queries do not grow with the rows."""
    place = Place.read(after)
    acts, events = _acts(asked), _question_events(asked)
    if place is not None:
        acts = acts.filter(place.beyond(are_acts=True))
        events = events.filter(place.beyond(are_acts=False))
    found = [Entry(act=act) for act in acts[: N_PAGE + 1]]
    found += [Entry(question_event=event) for event in events[: N_PAGE + 1]]
    found.sort(key=lambda entry: _rank(entry.place), reverse=True)
    shown = found[:N_PAGE]
    is_more = len(found) > N_PAGE
    return Page(_told(shown), str(shown[-1].place) if is_more else "")


def actors() -> QuerySet[User]:
    """Return everybody who did something, by name."""
    acts = Act.objects.filter(actor=OuterRef("pk")).order_by()
    return User.objects.filter(Exists(acts)).order_by("username")


def _rank(place: Place) -> tuple[dt.datetime, bool, int]:
    return place.at, place.is_act, place.pk


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


def _between(asked: Asked) -> Q:
    wanted = Q(actor=asked.who) if asked.who else Q()
    if asked.first_day is not None:
        wanted &= Q(at__gte=_midnight(asked.first_day))
    if asked.last_day is not None and asked.last_day < dt.date.max:
        wanted &= Q(at__lt=_midnight(asked.last_day + dt.timedelta(days=1)))
    return wanted


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))


def _told(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    only = _only_statements([entry.act for entry in entries if entry.act is not None])
    return tuple(
        Entry(entry.act, None, sentence_of(entry.act), only.get(entry.act.pk))
        if entry.act is not None
        else entry
        for entry in entries
    )


def _only_statements(acts: Sequence[Act]) -> Mapping[int, Statement]:
    """Return the statement of each act that was on one alone."""
    keys = [act.pk for act in acts if act.n_statements == 1]
    pairs = ReviewEvent.objects.filter(part_of__in=keys).order_by()
    of_act: dict[int, Any] = dict(pairs.values_list("part_of", "statement"))
    rows = Statement.objects.select_related("speaker", "version__article").defer(
        "version__text", "version__raw", "version__furniture", "version__sketch", "proposal"
    )
    known = rows.in_bulk(list(of_act.values()))
    return {act: known[key] for act, key in of_act.items()}
