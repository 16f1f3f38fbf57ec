"""Questions: listed, opened, and answered by rival claims."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims.errors import ReviewError
from claims.forms import ClaimForm, QuestionForm
from claims.models import Question
from claims.services.questions import add_claim, open_question
from claims.views.acts import UNPROCESSABLE, actor_of, needs
from claims.views.contrast import render_page
from claims.views.finding import of_question
from claims.views.public import sees_published_only
from claims.views.public_list import list_public

N_PAGE = 20


@require_safe
def list_questions(request: HttpRequest) -> HttpResponse:
    """List the questions: to members of the newsroom all, newest first, to everybody else the published ones."""
    return list_public(request) if sees_published_only(request) else _list_all(request)


def _list_all(request: HttpRequest) -> HttpResponse:
    pages = Paginator(Question.objects.with_counts().with_claims(), N_PAGE)
    return render(
        request, "claims/question_list.html", {"page": pages.get_page(request.GET.get("page"))}
    )


@require_http_methods(["GET", "POST"])
@needs("claims.add_question")
def add(request: HttpRequest) -> HttpResponse:
    """Open a question."""
    form = QuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        question = open_question(actor=actor_of(request), **form.cleaned_data)
        messages.success(request, _("The question is open. Add the claims that answer it."))
        return redirect(question)
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "claims/question_add.html", {"form": form}, status=status)


@require_POST
@needs("claims.add_claim")
@of_question()
def add_rival(request: HttpRequest, question: Question) -> HttpResponse:
    """Add a claim to the question."""
    form = ClaimForm(request.POST)
    if form.is_valid():
        try:
            add_claim(question=question, **form.cleaned_data)
            return redirect(question)
        except ReviewError as error:
            form.add_error("text", str(error))
    return render_page(request, question, form, status=UNPROCESSABLE)
