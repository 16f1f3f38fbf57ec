"""Suggested links: listed by question, taken or refused in one key."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from claims.errors import ConflictError, ReviewError
from claims.models import ClaimLink, Question, ReviewEvent, Statement
from claims.services.deciding import confirm_link, keep_suggested_out, refuse_link
from claims.views.acts import (
    CONFLICT,
    UNPROCESSABLE,
    actor_of,
    can_review,
    is_swap,
    next_url,
    row_version_of,
)
from claims.views.finding import of_question

N_PAGE = 20


@require_safe
@login_required
@of_question()
def list_suggestions(request: HttpRequest, question: Question) -> HttpResponse:
    """List what the engine proposes for the claims of a question, the likeliest first."""
    return render(request, "claims/suggestion_list.html", _context(request, question))


@require_POST
@can_review
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the suggestion."""

    def act() -> Statement:
        return confirm_link(
            link_id=pk,
            row_version=row_version_of(request),
            actor=actor_of(request),
            stance=request.POST.get("stance", ""),
        )

    done, waits = (
        _("Linked to the claim."),
        _("Linked to the claim. It counts there once the statement is accepted."),
    )
    return _reply(request, pk, act, done=done, done_unaccepted=waits)


@require_POST
@can_review
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Refuse the suggestion, as not comparable if the button says why."""

    def act() -> Statement:
        return refuse_link(
            link_id=pk,
            row_version=row_version_of(request),
            actor=actor_of(request),
            not_comparable=request.POST.get("not_comparable", ""),
            why=request.POST.get("why", "")[:400],
        )

    return _reply(request, pk, act, done=_("Refused: it will not be suggested again."))


@require_POST
@can_review
def keep_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that the statement has nothing to do with the question: nothing of it is suggested here again."""

    def act() -> Statement:
        return keep_suggested_out(
            link_id=pk, row_version=row_version_of(request), actor=actor_of(request)
        )

    return _reply(request, pk, act, done=_("Kept out of this question."), can_undo=False)


def _reply(
    request: HttpRequest,
    pk: int,
    act: Callable[[], Statement],
    *,
    done: str,
    done_unaccepted: str = "",
    can_undo: bool = True,
) -> HttpResponse:
    """Do `act`, then show what is left of the list: a fragment to htmx, else the page it came from.

    `done` says what was done, `done_unaccepted` of a statement that nobody has accepted.
    """
    link = ClaimLink.objects.select_related("claim__question").filter(pk=pk).first()
    status, say, decided = 200, messages.success, None
    try:
        decided = act()
        if decided.status == "proposed":
            done = done_unaccepted or done
    except ConflictError as error:
        done, status, say = str(error), CONFLICT, messages.warning
    except ReviewError as error:
        done, status, say = str(error), UNPROCESSABLE, messages.error
    say(request, done)
    if link is None:
        return redirect("claims:question-list")
    question = link.claim.question
    if is_swap(request):
        context = _context(request, question) | {
            "undoable": can_undo and _undoable(request, decided)
        }
        of_question = request.POST.get("next") == question.get_absolute_url()
        fragment = "_suggestions_short" if of_question else "_suggestions_page"
        return render(request, f"claims/{fragment}.html", context, status=status)
    default = reverse("claims:suggestion-list", args=[question.slug])
    return redirect(next_url(request, default))


def _undoable(request: HttpRequest, decided: Statement | None) -> ReviewEvent | None:
    """Return the act just done, where it can be taken back."""
    if decided is None:
        return None
    last = (
        ReviewEvent.objects.filter(statement=decided, actor=actor_of(request)).order_by("pk").last()
    )
    return last if last and last.can_be_undone else None


def _context(request: HttpRequest, question: Question) -> dict[str, object]:
    waiting = ClaimLink.objects.suggested().filter(claim__question=question).ranked()
    asked = request.POST.get("page") or request.GET.get("page")
    return {
        "question": question,
        "page": Paginator(waiting, N_PAGE).get_page(asked),
        "can_review": request.user.has_perm("claims.review_statement"),
        "is_swap": is_swap(request),
    }
