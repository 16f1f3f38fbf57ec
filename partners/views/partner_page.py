"""A partner's own page: keys, use, limits, problems, dumps."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from partners import overview
from partners.forms import KeyForm, WebhookForm
from partners.models import Dump, Partner, Scope
from partners.views.permissions import may_manage, of_partner, partners_of


@require_safe
@login_required
def show_partners(request: HttpRequest) -> HttpResponse:
    """List the partners that the user may see; lead straight to the only one."""
    found = list(partners_of(request).order_by("name")[:500])
    if not found and not request.user.has_perm("partners.view_partner"):
        raise PermissionDenied
    if len(found) == 1:
        return redirect(found[0])
    return render(request, "partners/partner_list.html", {"partners": found})


@require_safe
@of_partner()
def show_partner(request: HttpRequest, partner: Partner) -> HttpResponse:
    """Show the page of one partner."""
    return render_partner(request, partner)


def render_partner(
    request: HttpRequest, partner: Partner, *, status: int = 200, **forms: Any
) -> HttpResponse:
    """Return the page, with forms as they were sent where they could not be taken."""
    context = {
        "partner": partner,
        "can_manage": may_manage(request, partner),
        "keys": overview.keys_of(partner),
        "key_form": KeyForm(partner=partner),
        "webhooks": overview.webhooks_of(partner),
        "may_have_webhooks": Scope.WEBHOOKS in partner.scopes,
        "webhook_form": WebhookForm(),
        "days": overview.days_of(partner),
        "problems": overview.problems_of(partner),
        "per_minute": overview.default_per_minute(),
        "dump": Dump.objects.filter(state=Dump.State.READY).order_by("-pk").first(),
        **forms,
    }
    return render(request, "partners/partner_page.html", context, status=status)
