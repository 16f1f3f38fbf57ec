"""Pages of the registry: the list, adding a speaker, and suggestions while typing."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AbstractUser, User
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from speakers.errors import RegistryError
from speakers.forms import SpeakerForm, SpeakerSearchForm
from speakers.matching import N_MATCHES, match_names
from speakers.models import Speaker
from speakers.names import name_key
from speakers.services.judging import keep_apart
from speakers.services.registry import create_speaker, suggest_slug

N_A_PAGE = 50


@login_required
@require_safe
def list_speakers(request: HttpRequest) -> HttpResponse:
    """Show the speakers that go by the name asked for, with how many accepted statements each has."""
    form = SpeakerSearchForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {"q": "", "kind": ""}
    found = Speaker.objects.matching(asked["q"]).of_kind(asked["kind"]).order_by("name", "pk")
    page = Paginator(found.with_counts().with_names(), N_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "is_filtered": any(asked.values()),
        "may_add": _may_add(request),
    }
    return render(request, "speakers/speaker_list.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def add_speaker(request: HttpRequest) -> HttpResponse:
    """Add a speaker, then go back to `next`. One that an editor adds waits for a curator's look."""
    if not _may_add(request):
        raise PermissionDenied
    asked = {"name": request.GET.get("name", ""), "next": request.GET.get("next", "")}
    form = SpeakerForm(request.POST or None, initial=asked)
    if request.method == "POST" and form.is_valid():
        try:
            speaker = _create(request, form)
        except RegistryError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("%(name)s is in the registry.") % {"name": speaker.name})
            return redirect(_local(request, form.cleaned_data["next"]))
    status = 422 if form.errors else 200
    return render(request, "speakers/speaker_add.html", {"form": form}, status=status)


@login_required
@require_safe
def suggest_speakers(request: HttpRequest) -> HttpResponse:
    """Show speakers to choose from: radio buttons, a datalist's `<option>`s with `as=options`, or a listbox's.

    `as=listbox` says with each the newest role and the name that fits the words, to tell namesakes apart.
    The words stand in `q`, or in `speaker` when a form's own field asks.
    """
    words = (request.GET.get("q") or request.GET.get("speaker", ""))[:200]
    if request.GET.get("as") == "listbox":
        return render(request, "speakers/_listbox.html", {"matches": match_names(words)})
    found = list(Speaker.objects.suggested(words)[:N_MATCHES])
    shared = Speaker.objects.shared_keys(speaker.name for speaker in found)
    choices = [(s, s.slug if name_key(s.name) in shared else s.name) for s in found]
    is_options = request.GET.get("as") == "options"
    template = "speakers/_options.html" if is_options else "speakers/_choices.html"
    context = {
        "speakers": found,
        "choices": choices,
        "words": words.strip(),
        "may_add": _may_add(request),
    }
    return render(request, template, context)


def _may_add(request: HttpRequest) -> bool:
    """Curators may add speakers; so may editors, who meet new ones while correcting."""
    user = cast(AbstractUser, request.user)
    return user.has_perm("speakers.add_speaker") or user.has_perm("claims.review_statement")


def _create(request: HttpRequest, form: SpeakerForm) -> Speaker:
    entered = form.cleaned_data
    user = cast(User, request.user)
    is_curator = user.has_perm("speakers.add_speaker")
    speaker = create_speaker(
        name=entered["name"],
        kind=entered["kind"],
        slug=suggest_slug(entered["name"]) if entered["is_another"] else None,
        country=entered["country"],
        wikidata=entered["wikidata"],
        description=entered["description"],
        names=entered["aliases"],
        is_provisional=not is_curator,
    )
    if entered["is_another"]:
        keep_apart(speaker=speaker, actor=user)
    return speaker


def _local(request: HttpRequest, address: str) -> str:
    """Return `address` if it is on this site, else the list of speakers."""
    hosts = {request.get_host()}
    if address and url_has_allowed_host_and_scheme(
        address, hosts, require_https=request.is_secure()
    ):
        return address
    return reverse("speakers:speaker-list")
