"""Webhooks are added, changed, given a new secret, tried out, switched on and off."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.addresses import parse_url
from articles.errors import BlockedAddressError, FetchError
from articles.network import resolve_public
from partners.errors import AccessError, TakenError
from partners.models import Kind, Partner, WebhookEndpoint, WebhookMessage
from partners.models.webhooks import new_salt
from partners.services.feed import read_state
from partners.signing import secret_of

# How long messages are signed with the secret before as well.
OVERLAP = dt.timedelta(hours=24)
MAX_ENDPOINTS = 10
State = WebhookMessage.State


def add_endpoint(
    *, partner: Partner, url: str, types: Collection[str] = (), description: str = ""
) -> tuple[WebhookEndpoint, str]:
    """Add a webhook and return it with its secret, which cannot be shown again. It is told of what changes from now on.

    Raises `AccessError` for an address that is not public, is not https, or is there already.
    """
    if WebhookEndpoint.objects.filter(partner=partner).count() >= MAX_ENDPOINTS:
        raise TakenError(_("There are ten webhooks already: remove one first."))
    check_address(url)
    try:
        with transaction.atomic():
            endpoint = WebhookEndpoint.objects.create(
                partner=partner,
                url=url,
                types=_in_order(types),
                description=description.strip(),
                notified=read_state().head,
            )
    except IntegrityError as error:
        raise TakenError(_("There is a webhook with this address already.")) from error
    return endpoint, secret_of(endpoint.salt)


def change_endpoint(
    *, endpoint: WebhookEndpoint, url: str, types: Collection[str], description: str
) -> None:
    """Change what a webhook is told of, or where. Raises `AccessError` as `add_endpoint` does."""
    if url != endpoint.url:
        check_address(url)
    endpoint.url, endpoint.types, endpoint.description = url, _in_order(types), description.strip()
    endpoint.modified_at = timezone.now()
    try:
        with transaction.atomic():
            endpoint.save(update_fields=["url", "types", "description", "modified_at"])
    except IntegrityError as error:
        raise TakenError(_("There is a webhook with this address already.")) from error


def rotate_secret(*, endpoint: WebhookEndpoint) -> str:
    """Give a webhook a new secret and return it; for a day messages are signed with the old one as well."""
    now = timezone.now()
    with transaction.atomic():
        held = WebhookEndpoint.objects.select_for_update().get(pk=endpoint.pk)
        held.old_salt, held.old_salt_until, held.salt = held.salt, now + OVERLAP, new_salt()
        held.modified_at = now
        held.save(update_fields=["old_salt", "old_salt_until", "salt", "modified_at"])
    endpoint.refresh_from_db()
    return secret_of(held.salt)


def switch_endpoint(*, endpoint: WebhookEndpoint, is_active: bool, why: str = "") -> None:
    """Switch a webhook on or off. Switched on, it is told of all that changed meanwhile, and what waits goes out at once."""
    now = timezone.now()
    WebhookEndpoint.objects.filter(pk=endpoint.pk).update(
        is_active=is_active,
        disabled_why="" if is_active else why[:300],
        failing_since=None,
        modified_at=now,
    )
    if is_active:
        endpoint.messages.filter(state=State.WAITING).update(next_at=now)
    endpoint.refresh_from_db()


def remove_endpoint(*, endpoint: WebhookEndpoint) -> None:
    """Remove a webhook with all its messages."""
    endpoint.delete()


def send_test(*, endpoint: WebhookEndpoint) -> WebhookMessage:
    """Order a message that says nothing but that messages arrive."""
    data = {"webhook": endpoint.pk, "text": "This is a test."}
    return add_message(endpoint=endpoint, kind="webhook.test", data=data)


def replay_message(*, message: WebhookMessage) -> None:
    """Send a message once more, under its id, as if it were new."""
    WebhookMessage.objects.filter(pk=message.pk).update(
        state=State.WAITING, n_tries=0, next_at=timezone.now(), finished_at=None
    )
    message.refresh_from_db()


def add_message(*, endpoint: WebhookEndpoint, kind: str, data: Mapping[str, Any]) -> WebhookMessage:
    """Order a message: its body is written now and never again."""
    now = timezone.now()
    body = {"type": kind, "timestamp": now.isoformat().replace("+00:00", "Z"), "data": data}
    return WebhookMessage.objects.create(
        endpoint=endpoint,
        type=kind,
        body=json.dumps(body, ensure_ascii=False, separators=(",", ":")),
        created_at=now,
        next_at=now,
    )


def check_address(url: str) -> None:
    """Raise `AccessError`, with the reason, for an address that is not https or leads to a machine that is not public.

    A name that is not known yet is let through: every try looks it up again.
    """
    try:
        parsed = parse_url(url)
        if parsed.scheme == "https":
            resolve_public(parsed.host, parsed.port or 443)
    except BlockedAddressError as error:
        raise AccessError(str(error)) from error
    except FetchError as error:
        if not url.startswith("https://"):
            raise AccessError(str(error)) from error
        return
    if parsed.scheme != "https":
        raise AccessError(_("The address of a webhook begins with https://."))


def _in_order(types: Collection[str]) -> list[str]:
    return [kind for kind in Kind.values if not types or kind in types]
