"""What an editor corrects besides the words: the kind of statement, and a speaker the registry lacks."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from claims.errors import ReviewError
from claims.marking import Marking
from claims.models import ReviewEvent, Statement
from claims.services.events import Deed, change_statement, load_statement
from claims.services.review import correct_spans, correct_speaker
from speakers.errors import RegistryError
from speakers.services.registry import create_speaker

Act = ReviewEvent.Act


@dataclass(frozen=True, slots=True)
class Labels:
    """How near the words are to the speaker's own, what the cue does, and how firmly the content is put."""

    quotation: str
    cue_class: str
    modality: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NewSpeaker:
    """A speaker met while correcting, as an editor describes them."""

    name: str
    kind: str
    country: str = ""
    description: str = ""


def correct_labels(
    *,
    statement_id: int,
    row_version: int,
    actor: User,
    labels: Labels,
    why: str = "",
    batch: uuid.UUID | None = None,
) -> Statement:
    """Set quotation, speech act and modality: an event for each that differs, all in one act.

    Raises `ConflictError` on a stale row, `ReviewError` for a label that does not exist.
    """
    check_labels(labels)
    statement = load_statement(statement_id, row_version=row_version)
    batch = batch or uuid.uuid4()
    wanted: tuple[tuple[str, str, Any], ...] = (
        (Act.CORRECT_QUOTATION, "quotation", labels.quotation),
        (Act.CORRECT_CUE_CLASS, "cue_class", labels.cue_class),
        (Act.CORRECT_MODALITY, "modality", in_order(labels.modality)),
    )
    with transaction.atomic():
        for act, column, value in wanted:
            if getattr(statement, column) != value:
                deed = Deed(act, actor, why, batch)
                statement = change_statement(statement, {column: value}, deed=deed)
    return statement


def correct_statement(
    *,
    statement_id: int,
    row_version: int,
    actor: User,
    marking: Marking,
    labels: Labels,
    why: str = "",
    batch: uuid.UUID | None = None,
) -> Statement:
    """Set words and labels in one act; what stands so already writes no event. Raises as its parts do."""
    batch = batch or uuid.uuid4()
    with transaction.atomic():
        statement = correct_spans(
            statement_id=statement_id,
            row_version=row_version,
            actor=actor,
            **marking.columns,
            why=why,
            batch=batch,
        )
        return correct_labels(
            statement_id=statement_id,
            row_version=statement.row_version,
            actor=actor,
            labels=labels,
            why=why,
            batch=batch,
        )


def credit_new_speaker(
    *,
    statement_id: int,
    row_version: int,
    actor: User,
    speaker: NewSpeaker,
    is_provisional: bool,
    why: str = "",
) -> Statement:
    """Put a speaker into the registry, and credit the statement to them; both or neither.

    A provisional one waits for a curator, and is never made beside a speaker of a compatible kind who goes by
    that name: the statement is credited to the one who is there. Raises `ConflictError` on a stale row,
    `ReviewError` for a name or kind that the registry refuses.
    """
    with transaction.atomic():
        load_statement(statement_id, row_version=row_version)
        try:
            made = create_speaker(
                name=speaker.name,
                kind=speaker.kind,
                country=speaker.country,
                description=speaker.description,
                is_provisional=is_provisional,
            )
        except RegistryError as error:
            raise ReviewError(str(error)) from error
        return correct_speaker(
            statement_id=statement_id,
            row_version=row_version,
            actor=actor,
            speaker=made,
            why=why,
        )


def check_labels(labels: Labels) -> None:
    """Raise `ReviewError` if one of `labels` does not exist."""
    is_known = (
        labels.quotation in Statement.Quotation.values
        and labels.cue_class in Statement.CueClass.values
        and set(labels.modality) <= set(Statement.Modality.values)
    )
    if not is_known:
        raise ReviewError(_("Choose quotation, speech act and modality from the lists."))


def in_order(modality: Sequence[str]) -> list[str]:
    """Return the modalities once each, in the one order that rows keep."""
    return [name for name in Statement.Modality.values if name in modality]
