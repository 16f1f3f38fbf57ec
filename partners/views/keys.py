"""Keys on a partner's page: made, rotated, switched off."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from claims.views.acts import UNPROCESSABLE, actor_of
from partners.errors import AccessError
from partners.forms import KeyForm
from partners.models import ApiKey, Partner
from partners.services.access import make_key, rotate_key, switch_off_key
from partners.views.partner_page import render_partner
from partners.views.permissions import of_partner


@require_POST
@never_cache
@of_partner(to_manage=True)
def add(request: HttpRequest, partner: Partner) -> HttpResponse:
    """Make a key and show it, this once."""
    form = KeyForm(request.POST, partner=partner)
    if form.is_valid():
        try:
            key, secret = make_key(
                partner=partner,
                scopes=form.cleaned_data["scopes"],
                label=form.cleaned_data["label"],
                expires_at=form.expires_at,
                by=actor_of(request),
            )
        except AccessError as error:
            form.add_error(None, str(error))
        else:
            return _show(request, key, secret)
    return render_partner(request, partner, key_form=form, status=UNPROCESSABLE)


@require_POST
@never_cache
@of_partner(to_manage=True)
def rotate(request: HttpRequest, partner: Partner, pk: int) -> HttpResponse:
    """Make a key in place of another and show it, this once."""
    old = get_object_or_404(ApiKey, partner=partner, pk=pk)
    try:
        key, secret = rotate_key(key=old, by=actor_of(request))
    except AccessError as error:
        messages.error(request, str(error))
        return redirect(partner)
    return _show(request, key, secret)


@require_POST
@of_partner(to_manage=True)
def switch_off(request: HttpRequest, partner: Partner, pk: int) -> HttpResponse:
    """Switch a key off."""
    if switch_off_key(key=get_object_or_404(ApiKey, partner=partner, pk=pk)):
        messages.success(request, _("The key is switched off; it opens nothing any more."))
    else:
        messages.info(request, _("The key was switched off already."))
    return redirect(partner)


def _show(request: HttpRequest, key: ApiKey, secret: str) -> HttpResponse:
    context = {"partner": key.partner, "key": key, "secret": secret}
    return render(request, "partners/key_made.html", context)
