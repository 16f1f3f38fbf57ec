"""How an editor sets up the workbench: keys, and views kept under a name."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from claims.forms_review import KeysForm, ViewForm
from claims.models import QueueView
from claims.queue.asked import Asked
from claims.review_keys import keys_of
from claims.services.setup import choose_keys, forget_view
from claims.services.setup import save_view as keep_view
from claims.views.acts import UNPROCESSABLE, actor_of, can_review


@require_http_methods(["GET", "POST"])
@can_review
def keys(request: HttpRequest) -> HttpResponse:
    """Show the editor's keys; posted ones are kept unless two acts want the same."""
    user, status = actor_of(request), 200
    form = KeysForm(initial=keys_of(user))
    if request.method == "POST":
        if request.POST.get("restore"):
            choose_keys(user=user, keys={})
            messages.success(request, _("The usual keys are back."))
            return redirect("claims:review-keys")
        form, status = KeysForm(request.POST), UNPROCESSABLE
        if form.is_valid():
            choose_keys(user=user, keys=form.cleaned_data)
            messages.success(request, _("Your keys are kept."))
            return redirect("claims:review-keys")
    return render(request, "claims/review_keys.html", {"form": form}, status=status)


@require_POST
@can_review
def save_view(request: HttpRequest) -> HttpResponse:
    """Keep what the address asks under the posted name."""
    user, asked = actor_of(request), Asked.read(request.GET)
    form = ViewForm(request.POST, user=user)
    if not form.is_valid():
        messages.error(request, _("The view was not kept: give it a name of up to 80 letters."))
        return redirect(reverse("claims:review") + asked.address())
    view = keep_view(owner=user, asked=asked.parameters(), **form.cleaned_data)
    messages.success(request, _("Kept as “%(name)s”.") % {"name": view})
    return redirect(view)


@require_POST
@can_review
def delete_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget one of the editor's own views."""
    view = get_object_or_404(QueueView, pk=pk, owner=actor_of(request))
    forget_view(view=view)
    messages.success(request, _("“%(name)s” is forgotten.") % {"name": view})
    return redirect("claims:review")
