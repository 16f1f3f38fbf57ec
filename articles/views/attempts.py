"""Attempts: what became of each article handed in, and trying again."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from articles.errors import IngestError
from articles.forms import AttemptFilterForm
from articles.models import IngestAttempt
from articles.services.submission import is_waiting_long, retry_attempt
from articles.views.permissions import can_add

N_PAGE = 30


@require_GET
@login_required
def list_attempts(request: HttpRequest) -> HttpResponse:
    """List the attempts, newest first."""
    form = AttemptFilterForm(request.GET)
    attempts = form.chosen_from(IngestAttempt.objects.listed())
    context = {
        "form": form,
        "is_filtered": form.is_filtering,
        "page": Paginator(attempts, N_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "articles/attempt_list.html", context)


@require_GET
@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far an attempt has come; a script that asks is sent on to the article once it is stored."""
    attempt = get_object_or_404(IngestAttempt.objects.listed(), pk=pk)
    context = {"attempt": attempt, "is_waiting_long": is_waiting_long(attempt)}
    if "HX-Request" not in request.headers:
        return render(request, "articles/attempt_detail.html", context)
    response = render(request, "articles/_attempt_state.html", context)
    if attempt.article is not None:
        response["HX-Redirect"] = attempt.article.get_absolute_url()
    return response


@require_POST
@can_add
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the attempt back in the queue."""
    attempt = get_object_or_404(IngestAttempt.objects.listed(), pk=pk)
    try:
        retry_attempt(attempt=attempt)
    except IngestError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("It is in the queue again."))
    return redirect(attempt)
