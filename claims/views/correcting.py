"""Correcting a statement: its words, labels and speaker; split and join. One fragment, on two pages."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from claims.correct_forms import CorrectForm, CreditForm, NewSpeakerForm
from claims.errors import ConflictError, ReviewError, SelectorError
from claims.marking import Marking
from claims.models import Statement
from claims.services.correcting import correct_statement, credit_new_speaker
from claims.services.review import correct_speaker
from claims.services.statement_parts import join_statements, split_statement
from claims.views.acts import (
    CONFLICT,
    UNPROCESSABLE,
    actor_of,
    can_act,
    is_swap,
    next_url,
    row_version_of,
)
from claims.views.correct_context import correct_context, load
from claims.views.marking_page import Wanted, change_marking, draft_query, has_marking
from claims.views.statements import render_detail

Done = Callable[[], Statement]


@require_http_methods(["GET", "POST"])
@can_act
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what can be corrected, with the marking of the address; save it, or change it by one step."""
    statement = load(pk)
    if request.method == "GET":
        return _show(request, statement)
    if request.POST.get("do"):
        return _step(request, statement)
    form = CorrectForm(request.POST)
    if not form.is_valid():
        return _show(request, statement, status=UNPROCESSABLE, correct_form=form)

    def act() -> Statement:
        return correct_statement(
            statement_id=pk,
            row_version=row_version_of(request),
            actor=actor_of(request),
            marking=Marking.read(request.POST, statement.version.text),
            labels=form.labels(),
            why=form.cleaned_data["why"],
        )

    return _reply(request, statement, act, done=_("Saved."))


