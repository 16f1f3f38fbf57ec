"""What else an editor does beside the verdict: keep a lease, speak of the whole story, link to a claim."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from claims.errors import ConflictError, ReviewError
from claims.models import Claim, Statement
from claims.models.question import Stance
from claims.queue.asked import Asked
from claims.services.leases import extend_lease
from claims.services.linking import link_statement
from claims.services.stories import set_breaking, take_story
from claims.views.acts import (
    CONFLICT,
    UNPROCESSABLE,
    actor_of,
    can_act,
    can_review,
    is_swap,
    row_version_of,
)
from claims.views.second import show_item
from claims.views.workbench import load_item

N_CLAIMS = 12


class ClaimSearch(forms.Form):
    """Words that a claim or its question holds."""

    q = forms.CharField(label=gettext_lazy("Find a claim"), max_length=120, required=False)


@require_POST
@can_review
def lease(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the statement for another while."""
    get_object_or_404(Statement, pk=pk)
    kept = extend_lease(statement_id=pk, user=actor_of(request))
    if is_swap(request):
        item = load_item(pk)
        others = (
            item.leases.running().exclude(user=actor_of(request)).select_related("user")
            if item
            else []
        )
        context = {
            "statement": item,
            "asked": Asked.read(request.GET),
            "lease": kept,
            "beside": {"leases": others},
        }
        return render(request, "claims/_workbench_lease.html", context)
    if kept is None:
        messages.warning(request, _("Somebody else has opened it meanwhile."))
    return _back(request, pk)


@require_POST
@can_review
def story(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that the story behind a statement is breaking, or whose it is."""
    statement = get_object_or_404(Statement.objects.select_related("version__article"), pk=pk)
    origin, act = statement.version.article.origin_id, request.POST.get("act")
    if act in {"breaking", "calm"}:
        set_breaking(origin_id=origin, is_breaking=act == "breaking")
        said = _("The story comes first now.") if act == "breaking" else _("No longer breaking.")
    elif act in {"take", "give"}:
        take_story(origin_id=origin, editor=actor_of(request) if act == "take" else None)
        said = _("The story is yours.") if act == "take" else _("The story is everybody's again.")
    else:
        said = ""
    return _show_again(request, pk, said)


@require_http_methods(["GET", "POST"])
@can_act
def link(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer claims to link the statement to: those suggested, then those that hold the words asked for."""
    if request.method == "POST":
        return _link(request, pk)
    statement = load_item(pk)
    if statement is None:
        return redirect("claims:review")
    form = ClaimSearch(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    context = {
        "statement": statement,
        "asked": Asked.read(request.GET),
        "form": form,
        "words": words,
        "found": Claim.objects.holding(words).select_related("question")[:N_CLAIMS],
        "suggested": statement.links.filter(state="suggested").select_related("claim__question"),
        "stances": Stance.choices,
    }
    page = "claims/_workbench_link.html" if is_swap(request) else "claims/review_link.html"
    return render(request, page, context)


def _link(request: HttpRequest, pk: int) -> HttpResponse:
    claim_pk, _colon, stance = request.POST.get("claim", "").partition(":")
    claim = get_object_or_404(Claim, pk=claim_pk if claim_pk.isdecimal() else 0)
    stance = stance or request.POST.get("stance", "")
    if stance not in Stance.values:
        said = _("Say what it does to the claim: asserts, denies or qualifies.")
        return _show_again(request, pk, said, tone="warning", status=UNPROCESSABLE)
    try:
        link_statement(
            statement_id=pk,
            row_version=row_version_of(request),
            claim=claim,
            stance=stance,
            actor=actor_of(request),
        )
    except ConflictError as error:
        return _show_again(request, pk, str(error), tone="warning", status=CONFLICT)
    except ReviewError as error:
        return _show_again(request, pk, str(error), tone="warning", status=UNPROCESSABLE)
    return _show_again(request, pk, _("Linked: %(claim)s") % {"claim": claim})


def _show_again(
    request: HttpRequest, pk: int, said: str, *, tone: str = "success", status: int = 200
) -> HttpResponse:
    if is_swap(request):
        asked = Asked.read(request.GET)
        return show_item(request, asked, pk, message=said, tone=tone, status=status)
    if said:
        messages.add_message(request, getattr(messages, tone.upper()), said)
    return _back(request, pk)


def _back(request: HttpRequest, pk: int) -> HttpResponse:
    address = Asked.read(request.GET).address(statement=str(pk))
    return redirect(reverse("claims:review") + address)
