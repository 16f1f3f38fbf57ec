"""What every act on a statement shares: one reply for scripts on, one for scripts off, one for a conflict."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from claims.errors import ConflictError, ReviewError
from claims.models import Statement
from claims.roles import note_roles
from claims.second.blind import is_hidden, veil
from claims.services.undoing import ContestedError

View = Callable[..., HttpResponse]

CONFLICT = 409
UNPROCESSABLE = 422


def needs(permission: str) -> Callable[[View], View]:
    """Return a decorator: sign in first, and then without `permission` the answer is 403."""

    def wrap(view: View) -> View:
        return login_required(permission_required(permission, raise_exception=True)(view))

    return wrap


can_review = needs("claims.review_statement")


def reads_first(view: View) -> View:
    """Return the view, which leads whoever may still read the decided statement blind to do that first."""

    @wraps(view)
    def lead(request: HttpRequest, pk: int, *args: object, **kwargs: object) -> HttpResponse:
        if not is_hidden(pk, request.user):
            return view(request, pk, *args, **kwargs)
        messages.info(
            request,
            _(
                "This statement waits for a second reading. Give yours: then you see what was done to it."
            ),
        )
        return redirect(f"{reverse('claims:review')}?verdict=second&statement={pk}")

    return lead


def can_act(view: View) -> View:
    """Return the view, for whoever may review and has nothing to read blind first."""
    return can_review(reads_first(view))


def actor_of(request: HttpRequest) -> User:
    """Return the signed-in user; the view has checked that there is one."""
    return cast("User", request.user)


def row_version_of(request: HttpRequest) -> int:
    """Return the row version that the page showed; 0, which no row has, if the form lacks it."""
    posted = request.POST.get("row_version", "")
    return int(posted) if posted.isdecimal() else 0


def number_of(written: str | None) -> int:
    """Return the number that an address or a form carries; 0, which no row has, if it is none."""
    return int(written) if written and written.isdecimal() and len(written) < 19 else 0


def is_swap(request: HttpRequest) -> bool:
    """Tell whether htmx asks for a fragment."""
    return request.headers.get("HX-Request") == "true"


def next_url(request: HttpRequest, default: str) -> str:
    """Return the local address in the form's `next`, else `default`."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    is_local = url_has_allowed_host_and_scheme(
        wanted, {request.get_host()}, require_https=request.is_secure()
    )
    return wanted if wanted and is_local else default


def reply_to_act(
    request: HttpRequest, pk: int, act: Callable[[], Statement], *, done: str
) -> HttpResponse:
    """Do `act` and show the statement as it stands then: its card to htmx, else the page it came from.

    A conflict answers 409 with the fresh card and the reason, another refusal 422; nothing is lost. An undo that
    has something to decide first is left to the caller.
    """
    status = 200
    try:
        statement = act()
        message, tone = done, "success"
    except ConflictError as error:
        statement, message, tone, status = error.fresh, str(error), "warning", CONFLICT
    except ContestedError:
        raise
    except ReviewError as error:
        statement = Statement.objects.with_context().get(pk=pk)
        message, tone, status = str(error), "error", UNPROCESSABLE
    if is_swap(request):
        return render_card(request, statement.pk, message=message, tone=tone, status=status)
    level = {"success": messages.SUCCESS, "warning": messages.WARNING, "error": messages.ERROR}[
        tone
    ]
    messages.add_message(request, level, message)
    return redirect(next_url(request, statement.get_absolute_url()))


def render_card(
    request: HttpRequest, pk: int, *, message: str = "", tone: str = "", status: int = 200
) -> HttpResponse:
    """Return the card of one statement as a fragment, with a message in it."""
    statement = Statement.objects.with_context().with_links().get(pk=pk)
    veil([statement], request.user)
    note_roles([statement])
    context = {
        "statement": statement,
        "number": request.POST.get("number", ""),
        "message": message,
        "tone": tone,
        "can_review": request.user.has_perm("claims.review_statement"),
    }
    return render(request, "claims/_statement.html", context, status=status)
