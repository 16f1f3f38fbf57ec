"""Questions proposed from groups of statements that may compete."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from claims.models import QuestionTie, StatementGroup
from claims.services.grouping import dismiss_group, reopen_group
from claims.views.acts import actor_of, can_review, is_swap
from claims.views.ties import open_questions

N_PAGE = 20
LEAST = 0.5  # below it the engine itself names no rivalry


@require_safe
@login_required
def list_proposed(request: HttpRequest) -> HttpResponse:
    """List groups with two statements that may compete and no question yet, the likeliest first."""
    return _render(request, "claims/question_proposed.html")


@require_POST
@can_review
def dismiss(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that the group is no question."""
    group = get_object_or_404(StatementGroup, pk=pk)
    dismiss_group(group=group, actor=actor_of(request))
    if is_swap(request):
        return _render(request, "claims/_suggestion_groups.html", dismissed=group)
    messages.success(request, _("Dismissed: it will not be proposed again."))
    return redirect("claims:question-proposed")


@require_POST
@can_review
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a dismissal back."""
    group = get_object_or_404(StatementGroup, pk=pk)
    reopen_group(group=group, actor=actor_of(request))
    if is_swap(request):
        return _render(request, "claims/_suggestion_groups.html")
    return redirect("claims:question-proposed")


def _render(
    request: HttpRequest, template: str, *, dismissed: StatementGroup | None = None
) -> HttpResponse:
    groups = StatementGroup.objects.worth_a_question(least=LEAST).with_rivals()
    asked = request.POST.get("page") or request.GET.get("page")
    context = {
        "page": Paginator(groups, N_PAGE).get_page(asked),
        "can_review": request.user.has_perm("claims.review_statement"),
        "dismissed": dismissed,
        "kinds": QuestionTie.Kind.choices,
        "open_questions": open_questions(),
    }
    return render(request, template, context)
