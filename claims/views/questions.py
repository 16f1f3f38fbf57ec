"""Questions, and the contrast page of each."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from claims.contrast import contrast_question
from claims.errors import ReviewError
from claims.forms import ClaimForm, QuestionForm
from claims.models import Question
from claims.services.questions import add_claim, open_question
from claims.views.acts import UNPROCESSABLE, actor_of, needs

N_PAGE = 20


@require_GET
@login_required
def list_questions(request: HttpRequest) -> HttpResponse:
    """List the questions, newest first."""
    pages = Paginator(Question.objects.with_counts(), N_PAGE)
    return render(
        request, "claims/question_list.html", {"page": pages.get_page(request.GET.get("page"))}
    )


@require_GET
@login_required
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the rival claims side by side."""
    return _render_contrast(request, get_object_or_404(Question, slug=slug), ClaimForm())


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
def add_rival(request: HttpRequest, slug: str) -> HttpResponse:
    """Add a claim to the question."""
    question = get_object_or_404(Question, slug=slug)
    form = ClaimForm(request.POST)
    if form.is_valid():
        try:
            add_claim(question=question, **form.cleaned_data)
            return redirect(question)
        except ReviewError as error:
            form.add_error("text", str(error))
    return _render_contrast(request, question, form, status=UNPROCESSABLE)


def _render_contrast(
    request: HttpRequest, question: Question, form: ClaimForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "question": question,
        "contrast": contrast_question(question),
        "form": form,
        "can_add": request.user.has_perm("claims.add_claim"),
    }
    return render(request, "claims/question_detail.html", context, status=status)
