"""One statement in the workbench, ready to show: as a fragment to scripts, else as a page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from claims.highlighting import mark_version
from claims.models import Desk, QueueEntry, QueueView, Statement
from claims.queue.asked import (
    ALL,
    CONFIDENCES,
    DESK,
    MINE,
    SECOND,
    UNSURE,
    VERDICTS,
    WAITING,
    WHOSE,
    Asked,
)
from claims.queue.beside import look_beside
from claims.queue.ordering import SORTS
from claims.queue.reading import Capped, count_waiting, read_ahead, sort_of
from claims.queue.second import count_due, count_open
from claims.review_keys import keys_of
from claims.services.returning import may_return
from claims.services.verdicts import Reason
from claims.views.acts import actor_of, is_swap

N_AHEAD = 5
SETTLE = "claims.settle_secondreading"


def render_item(
    request: HttpRequest,
    asked: Asked,
    statement: Statement | None,
    *,
    message: str = "",
    tone: str = "",
    status: int = 200,
    undo_page: str = "",
) -> HttpResponse:
    """Return the workbench with `statement` in it, or with the news that nothing waits.

    `undo_page` is where an undo that was refused can be decided: the key of undo leads there then.
    """
    user = actor_of(request)
    keys = keys_of(user)
    shown = {
        "keys": keys,
        "message": message,
        "tone": tone,
        "undo_page": undo_page,
        "waiting": count_waiting(asked, user),
        **(_item(request, asked, statement, keys) if statement else {}),
    }
    return render_bench(request, asked, shown, status=status)


def render_bench(
    request: HttpRequest, asked: Asked, shown: dict[str, Any], *, status: int
) -> HttpResponse:
    """Return the workbench showing `shown`: the fragment to scripts, else the page; `waiting` and `keys` are among it."""
    context = {
        "asked": asked,
        "here": reverse("claims:review") + asked.address(),
        "is_swap": is_swap(request),
        **shown,
    }
    if is_swap(request):
        return render(request, "claims/_workbench.html", context, status=status)
    head = toolbar(request, asked, waiting=shown["waiting"])
    return render(request, "claims/review.html", context | head, status=status)


def toolbar(request: HttpRequest, asked: Asked, *, waiting: Capped) -> dict[str, Any]:
    """Return what the head of the queue shows: whose, which, in which order, and the views that were saved.

    `waiting` is how many fit what is asked.
    """
    user = actor_of(request)
    desks = list(Desk.objects.all())
    mine = set(user.desks.values_list("pk", flat=True))
    views = QueueView.objects.filter(owner=user) | QueueView.objects.filter(desk__in=mine)
    my_desks = [desk for desk in desks if desk.pk in mine]
    # As `desk_asked` has it, of what is at hand.
    named = [desk for desk in desks if desk.slug == asked.desk] if asked.desk else my_desks
    desk = named[0] if named else None
    return {
        "tabs": list(_tabs(asked, user, desk=desk, waiting=waiting)),
        "n_unsure": count_waiting(Asked(verdict=UNSURE), user),
        "n_second": count_due(Asked(verdict=SECOND), user),
        "n_differences": count_open() if user.has_perm(SETTLE) else None,
        "desks": desks,
        "desk": desk if asked.whose == DESK else None,
        "has_desk": bool(mine),
        "my_desks": my_desks,
        "verdicts": VERDICTS,
        "sorts": SORTS,
        "confidences": CONFIDENCES,
        "cues": Statement.CueClass.choices,
        "views": views.select_related("desk", "owner").order_by("name", "pk"),
        "whose": {"mine": MINE, "desk": DESK, "all": ALL},
    }


def _tabs(
    asked: Asked, user: User, *, desk: Desk | None, waiting: Capped
) -> Iterator[tuple[Any, Asked, Capped]]:
    """Yield the label of each tab, what it asks, and how many fit that."""
    for whose, label in WHOSE.items():
        tab = asked.with_(whose=whose, verdict=WAITING)
        if tab == asked:
            yield label, tab, waiting
        elif whose == DESK and desk is None:
            yield label, tab, Capped(0, is_more=False)
        else:
            yield label, tab, count_waiting(tab, user, desk=desk)


def load_item(pk: int) -> Statement | None:
    """Return a statement with all that its card shows; None if there is none."""
    rows = (
        Statement.objects.with_context()
        .with_links()
        .prefetch_related("speaker__canonical__names", "speaker__names")
    )
    return rows.defer("version__raw", "version__sketch").filter(pk=pk).first()


def _item(
    request: HttpRequest, asked: Asked, statement: Statement, keys: dict[str, str]
) -> dict[str, Any]:
    entry = QueueEntry.objects.select_related("editor", "desk").filter(pk=statement.pk).first()
    place = sort_of(asked).place_of(entry) if entry else ""
    user = actor_of(request)
    beside = look_beside(statement, viewer_id=user.pk)
    return {
        "statement": statement,
        "entry": entry,
        "may_return": statement.is_decided and may_return(statement.pk, user),
        "return_key": keys["return"],
        "place": place,
        "paragraphs": mark_version(statement.version, [statement]),
        "beside": beside,
        "lease": beside.lease,
        "ahead": read_ahead(asked, user, after=place, n=N_AHEAD) if place else [],
        "reasons": reasons_for(keys),
        "next_url": asked.address(after=place),
        "previous_url": asked.address(before=place),
    }


def reasons_for(keys: dict[str, str]) -> list[tuple[Reason, str, str]]:
    """Return each reason for a rejection with what its button posts and its key."""
    return [(reason, f"reject:{reason.value}", keys[reason.value]) for reason in Reason]
