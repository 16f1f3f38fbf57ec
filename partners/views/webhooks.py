"""Webhooks on a partner's page: added, tried out, looked into, replayed, switched, removed."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from claims.views.acts import UNPROCESSABLE
from partners.errors import AccessError
from partners.forms import WebhookForm
from partners.models import Partner, WebhookEndpoint
from partners.services import webhooks as services
from partners.views.partner_page import render_partner
from partners.views.permissions import may_manage, of_partner

N_PAGE = 25
View = Callable[..., HttpResponse]


def of_webhook(*, to_manage: bool = True) -> Callable[[View], View]:
    """Return a decorator: the view gets the webhook of the address, if it is the partner's."""

    def wrap(view: View) -> View:
        @of_partner(to_manage=to_manage)
        @wraps(view)
        def checked(
            request: HttpRequest, partner: Partner, pk: int, **kwargs: object
        ) -> HttpResponse:
            found = WebhookEndpoint.objects.select_related("partner").filter(partner=partner)
            return view(request, get_object_or_404(found, pk=pk), **kwargs)

        return checked

    return wrap


@require_POST
@never_cache
@of_partner(to_manage=True)
def add(request: HttpRequest, partner: Partner) -> HttpResponse:
    """Add a webhook and show its secret, this once."""
    form = WebhookForm(request.POST)
    if form.is_valid():
        try:
            endpoint, secret = services.add_endpoint(partner=partner, **form.cleaned_data)
        except AccessError as error:
            form.add_error("url", str(error))
        else:
            return _show_secret(request, endpoint, secret)
    return render_partner(request, partner, webhook_form=form, status=UNPROCESSABLE)


@require_safe
@of_webhook(to_manage=False)
def show(request: HttpRequest, endpoint: WebhookEndpoint) -> HttpResponse:
    """Show a webhook with its messages and every try."""
    return _render(request, endpoint, _form_of(endpoint))


@require_POST
@of_webhook()
def change(request: HttpRequest, endpoint: WebhookEndpoint) -> HttpResponse:
    """Change where a webhook leads, or what it is told of."""
    form = WebhookForm(request.POST)
    if form.is_valid():
        try:
            services.change_endpoint(endpoint=endpoint, **form.cleaned_data)
        except AccessError as error:
            endpoint.refresh_from_db()
            form.add_error("url", str(error))
        else:
            messages.success(request, _("Changed."))
            return redirect(endpoint)
    return _render(request, endpoint, form, status=UNPROCESSABLE)


@require_POST
@never_cache
@of_webhook()
def rotate(request: HttpRequest, endpoint: WebhookEndpoint) -> HttpResponse:
    """Give a webhook a new secret and show it, this once."""
    return _show_secret(request, endpoint, services.rotate_secret(endpoint=endpoint))


@require_POST
@of_webhook()
def test(request: HttpRequest, endpoint: WebhookEndpoint) -> HttpResponse:
    """Send a test message."""
    services.send_test(endpoint=endpoint)
    messages.success(request, _("A test message is on its way: it stands at the top of the list."))
    return redirect(endpoint)


@require_POST
@of_webhook()
def switch(request: HttpRequest, endpoint: WebhookEndpoint) -> HttpResponse:
    """Switch a webhook on or off."""
    is_on = request.POST.get("is_active") == "on"
    why = "" if is_on else _("Switched off by %(who)s.") % {"who": request.user}
    services.switch_endpoint(endpoint=endpoint, is_active=is_on, why=why)
    return redirect(endpoint)


@require_POST
@of_webhook()
def remove(request: HttpRequest, endpoint: WebhookEndpoint) -> HttpResponse:
    """Remove a webhook."""
    services.remove_endpoint(endpoint=endpoint)
    messages.success(request, _("The webhook is removed, with its messages."))
    return redirect(endpoint.partner)


@require_POST
@of_webhook()
def replay(request: HttpRequest, endpoint: WebhookEndpoint, message: int) -> HttpResponse:
    """Send a message once more."""
    services.replay_message(message=get_object_or_404(endpoint.messages, pk=message))
    messages.success(request, _("It is sent once more, under the same id."))
    return redirect(endpoint)


def _form_of(endpoint: WebhookEndpoint) -> WebhookForm:
    names = ("url", "description", "types")
    return WebhookForm(initial={name: getattr(endpoint, name) for name in names})


def _render(
    request: HttpRequest, endpoint: WebhookEndpoint, form: WebhookForm, *, status: int = 200
) -> HttpResponse:
    rows = endpoint.messages.prefetch_related("tries").order_by("-pk")
    context = {
        "endpoint": endpoint,
        "partner": endpoint.partner,
        "form": form,
        "can_manage": may_manage(request, endpoint.partner),
        "page": Paginator(rows, N_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "partners/webhook_page.html", context, status=status)


def _show_secret(request: HttpRequest, endpoint: WebhookEndpoint, secret: str) -> HttpResponse:
    context = {"endpoint": endpoint, "partner": endpoint.partner, "secret": secret}
    return render(request, "partners/webhook_made.html", context)
