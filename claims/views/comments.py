"""Comments on a statement, sending it back, and what one is told."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from claims.colleagues import colleagues
from claims.errors import ConflictError, ReviewError
from claims.forms_comments import CommentForm, ReturnForm
from claims.history.comments import said_of
from claims.models import Notice, Statement
from claims.queue.asked import Asked
from claims.second.blind import is_hidden
from claims.services.comments import Commented, add_comment
from claims.services.notices import mark_read
from claims.services.returning import may_return, return_statement
from claims.views.acts import (
    CONFLICT,
    UNPROCESSABLE,
    actor_of,
    can_review,
    is_swap,
    next_url,
)
from claims.views.second import show_item

N_PEOPLE = 8
N_PAGE = 30


@require_http_methods(["GET", "POST"])
@can_review
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what was said of the statement and a form; a posted comment is added."""
    statement = _load(request, pk)
    if request.method == "GET":
        return _show(request, statement, comment_form=CommentForm())
    form = CommentForm(request.POST)
    if not form.is_valid():
        return _show(request, statement, comment_form=form, status=UNPROCESSABLE)
    done = add_comment(statement_id=pk, actor=actor_of(request), text=form.cleaned_data["text"])
    if is_swap(request):
        return _show(request, statement, comment_form=CommentForm(), message=_said(done))
    messages.success(request, _said(done))
    return redirect(next_url(request, f"{statement.detail_url}#comments"))


@require_http_methods(["GET", "POST"])
@can_review
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask why a decided statement goes back to the queue; posted with a reason, it does."""
    statement = _load(request, pk)
    if request.method == "GET":
        return _ask_why(request, statement)
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return _ask_why(request, statement, form=form, status=UNPROCESSABLE)
    try:
        return_statement(statement_id=pk, actor=actor_of(request), **form.cleaned_data)
    except ConflictError as error:
        return _ask_why(request, _load(request, pk), message=str(error), status=CONFLICT)
    except ReviewError as error:
        return _ask_why(request, statement, message=str(error), status=UNPROCESSABLE)
    done = _("Sent back to the queue.")
    if is_swap(request):
        return show_item(request, Asked.read(request.GET), pk, message=done, tone="success")
    messages.success(request, done)
    return redirect(next_url(request, statement.detail_url))


@require_safe
@can_review
def suggest_people(request: HttpRequest) -> HttpResponse:
    """Show colleagues whose name begins with `q`, as options of a list."""
    begins = request.GET.get("q", "")[:150]
    people = colleagues().filter(username__istartswith=begins)
    people = people.exclude(pk=actor_of(request).pk).order_by("username")[:N_PEOPLE]
    return render(request, "claims/_people.html", {"people": people})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def notices(request: HttpRequest) -> HttpResponse:
    """List what one was told, newest first; a POST takes all of it as read."""
    user = actor_of(request)
    if request.method == "POST":
        mark_read(user=user)
        return redirect("claims:notices")
    rows = Notice.objects.shown_to(user.pk).select_related(
        "event__actor", "event__statement__speaker__canonical", "event__statement__version__article"
    )
    rows = rows.defer("event__statement__version__text", "event__statement__version__raw")
    page = Paginator(rows, N_PAGE).get_page(request.GET.get("page"))
    n_unread = Notice.objects.shown_to(user.pk).unread().count()
    return render(request, "claims/notices.html", {"page": page, "n_unread": n_unread})


def comments_context(request: HttpRequest, statement: Statement) -> dict[str, Any]:
    """Return what a statement's page shows of comments; being looked at, its notices are read."""
    user = actor_of(request)
    mark_read(user=user, statement_id=statement.pk)
    return {
        "said": said_of(statement, viewer_id=user.pk),
        "comment_form": CommentForm(),
        "may_return": statement.is_decided and may_return(statement.pk, user),
    }


def _load(request: HttpRequest, pk: int) -> Statement:
    statement: Statement = get_object_or_404(Statement.objects.with_context(), pk=pk)
    statement.is_unread = statement.is_decided and is_hidden(pk, request.user)
    return statement


def _said(done: Commented) -> str:
    said = _("Your comment stands.")
    others = [user.username for user in done.named if user.pk != done.event.actor_id]
    if others:
        said += " " + _("Told: %(names)s.") % {"names": ", ".join(others)}
    if done.unknown:
        said += " " + _("Nobody goes by: %(names)s.") % {"names": ", ".join(done.unknown)}
    return said


def _show(
    request: HttpRequest,
    statement: Statement,
    *,
    comment_form: CommentForm,
    message: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "statement": statement,
        "said": said_of(statement, viewer_id=actor_of(request).pk),
        "comment_form": comment_form,
        "message": message,
        "in_place": is_swap(request),
    }
    page = "claims/_comments_panel.html" if is_swap(request) else "claims/statement_comments.html"
    return render(request, page, context, status=status)


def _ask_why(
    request: HttpRequest,
    statement: Statement,
    *,
    form: ReturnForm | None = None,
    message: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "statement": statement,
        "form": form or ReturnForm(initial={"row_version": statement.row_version}),
        "asked": Asked.read(request.GET),
        "message": message,
        "in_place": is_swap(request),
        "next": next_url(request, ""),
        "address": reverse("claims:statement-return", args=[statement.pk]),
    }
    page = "claims/_return_panel.html" if is_swap(request) else "claims/statement_return.html"
    return render(request, page, context, status=status)
