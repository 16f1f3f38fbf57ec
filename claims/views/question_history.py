"""What was done to a question, and the way back."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from claims.errors import ReviewError
from claims.models import Question, QuestionEvent
from claims.services.question_undo import undo_question_event
from claims.views.acts import actor_of, needs, next_url
from claims.views.finding import of_question

N_PAGE = 30


@require_safe
@login_required
@of_question()
def history(request: HttpRequest, question: Question) -> HttpResponse:
    """List the acts on the question, newest first."""
    events = QuestionEvent.objects.on(question)
    context = {
        "question": question,
        "page": Paginator(events, N_PAGE).get_page(request.GET.get("page")),
        "merged": question.merged.order_by("text"),
        "can_undo": request.user.has_perm("claims.change_question"),
    }
    return render(request, "claims/question_history.html", context)


@require_POST
@needs("claims.change_question")
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a merge or a split back."""
    event = get_object_or_404(QuestionEvent.objects.select_related("question"), pk=pk)
    try:
        undo_question_event(event_id=pk, actor=actor_of(request))
        messages.success(request, _("Undone: everything is back where it was."))
    except ReviewError as error:
        messages.error(request, str(error))
    here = reverse("claims:question-history", args=[event.question.slug])
    return redirect(next_url(request, here))
