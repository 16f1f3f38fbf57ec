"""What an act changed, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.log import changes_of, name_of
from claims.models import Claim, ReviewEvent, SecondReading, Statement, StatementJudgement
from claims.models.question import Stance
from claims.selectors import joined_words
from speakers.models import Speaker

LABELS = {
    "status": gettext_lazy("status"),
    "is_unsure": gettext_lazy("unsure"),
    "speaker": gettext_lazy("speaker"),
    "content": gettext_lazy("content"),
    "cue": gettext_lazy("cue"),
    "source": gettext_lazy("source"),
    "quotation": gettext_lazy("quotation"),
    "cue_class": gettext_lazy("speech act"),
    "modality": gettext_lazy("modality"),
    "link": gettext_lazy("link"),
    "judgement": gettext_lazy("with another statement"),
    "joined_into": gettext_lazy("joined into"),
    "reading": gettext_lazy("second reading"),
}
_CHOICES: Mapping[str, Any] = {
    "status": Statement.Status,
    "quotation": Statement.Quotation,
    "cue_class": Statement.CueClass,
}


@dataclass(frozen=True, slots=True)
class Names:
    """What the ids in the log stand for."""

    speakers: Mapping[int, str]
    claims: Mapping[int, str]
    statements: Mapping[int, str]

    @classmethod
    def of(cls, events: Iterable[ReviewEvent]) -> Names:
        """Return the names that the events need: three queries however many there are."""
        states = [state for event in events for state in (event.before, event.after)]
        speakers = {state["speaker"] for state in states if state.get("speaker")}
        claims = {state["link"]["claim"] for state in states if state.get("link")}
        others = {state["judgement"]["other"] for state in states if state.get("judgement")}
        others |= {state["joined_into"] for state in states if state.get("joined_into")}
        return cls(
            dict(Speaker.objects.filter(pk__in=speakers).values_list("pk", "name")),
            dict(Claim.objects.filter(pk__in=claims).values_list("pk", "text")),
            dict(Statement.objects.filter(pk__in=others).values_list("pk", "words")),
        )


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that changed: what, and how it stood before and after."""

    label: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.label}: {self.before} → {self.after}"


@dataclass(frozen=True, slots=True)
class Entry:
    """One event with what it changed."""

    event: ReviewEvent
    changes: tuple[Line, ...]

    @property
    def is_undone(self) -> bool:
        """Whether a later event took this one back."""
        return hasattr(self.event, "undone_by")


def history_of(statement: Statement) -> list[Entry]:
    """Return the events of `statement`, newest first; four queries however many there are."""
    return entries_of(list(statement.events.select_related("actor", "undone_by", "undoes")))


def entries_of(events: list[ReviewEvent]) -> list[Entry]:
    """Return the events with what each changed, in their order."""
    names = Names.of(events)
    return [Entry(event, tuple(_lines(event, names))) for event in events]


def _lines(event: ReviewEvent, names: Names) -> Iterator[Line]:
    changed = {name_of(change.part): change for change in changes_of(event)}
    for name in LABELS:
        if name in changed:
            change = changed[name]
            yield line_of(name, change.before, change.after, names)


def line_of(name: str, before: Any, after: Any, names: Names) -> Line:
    """Return what changed under `name`, in words."""
    return Line(str(LABELS[name]), said(name, before, names), said(name, after, names))


def said(name: str, value: Any, names: Names) -> str:
    """Return a logged value in words."""
    if name in _WORDED:
        return _WORDED[name](value, names)
    if name in _CHOICES and value:
        return str(_CHOICES[name](value).label)
    if isinstance(value, list):
        return f"“{joined_words(value)}”" if value else _("none")
    return str(value) if value else _("none")


def _said_link(value: Mapping[str, Any] | None, names: Names) -> str:
    if not value or value.get("stance") is None:
        return _("none")
    claim = names.claims.get(value["claim"], _("a claim that is gone"))
    return f"{Stance(value['stance']).label} “{claim}”"


def _said_judgement(value: Mapping[str, Any] | None, names: Names) -> str:
    if not value or not value["verdict"]:
        return _("none")
    verdict = StatementJudgement.Verdict(value["verdict"]).label
    return f"{verdict} “{_short(names.statements.get(value['other'], ''))}”"


def _said_reading(value: Mapping[str, Any] | None, _names: Names) -> str:
    if not value or not value["reader"]:
        return _("none")
    verdict = str(SecondReading.Verdict(value["second"]["verdict"]).label)
    if not value["settled"]:
        return verdict
    return f"{verdict}; {SecondReading.Settled(value['settled']).label}"


def _short(words: str) -> str:
    return words if len(words) <= N_WORDS else f"{words[:N_WORDS]}…"


N_WORDS = 80
_WORDED: Mapping[str, Callable[[Any, Names], str]] = {
    "speaker": lambda value, names: names.speakers.get(value, _("as the engine read it")),
    "link": _said_link,
    "judgement": _said_judgement,
    "reading": _said_reading,
    "joined_into": lambda value, names: _short(names.statements.get(value, _("none"))),
    "is_unsure": lambda value, _names: _("yes") if value else _("no"),
    "modality": lambda value, _names: (
        ", ".join(str(Statement.Modality(name).label) for name in value or []) or _("none")
    ),
}
