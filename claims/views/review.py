"""The workbench: one statement at a time, one key a decision."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from claims.errors import ReviewError
from claims.highlighting import mark_around
from claims.models import ReviewEvent
from claims.queue import look_at_queue
from claims.services.review import accept_statement, reject_statement, undo_event
from claims.views.acts import actor_of, can_review, is_swap, row_version_of

SKIPPED = "review_skipped"
VERDICTS = {"accept": accept_statement, "reject": reject_statement}


@can_review
def workbench(request: HttpRequest) -> HttpResponse:
    """Show the next statement; a posted verdict is written first."""
    if request.method == "POST":
        return decide(request)
    return show(request)


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Show the statement named by `?statement=`, else the next in the queue."""
    wanted = request.GET.get("statement", "")
    return _render(request, wanted=int(wanted) if wanted.isdecimal() else None)


@require_POST
def decide(request: HttpRequest) -> HttpResponse:
    """Write the verdict, or take the last act back, then show what comes next."""
    try:
        wanted = _perform(request)
    except ReviewError as error:
        messages.warning(request, str(error))
        wanted = (
            int(request.POST["statement"])
            if request.POST.get("statement", "").isdecimal()
            else None
        )
    if is_swap(request):
        return _render(request, wanted=wanted)
    return redirect("claims:review")


@require_POST
@can_review
def skip(request: HttpRequest) -> HttpResponse:
    """Put the statement at the end of this editor's queue."""
    skipped = request.session.get(SKIPPED, [])
    posted = request.POST.get("statement", "")
    if posted.isdecimal():
        request.session[SKIPPED] = [pk for pk in skipped if pk != int(posted)] + [int(posted)]
    return _render(request) if is_swap(request) else redirect("claims:review")


def _perform(request: HttpRequest) -> int | None:
    """Do the posted act; return the statement to show next, None for the next in the queue."""
    act, posted = request.POST.get("act", ""), request.POST.get("statement", "")
    if act == "undo":
        last = (
            ReviewEvent.objects.filter(actor=actor_of(request), undone_by=None)
            .exclude(act="undo")
            .first()
        )
        if last is None:
            raise ReviewError(_("There is nothing of yours to undo."))
        statement = undo_event(event_id=last.pk, actor=actor_of(request))
        messages.success(request, _("Undone."))
        return statement.pk
    if act not in VERDICTS or not posted.isdecimal():
        raise ReviewError(_("That is not a verdict: accept, reject or skip."))
    VERDICTS[act](
        statement_id=int(posted), row_version=row_version_of(request), actor=actor_of(request)
    )
    return None


def _render(request: HttpRequest, *, wanted: int | None = None) -> HttpResponse:
    view = look_at_queue(skipped=request.session.get(SKIPPED, []), wanted=wanted)
    current = view.current
    context = {
        "view": view,
        "statement": current,
        "paragraphs": mark_around(current.version, current) if current else [],
        "is_swap": is_swap(request),
    }
    template = "claims/_workbench.html" if is_swap(request) else "claims/review.html"
    return render(request, template, context)
