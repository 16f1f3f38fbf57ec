"""One statement: its page, and every act on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from claims.forms import ActForm, LinkForm, SpansForm
from claims.highlighting import mark_around
from claims.models import Claim, ReviewEvent, Statement
from claims.public.embed_code import code_of_statement
from claims.public.statement import is_published
from claims.roles import note_roles
from claims.second.blind import is_hidden
from claims.services.linking import link_statement, unlink_statement
from claims.services.review import (
    accept_statement,
    correct_spans,
    reject_statement,
    withdraw_statement,
)
from claims.services.undoing import ContestedError, undo_event
from claims.views.acts import (
    UNPROCESSABLE,
    actor_of,
    can_act,
    can_review,
    reads_first,
    reply_to_act,
    row_version_of,
)
from claims.views.comments import comments_context
from claims.views.correct_context import correct_context, load
from claims.views.public import sees_published_only, show_statement


class _Verdict(Protocol):
    def __call__(
        self, *, statement_id: int, row_version: int, actor: object, why: str = ""
    ) -> Statement: ...


@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a statement in its paragraph, with what can be corrected and what was done to it.

    Whoever is not of the newsroom sees what is published of it.
    """
    if sees_published_only(request):
        return show_statement(request, pk)
    return _detail(request, pk)


@reads_first
def _detail(request: HttpRequest, pk: int) -> HttpResponse:
    return render_detail(request, load(pk))


def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept the statement."""
    return _decide(request, pk, accept_statement, done=_("Accepted."))


def reject(request: HttpRequest, pk: int) -> HttpResponse:
    """Reject the statement."""
    return _decide(request, pk, reject_statement, done=_("Rejected."))


def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw the statement from publication."""
    return _decide(request, pk, withdraw_statement, done=_("Withdrawn from publication."))


@require_POST
@can_act
def set_spans(request: HttpRequest, pk: int) -> HttpResponse:
    """Set which words are content, cue and source."""
    form = SpansForm(request.POST, statement=load(pk), auto_id="typed_%s")
    return _save(
        request, pk, form, correct_spans, shown_as="spans_form", done=_("The words are corrected.")
    )


@require_POST
@can_act
def link(request: HttpRequest, pk: int) -> HttpResponse:
    """Link the statement to a claim."""
    form = LinkForm(request.POST)
    return _save(
        request, pk, form, link_statement, shown_as="link_form", done=_("Linked to the claim.")
    )


@require_POST
@can_act
def unlink(request: HttpRequest, pk: int, claim_pk: int) -> HttpResponse:
    """Say that the statement does not bear on the claim."""
    claim = get_object_or_404(Claim, pk=claim_pk)

    def act() -> Statement:
        return unlink_statement(
            statement_id=pk,
            row_version=row_version_of(request),
            actor=actor_of(request),
            claim=claim,
        )

    return reply_to_act(request, pk, act, done=_("The link is gone."))


@require_POST
@can_review
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back one act on this statement; what somebody has changed since is decided on a page of its own."""
    event = get_object_or_404(ReviewEvent, pk=pk)
    if is_hidden(event.statement_id, request.user):
        raise Http404

    def act() -> Statement:
        return undo_event(event_id=pk, actor=actor_of(request))

    try:
        return reply_to_act(request, event.statement_id, act, done=_("The act is undone."))
    except ContestedError as error:
        messages.warning(request, str(error))
        return redirect(f"{reverse('claims:act-undo', args=[event.part_of_id])}?event={pk}")


@require_POST
@can_act
def _decide(request: HttpRequest, pk: int, verdict: _Verdict, *, done: str) -> HttpResponse:
    def act() -> Statement:
        return verdict(
            statement_id=pk,
            row_version=row_version_of(request),
            actor=actor_of(request),
            why=request.POST.get("why", "")[:500],
        )

    get_object_or_404(Statement, pk=pk)
    return reply_to_act(request, pk, act, done=done)


def _save(
    request: HttpRequest,
    pk: int,
    form: ActForm,
    service: Callable[..., Statement],
    *,
    shown_as: str,
    done: str,
) -> HttpResponse:
    """Hand what the form holds to `service`, whose arguments its fields name; else show the form again."""
    if not form.is_valid():
        return render_detail(request, load(pk), status=UNPROCESSABLE, **{shown_as: form})

    def act() -> Statement:
        return service(statement_id=pk, actor=actor_of(request), **form.cleaned_data)

    get_object_or_404(Statement, pk=pk)
    return reply_to_act(request, pk, act, done=done)


def render_detail(
    request: HttpRequest, statement: Statement, *, status: int = 200, **shown: Any
) -> HttpResponse:
    """Return the statement's page; `shown` takes the place of what the page would show by itself."""
    can_act = request.user.has_perm("claims.review_statement")
    note_roles([statement])
    context = {
        "statement": statement,
        "paragraphs": mark_around(statement.version, statement),
        "events": statement.events.select_related("actor", "undone_by", "undoes"),
        "link_form": LinkForm(initial={"row_version": statement.row_version}),
        "can_review": can_act,
        "code": code_of_statement(statement, request.build_absolute_uri),
        "is_published": is_published(statement),
        **comments_context(request, statement),
    }
    if can_act:
        context |= correct_context(request, statement)
    return render(request, "claims/statement_detail.html", context | shown, status=status)
