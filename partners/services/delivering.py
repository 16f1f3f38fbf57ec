"""Messages to webhooks: made from the feed, taken by whoever sends them, and marked by how that went.

A message is taken by moving its next try ahead, so a sender that dies gives it back by itself. It may then arrive twice, with the
same id; it is never lost.
"""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_noop

from partners.models import (
    Change,
    Dump,
    FeedState,
    Scope,
    WebhookEndpoint,
    WebhookMessage,
    WebhookTry,
)
from partners.sending import Sent
from partners.services.feed import read_state
from partners.services.webhooks import add_message, switch_endpoint
from partners.site import site_address
from partners.tokens import token_at

State = WebhookMessage.State
# Standard Webhooks 1.0.0: how long after a try the next one comes, in seconds; each a little off, so that not all come at once.
RETRY_AFTER_S = (5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400)
JITTER = 0.1
TAKEN_FOR = dt.timedelta(minutes=2)
# While an endpoint fails, news for it is gathered into one message in so many minutes.
GATHER_FOR = dt.timedelta(minutes=5)
N_LISTED = 50
N_KEPT = 500
GONE = gettext_noop("It answered 410: it does not want to be told any more.")
FAILED = gettext_noop("No message arrived for longer than all tries of one take.")


def make_messages() -> int:
    """Make a message for each webhook that has not been told of the newest changes; return how many."""
    state = read_state()
    active = WebhookEndpoint.objects.filter(is_active=True, partner__is_active=True)
    behind = active.filter(notified__lt=state.head).select_related("partner").order_by("pk")
    n_made = 0
    for endpoint in behind:
        if Scope.WEBHOOKS not in endpoint.partner.scopes:
            continue
        if endpoint.failing_since is None or not _has_young_message(endpoint):
            n_made += _make_message(endpoint, state)
    return n_made


def tell_of_dump(*, dump: Dump) -> int:
    """Tell the partner who asked for a dump that it is ready; return how many messages that makes."""
    if dump.asked_by is None:
        return 0
    href = site_address(reverse("partners:dump-detail", args=[dump.pk]))
    endpoints = WebhookEndpoint.objects.filter(partner=dump.asked_by.partner_id, is_active=True)
    for endpoint in endpoints:
        add_message(endpoint=endpoint, kind="dump.ready", data={"id": dump.pk, "href": href})
    return len(endpoints)


def take_messages(*, limit: int) -> list[WebhookMessage]:
    """Take up to `limit` messages that are due; nobody else gets them for two minutes."""
    now = timezone.now()
    due = WebhookMessage.objects.filter(
        state=State.WAITING,
        next_at__lte=now,
        endpoint__is_active=True,
        endpoint__partner__is_active=True,
    ).order_by("next_at", "pk")
    taken = []
    for message in due.select_related("endpoint")[:limit]:
        held = WebhookMessage.objects.filter(
            pk=message.pk, state=State.WAITING, next_at=message.next_at
        )
        if held.update(next_at=now + TAKEN_FOR):
            taken.append(message)
    return taken


def note_try(*, message: WebhookMessage, sent: Sent) -> None:
    """Record how a try went, and what follows: done, again later, given up, or the webhook switched off."""
    now = timezone.now()
    one = WebhookTry(message=message, at=now, status=sent.status, took_ms=sent.took_ms)
    one.error = sent.error[:300]
    with transaction.atomic():
        one.save(force_insert=True)
        n_tries = message.n_tries + 1
        if one.is_success:
            _succeed(message, n_tries, now)
        else:
            _fail(message, n_tries, now, is_gone=sent.status == 410)


def forget_old_messages() -> int:
    """Delete what was delivered or given up, but for the newest messages of each webhook; return how many went."""
    n_gone = 0
    for endpoint in WebhookEndpoint.objects.all():
        done = endpoint.messages.exclude(state=State.WAITING).order_by("-pk")
        oldest = done.values_list("pk", flat=True)[N_KEPT : N_KEPT + 1].first()
        if oldest is not None:
            n_gone += done.filter(pk__lte=oldest).delete()[0]
    return n_gone


def _make_message(endpoint: WebhookEndpoint, state: FeedState) -> int:
    """Tell one webhook of everything up to the head, if there is something that it wants to be told of."""
    with transaction.atomic():
        # Whoever moves the number makes the message: two workers do not tell the same twice.
        held = WebhookEndpoint.objects.filter(pk=endpoint.pk, notified=endpoint.notified)
        if not held.update(notified=state.head):
            return 0
        news = Change.objects.filter(
            sequence__gt=endpoint.notified, sequence__lte=state.head, kind__in=endpoint.types
        )
        counts = Counter(news.values_list("kind", flat=True))
        if not counts:
            return 0
        first = list(news.order_by("sequence")[:N_LISTED])
        data = _data(state, max(endpoint.notified, state.forgotten), counts, first)
        add_message(endpoint=endpoint, kind="changes.available", data=data)
    return 1


def _data(
    state: FeedState, after: int, counts: Counter[str], first: Sequence[Change]
) -> dict[str, Any]:
    """Return what a message says: where to read on, how much there is, and the first of it. No word of any article."""
    token = token_at(state, after)
    return {
        "href": site_address(f"{reverse('partners:change-list')}?cursor={token}"),
        "cursor": token,
        "count": sum(counts.values()),
        "counts": dict(sorted(counts.items())),
        "changes": [
            {
                "sequence": change.sequence,
                "type": change.kind,
                "id": change.item_id,
                "act": change.act,
            }
            for change in first
        ],
    }


def _has_young_message(endpoint: WebhookEndpoint) -> bool:
    newest = endpoint.messages.aggregate(at=Max("created_at"))["at"]
    return newest is not None and newest > timezone.now() - GATHER_FOR


def _succeed(message: WebhookMessage, n_tries: int, now: dt.datetime) -> None:
    WebhookMessage.objects.filter(pk=message.pk).update(
        state=State.DELIVERED, n_tries=n_tries, finished_at=now
    )
    recovered = WebhookEndpoint.objects.filter(pk=message.endpoint_id).exclude(failing_since=None)
    if recovered.update(failing_since=None):  # what waits for its turn need not wait any longer
        waiting = WebhookMessage.objects.filter(endpoint=message.endpoint_id, state=State.WAITING)
        waiting.filter(n_tries__gt=0).update(next_at=now)


def _fail(message: WebhookMessage, n_tries: int, now: dt.datetime, *, is_gone: bool) -> None:
    endpoint = message.endpoint
    WebhookEndpoint.objects.filter(pk=endpoint.pk, failing_since=None).update(failing_since=now)
    is_last = is_gone or n_tries > len(RETRY_AFTER_S)
    held = WebhookMessage.objects.filter(pk=message.pk)
    if not is_last:
        wait_s = RETRY_AFTER_S[n_tries - 1] * (1 + random.uniform(-JITTER, JITTER))  # noqa: S311
        held.update(n_tries=n_tries, next_at=now + dt.timedelta(seconds=wait_s))
        return
    held.update(state=State.FAILED, n_tries=n_tries, finished_at=now)
    endpoint.refresh_from_db(fields=["failing_since"])
    is_dead = (
        endpoint.failing_since is not None
        and endpoint.failing_since <= message.created_at + TAKEN_FOR
    )
    if is_gone or is_dead:
        switch_endpoint(endpoint=endpoint, is_active=False, why=GONE if is_gone else FAILED)
