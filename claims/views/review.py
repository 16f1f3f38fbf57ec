"""The workbench: one statement at a time, one key a decision."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from claims.errors import ConflictError, ReviewError
from claims.models import Statement
from claims.queue.asked import SECOND, Asked
from claims.queue.reading import count_waiting, take_next
from claims.services.leases import hold_statement, release_statement
from claims.services.undoing import ContestedError
from claims.services.verdicts import (
    Reason,
    Seen,
    decide_together,
    skip_statement,
    undo_last_act,
)
from claims.views import second
from claims.views.acts import (
    CONFLICT,
    UNPROCESSABLE,
    actor_of,
    can_review,
    is_swap,
    number_of,
    row_version_of,
)
from claims.views.second import lead_to_undo, show_item
from claims.views.workbench import load_item, render_item

NO_CONTENT = 204
DONE = {
    "accept": gettext_lazy("Accepted."),
    "reject": gettext_lazy("Rejected."),
    "unsure": gettext_lazy("Set aside as unsure."),
}


@can_review
def workbench(request: HttpRequest) -> HttpResponse:
    """Show the next statement; a posted verdict is written first."""
    if request.method == "POST":
        return decide(request)
    return show(request)


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Show the statement named by `?statement=`, else the one after a place, else the first of the queue."""
    asked, user = Asked.read(request.GET), actor_of(request)
    left = number_of(request.GET.get("left"))
    if left:
        release_statement(statement_id=left, user=user)
    wanted = number_of(request.GET.get("statement"))
    if wanted and Statement.objects.filter(pk=wanted).exists():
        hold_statement(statement_id=wanted, user=user)
        return show_item(request, asked, wanted)
    if asked.verdict == SECOND:
        return second.show_next(request, asked)
    return _render_next(
        request, asked, after=request.GET.get("after", ""), before=request.GET.get("before", "")
    )


@require_POST
def decide(request: HttpRequest) -> HttpResponse:
    """Do what was posted, then show what comes next.

    A conflict answers 409 with the statement as it stands now, another refusal 422; nothing is written then. An undo
    of what somebody has changed since leads to the page where that is decided.
    """
    asked, pk = Asked.read(request.GET), number_of(request.POST.get("statement"))
    if asked.verdict == SECOND:
        return second.decide(request, asked, pk)
    try:
        wanted, said = _perform(request, pk)
    except ConflictError as error:
        return _render_refusal(request, asked, error.fresh.pk, error, status=CONFLICT)
    except ContestedError as error:
        return lead_to_undo(request, asked, pk, error)
    except (ReviewError, Statement.DoesNotExist) as error:
        return _render_refusal(request, asked, pk, error, status=UNPROCESSABLE)
    after = request.POST.get("at", "")
    if not is_swap(request):
        messages.success(request, said)
        more = {"statement": str(wanted)} if wanted else {"after": after}
        return redirect(reverse("claims:review") + asked.address(**more))
    if wanted:
        return show_item(request, asked, wanted, message=said, tone="success")
    return _render_next(request, asked, after=after, message=said)


def _perform(request: HttpRequest, pk: int) -> tuple[int, str]:
    """Do the posted act; return the statement to show again, 0 for the next one, and what was done."""
    act, _colon, reason = request.POST.get("act", "").partition(":")
    user = actor_of(request)
    if act == "undo":
        undone = undo_last_act(actor=user)
        hold_statement(statement_id=undone[0].pk, user=user)
        return undone[0].pk, _("Undone.")
    if act == "skip" and pk:
        skip_statement(statement_id=pk, user=user)
        return 0, _("Skipped: it comes back at the end.")
    why = str(Reason(reason).label) if reason in Reason.values else request.POST.get("why", "")
    seen = list(_seen(request, pk))
    decide_together(act=act, seen=seen, actor=user, why=why[:500])
    return 0, str(DONE[act])


def _seen(request: HttpRequest, pk: int) -> Iterator[Seen]:
    """Yield the statement as the page showed it, then each copy that was left ticked."""
    if pk:
        yield Seen(pk, row_version_of(request))
    for copy in request.POST.getlist("copy"):
        key, _colon, row_version = copy.partition(":")
        yield Seen(number_of(key), number_of(row_version))


def _render_next(
    request: HttpRequest, asked: Asked, *, after: str, before: str = "", message: str = ""
) -> HttpResponse:
    entry = take_next(asked, actor_of(request), after=after, before=before)
    if entry is not None and request.headers.get("Workbench-Shows") == str(entry.pk):
        # Fetched ahead, and on the screen already; only how many wait was not known then.
        waiting = str(count_waiting(asked, actor_of(request)))
        return HttpResponse(status=NO_CONTENT, headers={"Workbench-Waiting": waiting})
    statement = load_item(entry.pk) if entry else None
    # Said to the ear alone: a line above the next statement would push it down.
    return render_item(request, asked, statement, message=message, tone="said")


def _render_refusal(
    request: HttpRequest, asked: Asked, pk: int, error: Exception, *, status: int
) -> HttpResponse:
    is_gone = isinstance(error, Statement.DoesNotExist)
    message = _("This statement is gone: the article was read again.") if is_gone else str(error)
    return show_item(request, asked, pk, message=message, tone="warning", status=status)
