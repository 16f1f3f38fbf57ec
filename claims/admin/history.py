"""The log of one statement, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import Claim, ReviewEvent, Statement
from claims.models.question import Stance
from claims.selectors import joined_words
from speakers.models import Speaker

_LABELS = {
    "status": gettext_lazy("status"),
    "speaker": gettext_lazy("speaker"),
    "content": gettext_lazy("content"),
    "cue": gettext_lazy("cue"),
    "source": gettext_lazy("source"),
    "quotation": gettext_lazy("quotation"),
    "cue_class": gettext_lazy("speech act"),
    "modality": gettext_lazy("modality"),
    "link": gettext_lazy("link"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One event with what it changed, each change one line."""

    event: ReviewEvent
    changes: tuple[str, ...]

    @property
    def is_undone(self) -> bool:
        """Whether a later event took this one back."""
        return hasattr(self.event, "undone_by")


def history_of(statement: Statement) -> list[Entry]:
    """Return the events of `statement`, newest first; three queries however many there are."""
    events = list(statement.events.select_related("actor", "undone_by", "undoes"))
    names = _Names.of(events)
    return [Entry(event, tuple(_changes(event, names))) for event in events]


@dataclass(frozen=True, slots=True)
class _Names:
    """What the ids in the log stand for."""

    speakers: Mapping[int, str]
    claims: Mapping[int, str]

    @classmethod
    def of(cls, events: list[ReviewEvent]) -> _Names:
        states = [state for event in events for state in (event.before, event.after)]
        speakers = {state["speaker"] for state in states if state.get("speaker")}
        claims = {state["link"]["claim"] for state in states if state.get("link")}
        return cls(
            dict(Speaker.objects.filter(pk__in=speakers).values_list("pk", "name")),
            dict(Claim.objects.filter(pk__in=claims).values_list("pk", "text")),
        )


def _changes(event: ReviewEvent, names: _Names) -> Iterator[str]:
    for part in _LABELS:
        before, after = event.before.get(part), event.after.get(part)
        if before != after:
            yield f"{_LABELS[part]}: {_said(part, before, names)} → {_said(part, after, names)}"


def _said(part: str, value: Any, names: _Names) -> str:
    """Return a logged value in words."""
    if part == "speaker":
        return names.speakers.get(value, _("as the engine read it"))
    if part == "link":
        return _said_link(value, names)
    if part == "status" and value:
        return str(Statement.Status(value).label)
    if part == "modality":
        return ", ".join(str(Statement.Modality(name).label) for name in value) or _("none")
    if isinstance(value, list):
        return f"“{joined_words(value)}”" if value else _("none")
    if part == "cue_class" and value:
        return str(Statement.CueClass(value).label)
    return str(value) if value else _("none")


def _said_link(value: Mapping[str, Any] | None, names: _Names) -> str:
    if not value or value.get("stance") is None:
        return _("none")
    claim = names.claims.get(value["claim"], _("a claim that is gone"))
    return f"{Stance(value['stance']).label} “{claim}”"
