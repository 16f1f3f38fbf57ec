"""Second readings at the workbench: the same bench and keys, and nothing of the first reading."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.errors import ReviewError
from claims.highlighting import mark_version
from claims.models import ReadingDue, Statement
from claims.queue.asked import SECOND, WAITING, Asked
from claims.queue.beside import look_beside
from claims.queue.second import ORDER, count_due, take_due
from claims.review_keys import keys_of
from claims.second.blind import due_for, is_hidden
from claims.second.states import as_shown
from claims.services.second_reading import Verdict, draft_of, give_reading
from claims.services.undoing import ContestedError
from claims.services.verdicts import Reason, skip_statement, undo_last_act
from claims.views.acts import CONFLICT, UNPROCESSABLE, actor_of, is_swap
from claims.views.workbench import load_item, reasons_for, render_bench, render_item
from speakers.models import Speaker

NO_CONTENT = 204
VERDICTS = {
    "accept": Verdict.ACCEPTED,
    "reject": Verdict.REJECTED,
    "unsure": Verdict.UNSURE,
}
DONE = gettext_lazy("Your reading is kept beside the first.")


def show_item(
    request: HttpRequest,
    asked: Asked,
    pk: int,
    *,
    message: str = "",
    tone: str = "",
    status: int = 200,
    undo_page: str = "",
) -> HttpResponse:
    """Show the statement in the workbench: as a second reading to whoever may still read it blind."""
    statement = load_item(pk)
    said = {"message": message, "tone": tone, "undo_page": undo_page}
    if statement is not None and statement.is_decided:
        due = due_for(request.user).filter(pk=pk).first()
        if due is not None:
            return _render(request, asked, due, **said, status=status)
    if asked.verdict == SECOND:
        asked = asked.with_(verdict=WAITING)
    return render_item(request, asked, statement, **said, status=status)


def lead_to_undo(
    request: HttpRequest, asked: Asked, pk: int, error: ContestedError
) -> HttpResponse:
    """Answer an undo of what somebody has changed since: it leads to the page where that is decided."""
    back = urlencode({"next": reverse("claims:review") + asked.address()})
    page = f"{reverse('claims:act-undo', args=[error.plan.act.pk])}?{back}"
    if not is_swap(request):
        messages.warning(request, str(error))
        return redirect(page)
    said = {"message": str(error), "tone": "warning", "undo_page": page}
    return show_item(request, asked, pk, **said, status=CONFLICT)


def show_next(request: HttpRequest, asked: Asked) -> HttpResponse:
    """Show the second reading after or before a place, else the first."""
    due = take_due(
        asked,
        actor_of(request),
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
    )
    return _render(request, asked, due)


def decide(request: HttpRequest, asked: Asked, pk: int) -> HttpResponse:
    """Do what was posted on a second reading, then show the next.

    What waits for this reader no more answers 409 with the next, another refusal 422; nothing is written then.
    """
    try:
        wanted, said = _perform(request, pk)
    except ContestedError as error:
        return lead_to_undo(request, asked, pk, error)
    except ReviewError as error:
        if is_hidden(pk, request.user):
            return show_item(
                request, asked, pk, message=str(error), tone="warning", status=UNPROCESSABLE
            )
        return _go_on(request, asked, str(error), tone="warning", status=CONFLICT)
    if is_swap(request):
        if wanted:
            return show_item(request, asked, wanted, message=said, tone="success")
        return _go_on(request, asked, said, tone="said")
    messages.success(request, said)
    more = {"statement": str(wanted)} if wanted else {"after": request.POST.get("at", "")}
    return redirect(reverse("claims:review") + asked.address(**more))


def _perform(request: HttpRequest, pk: int) -> tuple[int, str]:
    """Do the posted act; return the statement to show again, 0 for the next one, and what was done."""
    act, _colon, reason = request.POST.get("act", "").partition(":")
    user = actor_of(request)
    if act == "undo":
        return undo_last_act(actor=user)[0].pk, _("Undone.")
    if act == "skip" and pk:
        skip_statement(statement_id=pk, user=user)
        return 0, _("Skipped: it comes back at the end.")
    why = str(Reason(reason).label) if reason in Reason.values else request.POST.get("why", "")
    give_reading(statement_id=pk, verdict=VERDICTS.get(act, ""), actor=user, why=why[:500])
    return 0, str(DONE)


def _go_on(
    request: HttpRequest, asked: Asked, said: str, *, tone: str, status: int = 200
) -> HttpResponse:
    due = take_due(asked, actor_of(request), after=request.POST.get("at", ""))
    if status == 200 and due and request.headers.get("Workbench-Shows") == str(due.pk):
        waiting = str(count_due(asked, actor_of(request)))
        return HttpResponse(status=NO_CONTENT, headers={"Workbench-Waiting": waiting})
    return _render(request, asked, due, message=said, tone=tone, status=status)


def _render(
    request: HttpRequest,
    asked: Asked,
    due: ReadingDue | None,
    *,
    message: str = "",
    tone: str = "",
    undo_page: str = "",
    status: int = 200,
) -> HttpResponse:
    asked = asked.with_(verdict=SECOND)
    user = actor_of(request)
    keys = keys_of(user)
    shown = {
        "keys": keys,
        "message": message,
        "tone": tone,
        "undo_page": undo_page,
        "waiting": count_due(asked, user),
    }
    if due is None:
        return render_bench(request, asked, shown, status=status)
    statement = load_blind(due, user)
    place = ORDER.place_of(due)
    beside = look_beside(statement, viewer_id=user.pk)
    item = {
        "statement": statement,
        "second": due,
        "may_return": True,
        "return_key": keys["return"],
        "is_marked": due.draft is not None and due.draft_by_id == user.pk,
        "place": place,
        "paragraphs": mark_version(statement.version, [statement]),
        "beside": replace(beside, links=()),
        "lease": beside.lease,
        "reasons": reasons_for(keys),
        "next_url": asked.address(after=place),
        "previous_url": asked.address(before=place),
    }
    return render_bench(request, asked, shown | item, status=status)


def load_blind(due: ReadingDue, user: User) -> Statement:
    """Return the statement as `user` has it before them: as proposed, with what they have marked so far."""
    statement = load_item(due.pk)
    assert statement is not None  # the row goes with its statement
    state = draft_of(due, statement, user)
    as_shown(statement, state)
    statement.is_unread = True
    if state["speaker"] != statement.speaker_id:
        speakers = Speaker.objects.select_related("canonical")
        statement.speaker = speakers.filter(pk=state["speaker"]).first()
    return statement