@require_POST
@can_act
def split(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the chosen content span, and those after it, a statement of their own.

    While the content is one span, nothing is written: it comes back cut in two, to be looked at first.
    """
    statement = load(pk)
    text = statement.version.text
    at = Wanted.read(request.POST).at.partition(".")[2]
    try:
        marking = Marking.read(request.POST, text)
        if len(marking.content) == 1:
            cut = marking.cut(text, "content", 0)
            say = _("Here it would be split. Move the cut if need be, then split once more.")
            return _show(request, statement, marking=cut, at="content.1", message=say)
    except ReviewError as error:
        return _refuse(request, statement, error)

    def act() -> Statement:
        _check_labels_saved(request, statement)
        kept, _made = split_statement(
            statement_id=pk,
            row_version=row_version_of(request),
            actor=actor_of(request),
            marking=marking,
            at=max(1, int(at) if at.isdecimal() else 1),
        )
        return kept

    return _reply(
        request,
        statement,
        act,
        done=_("Split in two. The second half is a statement of its own now."),
    )


@require_POST
@can_act
def join(request: HttpRequest, pk: int) -> HttpResponse:
    """Take another statement of the text into this one."""
    statement = load(pk)
    other, _colon, version = request.POST.get("other", "").partition(":")
    get_object_or_404(Statement, pk=int(other) if other.isdecimal() else 0)

    def act() -> Statement:
        return join_statements(
            statement_id=pk,
            row_version=row_version_of(request),
            other_id=int(other),
            other_row_version=int(version) if version.isdecimal() else 0,
            actor=actor_of(request),
        )

    return _reply(request, statement, act, done=_("Joined: the words of both are one statement."))


@require_POST
@can_act
def set_speaker(request: HttpRequest, pk: int) -> HttpResponse:
    """Credit the statement to another speaker of the registry."""
    statement = load(pk)
    form = CreditForm(request.POST, auto_id="credit_%s")
    if not form.is_valid():
        return _show(request, statement, status=UNPROCESSABLE, credit_form=form)

    def act() -> Statement:
        return correct_speaker(
            statement_id=pk,
            row_version=row_version_of(request),
            actor=actor_of(request),
            speaker=form.cleaned_data["speaker"],
            why=form.cleaned_data["why"],
        )

    return _reply(request, statement, act, done=_("The speaker is corrected."))


@require_POST
@can_act
def add_speaker(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a speaker to the registry and credit the statement to them; an editor's waits for a curator."""
    statement = load(pk)
    form = NewSpeakerForm(request.POST, auto_id="new_%s")
    if not form.is_valid():
        return _show(request, statement, status=UNPROCESSABLE, new_speaker_form=form)

    def act() -> Statement:
        return credit_new_speaker(
            statement_id=pk,
            row_version=row_version_of(request),
            actor=actor_of(request),
            speaker=form.described(),
            is_provisional=not request.user.has_perm("speakers.add_speaker"),
            why=form.cleaned_data["why"],
        )

    return _reply(request, statement, act, done=_("The speaker is in the registry and credited."))


def _check_labels_saved(request: HttpRequest, statement: Statement) -> None:
    """Refuse a split whose form shows other labels than the row has: they would be lost."""
    shown = (
        request.POST.get("quotation", statement.quotation),
        request.POST.get("cue_class", statement.cue_class),
        set(request.POST.getlist("modality")),
    )
    if shown != (statement.quotation, statement.cue_class, set(statement.modality)):
        raise ReviewError(_("Save quotation, speech act and modality first, then split."))


def _step(request: HttpRequest, statement: Statement) -> HttpResponse:
    """Change the marking by one button; nothing is written."""
    wanted, text = Wanted.read(request.POST), statement.version.text
    try:
        marking = change_marking(Marking.read(request.POST, text), text, wanted)
    except ReviewError as error:
        return _refuse(request, statement, error)
    if is_swap(request):
        return _show(request, statement, marking=marking)
    query = draft_query(marking, request.POST, wanted)
    return redirect(f"{reverse('claims:statement-correct', args=[statement.pk])}?{query}#correct")


def _reply(request: HttpRequest, statement: Statement, act: Done, *, done: str) -> HttpResponse:
    """Do `act`, then show the statement as it stands; what was marked is kept where it could not be done."""
    try:
        fresh = act()
    except ConflictError as error:
        return _refuse(request, load(statement.pk), error, status=CONFLICT)
    except ReviewError as error:
        return _refuse(request, statement, error)
    if not is_swap(request):
        messages.success(request, done)
        return redirect(next_url(request, fresh.detail_url))
    response = _show(
        request, load(fresh.pk), marking=Marking.of(fresh), message=done, tone="success"
    )
    told = {"statement": fresh.pk, "rowVersion": fresh.row_version, "said": done}
    response["HX-Trigger-After-Swap"] = json.dumps({"statement-corrected": told})
    return response


def _refuse(
    request: HttpRequest, statement: Statement, error: ReviewError, *, status: int = UNPROCESSABLE
) -> HttpResponse:
    tone = "warning" if status == CONFLICT else "error"
    return _show(request, statement, status=status, message=str(error), tone=tone)


def _show(
    request: HttpRequest,
    statement: Statement,
    *,
    status: int = 200,
    marking: Marking | None = None,
    message: str = "",
    tone: str = "",
    **shown: Any,
) -> HttpResponse:
    """Return the fragment to htmx, else the statement's page with it; the marking is that of the request."""
    if marking is None:
        try:
            marking = _marking_of(request, statement)
        except SelectorError as error:
            marking, message, tone = Marking.of(statement), message or str(error), tone or "error"
    said = {"message": message, "tone": tone}
    context = correct_context(request, statement, marking) | said | shown
    if not is_swap(request):
        return render_detail(request, statement, status=status, **context)
    return render(
        request,
        "claims/_correct.html",
        context | {"statement": statement, "in_place": True},
        status=status,
    )


def _marking_of(request: HttpRequest, statement: Statement) -> Marking:
    sent = request.POST if request.method == "POST" else request.GET
    if has_marking(sent):
        return Marking.read(sent, statement.version.text)
    return Marking.of(statement)
