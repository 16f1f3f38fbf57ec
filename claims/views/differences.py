"""Where two readings differ: one statement at a time, what differs and nothing else, settled by one key."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from claims.errors import ConflictError, ReviewError
from claims.models import SecondReading, Statement
from claims.queue.second import count_open
from claims.review_keys import keys_of
from claims.second.sides import lay_out
from claims.services.settling import Settled, settle_difference
from claims.services.verdicts import undo_last_act
from claims.views.acts import (
    CONFLICT,
    UNPROCESSABLE,
    actor_of,
    can_review,
    number_of,
    row_version_of,
)
from claims.views.workbench import SETTLE

N_THEN = 5
READ_BY = ("reader", "first_reader", "settled_by", "desk")


@require_http_methods(["GET", "HEAD", "POST"])
@can_review
def differences(request: HttpRequest) -> HttpResponse:
    """Show the difference named, else the one after or before another, else the oldest; settle one that is posted."""
    if request.method != "POST":
        return _show(request, _wanted(request))
    if not request.user.has_perm(SETTLE):
        raise PermissionDenied
    try:
        return _settle(request)
    except ConflictError as error:
        return _show(request, _load(error.fresh.pk), message=str(error), status=CONFLICT)
    except ReviewError as error:
        wanted = _load(number_of(request.POST.get("statement")))
        return _show(request, wanted, message=str(error), status=UNPROCESSABLE)


def _settle(request: HttpRequest) -> HttpResponse:
    act, pk = request.POST.get("act", ""), number_of(request.POST.get("statement"))
    if act == "undo":
        undone = undo_last_act(actor=actor_of(request))
        messages.success(request, _("Undone."))
        return redirect(f"{reverse('claims:differences')}?statement={undone[0].pk}")
    if not Statement.objects.filter(pk=pk).exists():
        raise ReviewError(_("That statement is gone."))
    statement = settle_difference(
        statement_id=pk,
        row_version=row_version_of(request),
        choice=act,
        actor=actor_of(request),
        why=request.POST.get("why", "").strip()[:500],
    )
    made = statement.events.filter(act="settle").values_list("part_of", flat=True).first()
    said = format_html(
        '{} <a href="{}">{}</a>',
        str(Settled(act).label).capitalize() + ".",
        reverse("claims:act-detail", args=[made]),
        _("See it in the history, or undo it"),
    )
    messages.success(request, said)
    if act == Settled.NEITHER:
        return redirect(f"{reverse('claims:review')}?statement={pk}")
    return redirect(f"{reverse('claims:differences')}?after={pk}")


def _wanted(request: HttpRequest) -> SecondReading | None:
    """Return the reading that the address names, if it differs, else the next one to settle."""
    named = _load(number_of(request.GET.get("statement")))
    if named is not None and named.differs:
        return named
    after, before = (number_of(request.GET.get(name)) for name in ("after", "before"))
    place = SecondReading.objects.filter(pk=after or before).first()
    rows = SecondReading.objects.open().select_related(*READ_BY)
    if place is None:
        return rows.first()
    at, pk = place.read_at, place.pk
    if before:
        earlier = rows.filter(Q(read_at__lt=at) | Q(read_at=at, pk__lt=pk))
        return earlier.reverse().first() or rows.exclude(pk=pk).last()
    later = rows.filter(Q(read_at__gt=at) | Q(read_at=at, pk__gt=pk))
    return later.first() or rows.exclude(pk=pk).first()


def _load(pk: int) -> SecondReading | None:
    return SecondReading.objects.select_related(*READ_BY).filter(pk=pk).first()


def _show(
    request: HttpRequest, reading: SecondReading | None, *, message: str = "", status: int = 200
) -> HttpResponse:
    user = actor_of(request)
    context = {
        "n_open": count_open(),
        "message": message,
        "keys": keys_of(user),
        "can_settle": user.has_perm(SETTLE),
    }
    if reading is not None and reading.differs:
        statement = Statement.objects.with_context().get(pk=reading.pk)
        then = SecondReading.objects.open().exclude(pk=reading.pk)
        context |= {
            "sides": lay_out(reading, statement),
            "is_own": user.pk in {reading.reader_id, reading.first_reader_id},
            "then": then.select_related("statement__speaker__canonical")[:N_THEN],
        }
    return render(request, "claims/differences.html", context, status=status)
