"""Two readings that differ, side by side: what differs and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from analysis.types import Span
from claims.highlighting import Paragraph, mark_around
from claims.models import SecondReading, Statement
from claims.second.overlap import ROLES, list_unlike
from claims.second.states import as_shown, state_of
from claims.selectors import spans_of
from speakers.models import Speaker

LABELS: Mapping[str, Any] = {
    "verdict": gettext_lazy("verdict"),
    "speaker": gettext_lazy("speaker"),
    "source": gettext_lazy("source"),
    "cue": gettext_lazy("cue"),
    "content": gettext_lazy("content"),
    "quotation": gettext_lazy("quotation"),
    "cue_class": gettext_lazy("speech act"),
    "modality": gettext_lazy("modality"),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of one side; `is_own` if the other side has not marked them."""

    words: str
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One part that differs, as each side has it; `role` if it is spans of the text."""

    label: str
    first: tuple[Piece, ...]
    second: tuple[Piece, ...]
    role: str = ""


@dataclass(frozen=True, slots=True)
class Sides:
    """A difference, ready to show.

    `passages` are the paragraphs as the first and the second marked them; one alone where they marked the same.
    `is_changed` if the statement does not stand any more as the first reader had left it.
    """

    reading: SecondReading
    statement: Statement
    rows: tuple[Row, ...]
    passages: tuple[Sequence[Paragraph], ...]
    is_changed: bool


def lay_out(reading: SecondReading, statement: Statement) -> Sides:
    """Return the two readings of `statement`, whose text must be loaded, side by side: one query, for the speakers."""
    first, second = reading.first, reading.second
    unlike = list_unlike(first, second)
    said = _sayings({first["speaker"], second["speaker"]})
    is_marked_alike = not set(ROLES) & set(unlike)
    stands = state_of(statement)
    return Sides(
        reading=reading,
        statement=statement,
        rows=tuple(
            _spans_row(part, first, second, statement.version.text)
            if part in ROLES
            else Row(str(LABELS[part]), (said(part, first),), (said(part, second),))
            for part in unlike
        ),
        passages=tuple(
            mark_around(statement.version, as_shown(copy(statement), state), n_around=0)
            for state in ([first] if is_marked_alike else [first, second])
        ),
        is_changed=stands is None or bool(list_unlike(first, stands)),
    )


def _sayings(speaker_ids: set[int | None]) -> Callable[[str, Mapping[str, Any]], Piece]:
    """Return a function that puts a part of a reading into words."""
    known = [pk for pk in speaker_ids if pk is not None]
    speakers = Speaker.objects.select_related("canonical").filter(pk__in=known)
    names = {speaker.pk: speaker.root.name for speaker in speakers}
    choices: Mapping[str, Mapping[str, Any]] = {
        "verdict": dict(SecondReading.Verdict.choices),
        "quotation": dict(Statement.Quotation.choices),
        "cue_class": dict(Statement.CueClass.choices),
    }
    modalities: Mapping[str, Any] = dict(Statement.Modality.choices)

    def say(part: str, state: Mapping[str, Any]) -> Piece:
        value = state[part]
        if part == "speaker":
            return Piece(names.get(value, _("none of the registry")))
        if part == "modality":
            return Piece(", ".join(str(modalities[name]) for name in value) or _("plain"))
        return Piece(str(choices[part][value]))

    return say


def _spans_row(role: str, first: Mapping[str, Any], second: Mapping[str, Any], text: str) -> Row:
    mine, theirs = spans_of(first[role]), spans_of(second[role])
    label = str(LABELS[role])
    return Row(label, _pieces(text, mine, theirs), _pieces(text, theirs, mine), role)


def _pieces(text: str, spans: Sequence[Span], others: Sequence[Span]) -> tuple[Piece, ...]:
    """Return the words of `spans`, cut wherever the other side's marks begin or end."""
    taken = {i for span in others for i in range(span.start, span.end)}
    pieces: list[Piece] = []
    for span in spans:
        if pieces:
            pieces.append(Piece(" … "))
        for is_own, run in groupby(range(span.start, span.end), key=lambda i: i not in taken):
            places = list(run)
            pieces.append(Piece(text[places[0] : places[-1] + 1], is_own))
    return tuple(pieces) or (Piece(_("none")),)
