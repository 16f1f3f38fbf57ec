"""The queue as a list: pages found by key, several statements decided as one act."""

from __future__ import annotations

import re

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from claims.errors import ConflictError, ReviewError
from claims.models import Lease, Statement
from claims.queue.asked import SECOND, Asked
from claims.queue.reading import count_waiting, members_of, read_page
from claims.services.verdicts import Seen, decide_together
from claims.views.acts import CONFLICT, UNPROCESSABLE, actor_of, can_review
from claims.views.workbench import toolbar


@require_http_methods(["GET", "POST"])
@can_review
def show_list(request: HttpRequest) -> HttpResponse:
    """Show a page of the queue; a posted verdict on the ticked statements is written first."""
    if (
        Asked.read(request.GET).verdict == SECOND
    ):  # one at a time: each is marked as its reader sees it
        return redirect(reverse("claims:review") + Asked.read(request.GET).address())
    if request.method != "POST":
        return _render(request)
    seen = _ticked(request)
    if not seen:
        return _render(request, message=_("Tick the statements first."), status=UNPROCESSABLE)
    try:
        done = decide_together(act=request.POST.get("act", ""), seen=seen, actor=actor_of(request))
    except ConflictError as error:
        message = _("Nothing was decided. %(why)s") % {"why": error}
        return _render(request, message=f"{message} (“{error.fresh}”)", status=CONFLICT)
    except ReviewError as error:
        return _render(request, message=str(error), status=UNPROCESSABLE)
    except Statement.DoesNotExist:
        message = _("Nothing was decided: one of them is gone, for its article was read again.")
        return _render(request, message=message, status=UNPROCESSABLE)
    said = ngettext("%(n)d statement decided.", "%(n)d statements decided.", len(done))
    messages.success(request, said % {"n": len(done)})
    return redirect(reverse("claims:review-list") + Asked.read(request.GET).address())


def _ticked(request: HttpRequest) -> list[Seen]:
    """Return what was ticked, each with the copies that its line stood for, at the row versions shown."""
    written = [one for line in request.POST.getlist("statement") for one in line.split(",")]
    pairs = [one.split(":") for one in written if re.fullmatch(r"\d{1,18}:\d{1,9}", one)]
    return [Seen(int(key), int(row_version)) for key, row_version in pairs]


def _render(request: HttpRequest, *, message: str = "", status: int = 200) -> HttpResponse:
    asked, user = Asked.read(request.GET), actor_of(request)
    page = read_page(
        asked, user, after=request.GET.get("after", ""), before=request.GET.get("before", "")
    )
    keys = [entry.pk for entry in page.entries]
    leases = Lease.objects.running().filter(statement__in=keys).select_related("user")
    open_at = {lease.statement_id: lease for lease in reversed(leases)}
    members = members_of(page.entries)
    # What was decided between the two looks has no members any more, and is left out.
    waiting_still = [entry for entry in page.entries if entry.group in members]
    waiting = count_waiting(asked, user)
    context = toolbar(request, asked, waiting=waiting) | {
        "asked": asked,
        "rows": [(entry, members[entry.group], open_at.get(entry.pk)) for entry in waiting_still],
        "next_url": asked.address(after=page.next_place) if page.next_place else "",
        "previous_url": asked.address(before=page.previous_place) if page.previous_place else "",
        "waiting": waiting,
        "message": message,
    }
    return render(request, "claims/review_list.html", context, status=status)
