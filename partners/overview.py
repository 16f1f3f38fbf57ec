"""What a partner's page shows of its use."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone

from partners.models import (
    ApiKey,
    KeyProblem,
    KeyUsage,
    Partner,
    WebhookEndpoint,
    WebhookMessage,
)

N_DAYS = 14
N_PROBLEMS = 20


@dataclass(frozen=True, slots=True)
class Day:
    """One day of use. `share` is its part of the busiest day's requests, in percent."""

    on: dt.date
    n_requests: int
    n_refused: int
    n_throttled: int
    n_failed: int
    share: int


def days_of(partner: Partner) -> list[Day]:
    """Return the last days, the newest first, those without a request included."""
    today = timezone.now().date()
    days = [today - dt.timedelta(days=n) for n in range(N_DAYS)]
    sums = {name: Sum(name) for name in ("n_requests", "n_refused", "n_throttled", "n_failed")}
    rows = KeyUsage.objects.filter(key__partner=partner, on__gte=days[-1]).order_by()
    found: Iterable[dict[str, Any]] = rows.values("on").annotate(**sums)  # type: ignore[assignment]
    used = {row["on"]: row for row in found}
    most = max((row["n_requests"] for row in used.values()), default=0) or 1
    return [_day(day, used.get(day, {}), most) for day in days]


def keys_of(partner: Partner) -> QuerySet[ApiKey]:
    """Return the partner's keys, those that open something first, the newest first."""
    today = timezone.now().date()
    return (
        partner.keys.select_related("made_by", "rotated_into", "rotated_from")
        .annotate(n_today=Sum("usage__n_requests", filter=Q(usage__on=today)))
        .order_by("-is_active", "-pk")
    )


def problems_of(partner: Partner) -> QuerySet[KeyProblem]:
    """Return the newest requests that were refused or failed."""
    problems = KeyProblem.objects.filter(key__partner=partner).select_related("key")
    return problems.order_by("-pk")[:N_PROBLEMS]


def webhooks_of(partner: Partner) -> QuerySet[WebhookEndpoint]:
    """Return the partner's webhooks, with how many messages wait or were given up (`n_waiting`, `n_failed`)."""
    counts = {
        f"n_{state}": Count("messages", filter=Q(messages__state=state))
        for state in (WebhookMessage.State.WAITING, WebhookMessage.State.FAILED)
    }
    endpoints = WebhookEndpoint.objects.filter(partner=partner).select_related("partner")
    return endpoints.annotate(**counts).order_by("pk")


def default_per_minute() -> int:
    """Return the limit of a key that has none of its own."""
    return int(settings.API_REQUESTS_PER_MINUTE)


def _day(day: dt.date, used: Mapping[str, Any], most: int) -> Day:
    n_requests = used.get("n_requests", 0)
    return Day(
        on=day,
        n_requests=n_requests,
        n_refused=used.get("n_refused", 0),
        n_throttled=used.get("n_throttled", 0),
        n_failed=used.get("n_failed", 0),
        share=-(-100 * n_requests // most),
    )
