"""How the claims of a question stand to each other, as editors put it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from claims.errors import ReviewError
from claims.models import Question
from claims.services.relations import relate_claims, unrelate_claims
from claims.views.acts import actor_of, needs
from claims.views.finding import of_question
from claims.views.relating import RelationForm


@require_POST
@needs("claims.add_claimrelation")
@of_question()
def relate(request: HttpRequest, question: Question) -> HttpResponse:
    """Say what one claim does to another."""
    form = RelationForm(request.POST, question=question)
    if not form.is_valid():
        messages.error(request, _("Choose two claims of this question, and what the one does."))
        return redirect(question)
    try:
        relate_claims(actor=actor_of(request), **form.cleaned_data)
        messages.success(request, _("Kept: it stands beside both claims."))
    except ReviewError as error:
        messages.error(request, str(error))
    return redirect(question)


@require_POST
@needs("claims.delete_claimrelation")
def unrelate(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a relation."""
    question = get_object_or_404(Question, slug=request.POST.get("question", ""))
    done = unrelate_claims(
        relation_id=pk, kind=request.POST.get("kind", ""), actor=actor_of(request)
    )
    if done:
        messages.success(request, _("Removed; the history keeps it."))
    else:
        messages.warning(request, _("Somebody changed this relation meanwhile. Look again."))
    return redirect(question.standing)
