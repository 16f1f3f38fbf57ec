"""Merging a question into another: choose which, say which claims are the same, then do it."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from claims.errors import ReviewError, StaleQuestionError
from claims.models import Claim, Question
from claims.services.merging import merge_questions
from claims.views.acts import CONFLICT, UNPROCESSABLE, actor_of, needs
from claims.views.finding import of_question

N_PAGE = 20


@dataclass(frozen=True, slots=True)
class Coming:
    """A claim that comes along, and the one it is folded into at first: that of the same words or answer."""

    claim: Claim
    into: int | None


@require_http_methods(["GET", "POST"])
@needs("claims.change_question")
@of_question()
def merge(request: HttpRequest, question: Question) -> HttpResponse:
    """Choose the question that is merged into this one; once chosen, set its claims beside ours."""
    asked = request.POST.get("other") or request.GET.get("other")
    other = Question.objects.standing().exclude(pk=question.pk).filter(slug=asked or "").first()
    if other is None:
        if asked:
            messages.warning(request, _("That question was merged already: choose another."))
        return _choose(request, question)
    if request.method == "POST":
        return _merge(request, question, other)
    return _compare(request, question, other)


def _choose(request: HttpRequest, question: Question) -> HttpResponse:
    words = request.GET.get("words", "").strip()
    others = Question.objects.with_counts().exclude(pk=question.pk)
    if words:
        others = others.filter(Q(text__icontains=words) | Q(claims__text__icontains=words))
    page = Paginator(others.distinct(), N_PAGE).get_page(request.GET.get("page"))
    context = {"question": question, "page": page, "words": words}
    return render(request, "claims/question_merge.html", context)


def _compare(
    request: HttpRequest, question: Question, other: Question, *, status: int = 200
) -> HttpResponse:
    ours = list(question.claims.standing().order_by("pk"))
    chosen = _folds(request)
    coming = [
        Coming(claim, chosen.get(claim.pk) if chosen is not None else _same(claim, ours))
        for claim in other.claims.standing().order_by("pk")
    ]
    context = {
        "question": question,
        "other": other,
        "ours": ours,
        "coming": coming,
        "is_other_kind": (question.answer_kind, question.unit) != (other.answer_kind, other.unit),
        "why": request.POST.get("why", ""),
    }
    return render(request, "claims/question_merge.html", context, status=status)


def _merge(request: HttpRequest, question: Question, other: Question) -> HttpResponse:
    try:
        merge_questions(
            question_id=question.pk,
            row_version=_number(request, "row_version"),
            other_id=other.pk,
            other_row_version=_number(request, "other_row_version"),
            folds=_folds(request) or {},
            actor=actor_of(request),
            why=request.POST.get("why", "")[:500],
        )
    except StaleQuestionError as error:
        messages.warning(request, str(error))
        question.refresh_from_db()
        other.refresh_from_db()
        return _compare(request, question, other, status=CONFLICT)
    except ReviewError as error:
        messages.error(request, str(error))
        return _compare(request, question, other, status=UNPROCESSABLE)
    messages.success(
        request,
        _("“%(other)s” is merged into this question. Its history can undo that.")
        % {"other": other},
    )
    return redirect(question)


def _same(claim: Claim, ours: list[Claim]) -> int | None:
    words = claim.text.casefold()
    return next((each.pk for each in ours if each.text.casefold() == words), None)


def _folds(request: HttpRequest) -> dict[int, int] | None:
    """Return what the form says to fold into what; None before it was sent."""
    if request.method != "POST":
        return None
    names = [name for name in request.POST if name.startswith("fold_")]
    pairs = ((name.removeprefix("fold_"), request.POST[name]) for name in names)
    return {int(a): int(b) for a, b in pairs if a.isdecimal() and b.isdecimal()}


def _number(request: HttpRequest, name: str) -> int:
    posted = request.POST.get(name, "")
    return int(posted) if posted.isdecimal() else 0
