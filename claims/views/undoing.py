"""Taking an act back: at once where nobody has changed any of it since, else decided on a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from claims.errors import ReviewError
from claims.history.reading import leave_out_hidden
from claims.history.sentences import sentence_of
from claims.history.words import LABELS, Names, said
from claims.log import name_of
from claims.models import Act
from claims.second.blind import hidden_among
from claims.services.undo_plan import UndoItem, UndoPlan, plan_undo
from claims.services.undoing import ContestedError, Undone, undo_act
from claims.views.acts import CONFLICT, UNPROCESSABLE, actor_of, can_review, next_url

N_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Row:
    """One value that an undo would bring back, beside the one that stands."""

    label: str
    back: str
    now: str


@dataclass(frozen=True, slots=True)
class Contested:
    """One event that somebody has changed something of since."""

    item: UndoItem
    rows: tuple[Row, ...]


@require_http_methods(["GET", "HEAD", "POST"])
@can_review
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what undoing an act would do, or do it.

    Posted without the plan that was looked at, it is done only if nobody has changed any of it since; otherwise
    the answer is 409 and the plan to decide on. `?event=` narrows it to one event.
    """
    act = get_object_or_404(Act.objects.select_related("actor", "undoes__undoes__undoes"), pk=pk)
    if act.pk in leave_out_hidden([act], request.user):
        raise Http404
    event = _number(request.GET.get("event", "")) or None
    if request.method != "POST":
        return _render(request, plan_undo(act, event_id=event))
    try:
        done = undo_act(
            act_id=pk,
            actor=actor_of(request),
            event_id=event,
            seen=_number(request.POST["seen"]) if "seen" in request.POST else None,
            over=[_number(key) for key in request.POST.getlist("over")],
            why=request.POST.get("why", "").strip()[:500],
        )
    except ContestedError as error:
        return _render(request, error.plan, message=str(error), status=CONFLICT)
    except ReviewError as error:
        plan = plan_undo(act, event_id=event)
        return _render(request, plan, message=str(error), status=UNPROCESSABLE)
    messages.success(request, _report(done))
    return redirect(next_url(request, reverse("claims:history")))


def _report(done: Undone) -> str:
    said_n = ngettext(
        "Undone: %(n)d change is taken back.",
        "Undone: %(n)d changes are taken back.",
        done.n_undone,
    ) % {"n": done.n_undone}
    if done.n_left:
        said_n += " " + ngettext(
            "%(n)d is left as it stands.", "%(n)d are left as they stand.", done.n_left
        ) % {"n": done.n_left}
    return format_html(
        '{} <a href="{}">{}</a>', said_n, done.act.get_absolute_url(), _("See what was undone")
    )


def _render(
    request: HttpRequest, plan: UndoPlan, *, message: str = "", status: int = 200
) -> HttpResponse:
    unread = hidden_among({item.statement.pk for item in plan.items}, request.user)
    clean = [item for item in plan.clean if item.statement.pk not in unread]
    context = {
        "act": plan.act,
        "sentence": sentence_of(plan.act),
        "plan": plan,
        "clean": clean[:N_SHOWN],
        "n_more": max(0, len(clean) - N_SHOWN),
        "contested": [one for one in _contested(plan) if one.item.statement.pk not in unread],
        "message": message,
        "here": request.get_full_path(),
        "next": next_url(request, ""),
        "back": next_url(request, plan.act.get_absolute_url()),
    }
    return render(request, "claims/act_undo.html", context, status=status)


def _contested(plan: UndoPlan) -> Iterable[Contested]:
    events = [event for item in plan.contested for event in (item.event, *item.since)]
    names = Names.of(events)
    for item in plan.contested:
        now = {contest.change.part: contest.now for contest in item.contests}
        rows = tuple(
            Row(
                str(LABELS[name_of(change.part)]),
                said(name_of(change.part), change.before, names),
                said(name_of(change.part), now.get(change.part, change.after), names),
            )
            for change in item.changes
            if name_of(change.part) in LABELS
        )
        yield Contested(item, rows)


def _number(written: str) -> int:
    return int(written) if written.isdecimal() and len(written) < 18 else 0
