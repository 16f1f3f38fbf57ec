"""What a second reader corrects before they decide: kept for them alone, the statement stays as it is."""

from __future__ import annotations

import json

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from claims.correct_forms import SecondForm
from claims.errors import ReviewError
from claims.marking import Marking
from claims.models import ReadingDue, Statement
from claims.queue.asked import SECOND, Asked
from claims.second.blind import due_for
from claims.services.second_reading import Marked, keep_draft
from claims.views.acts import UNPROCESSABLE, actor_of, can_review, is_swap
from claims.views.marking_page import (
    Wanted,
    change_marking,
    draft_query,
    has_marking,
    marking_context,
)
from claims.views.second import load_blind


@require_http_methods(["GET", "POST"])
@can_review
def mark(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what can be marked; keep it, or change it by one step. Nobody else sees any of it."""
    statement = _load(request, pk)
    if request.method == "GET":
        return _show(request, statement)
    if request.POST.get("do"):
        return _step(request, statement)
    form = SecondForm(request.POST, auto_id="second_%s")
    if not form.is_valid():
        return _show(request, statement, form=form, status=UNPROCESSABLE)
    try:
        marking = Marking.read(request.POST, statement.version.text)
        marked = Marked(marking, form.labels(), form.cleaned_data["speaker"])
        keep_draft(statement_id=pk, actor=actor_of(request), marked=marked)
    except ReviewError as error:
        return _show(request, statement, form=form, message=str(error), status=UNPROCESSABLE)
    return _reply(request, pk)


def _load(request: HttpRequest, pk: int) -> Statement:
    """Return the statement as the reader has it before them; 404 if it waits for no second reading by them."""
    due: ReadingDue | None = due_for(request.user).filter(pk=pk).first()
    if due is None:
        raise Http404
    return load_blind(due, actor_of(request))


def _reply(request: HttpRequest, pk: int) -> HttpResponse:
    done = _("Kept for your reading. Now decide.")
    if not is_swap(request):
        messages.success(request, done)
        address = Asked(verdict=SECOND).address(statement=str(pk))
        return redirect(reverse("claims:review") + address)
    response = _show(request, _load(request, pk), is_kept=True)
    told = {"statement": pk, "said": done}
    response["HX-Trigger-After-Swap"] = json.dumps({"statement-corrected": told})
    return response


def _step(request: HttpRequest, statement: Statement) -> HttpResponse:
    """Change the marking by one button; nothing is kept."""
    wanted, text = Wanted.read(request.POST), statement.version.text
    try:
        marking = change_marking(Marking.read(request.POST, text), text, wanted)
    except ReviewError as error:
        return _show(request, statement, message=str(error), status=UNPROCESSABLE)
    if is_swap(request):
        return _show(request, statement, marking=marking)
    query = draft_query(marking, request.POST, wanted)
    return redirect(f"{reverse('claims:second-mark', args=[statement.pk])}?{query}#correct")


def _show(
    request: HttpRequest,
    statement: Statement,
    *,
    form: SecondForm | None = None,
    marking: Marking | None = None,
    message: str = "",
    status: int = 200,
    is_kept: bool = False,
) -> HttpResponse:
    sent = request.POST if request.method == "POST" else request.GET
    stored = Marking.of(statement)
    if marking is None:
        try:
            has_own = has_marking(sent) and not is_kept
            marking = Marking.read(sent, statement.version.text) if has_own else stored
        except ReviewError as error:
            marking, message = stored, message or str(error)
    is_whole = "whole" in sent or sent.get("do") == "whole"
    context = marking_context(request, statement.version, marking, is_whole=is_whole) | {
        "statement": statement,
        "form": form or _form(request, statement, is_kept=is_kept),
        "is_changed": marking != stored,
        "message": message,
        "in_place": is_swap(request),
    }
    page = "claims/_second_correct.html" if is_swap(request) else "claims/review_second.html"
    return render(request, page, context, status=status)


def _form(request: HttpRequest, statement: Statement, *, is_kept: bool) -> SecondForm:
    """Return the form as it was sent, else as it stands."""
    sent = request.POST if request.method == "POST" else request.GET
    if "quotation" in sent and not is_kept:
        initial = {
            name: sent.get(name, "") for name in ("quotation", "cue_class", "speaker", "chosen")
        }
        return SecondForm(
            initial=initial | {"modality": sent.getlist("modality")}, auto_id="second_%s"
        )
    speaker = statement.speaker
    initial = {
        "quotation": statement.quotation,
        "cue_class": statement.cue_class,
        "speaker": speaker.name if speaker else "",
        "chosen": speaker.slug if speaker else "",
    }
    return SecondForm(initial=initial | {"modality": statement.modality}, auto_id="second_%s")
