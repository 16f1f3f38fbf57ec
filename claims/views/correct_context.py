"""What the fragment for correcting needs, and what the statement's page needs to hold it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from claims.correct_forms import CorrectForm, CreditForm, NewSpeakerForm
from claims.forms import SpansForm
from claims.marking import Marking
from claims.models import Statement
from claims.second.blind import Viewer, open_to
from claims.views.marking_page import marking_context

N_NEAR = 4


def load(pk: int) -> Statement:
    """Return the statement with all that its page and the fragment show; 404 if there is none."""
    return get_object_or_404(
        Statement.objects.with_context().with_links().select_related("joined_into", "split_from"),
        pk=pk,
    )


def correct_context(
    request: HttpRequest, statement: Statement, marking: Marking | None = None
) -> dict[str, Any]:
    """Return what `claims/_correct.html` needs; `marking` is what stands, unless one is given."""
    stored = Marking.of(statement)
    shown = marking or stored
    sent = request.POST if request.method == "POST" else request.GET
    labels = {
        "quotation": sent.get("quotation", statement.quotation),
        "cue_class": sent.get("cue_class", statement.cue_class),
        "modality": sent.getlist("modality") if "quotation" in sent else statement.modality,
    }
    version = {"row_version": statement.row_version}
    name = {"name": statement.speaker_name, "kind": statement.speaker_kind}
    is_whole = "whole" in sent or sent.get("do") == "whole"
    return marking_context(request, statement.version, shown, is_whole=is_whole) | {
        "is_changed": shown != stored,
        "correct_form": CorrectForm(initial=version | labels, auto_id="correct_%s"),
        "credit_form": CreditForm(initial=version, auto_id="credit_%s"),
        "new_speaker_form": NewSpeakerForm(initial=version | name, auto_id="new_%s"),
        "spans_form": SpansForm(statement=statement, auto_id="typed_%s"),
        "neighbours": _near(statement, request.user),
    }


def _near(statement: Statement, viewer: Viewer) -> list[Statement]:
    """Return the statements of the text that could be joined into this one, the nearest first."""
    others = Statement.objects.of(statement.version).shown().exclude(pk=statement.pk)
    found = (
        open_to(others, viewer)
        .select_related("speaker__canonical")
        .only("words", "start", "end", "status", "row_version", "speaker", "speaker_name")
    )
    near = sorted(found, key=lambda other: (abs(other.start - statement.start), other.pk))
    return near[:N_NEAR]
