"""How often one key may ask: so many requests in each minute of the clock, and perhaps in each day."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.db.models import Sum
from django.utils import timezone
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView

from partners.models import ApiKey, KeyUsage

MINUTE_S, DAY_S = 60, 86_400


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a key has left in one window that is running."""

    name: str
    quota: int
    window_s: int
    left: int
    reset_s: int
    is_over: bool


class KeyThrottle(BaseThrottle):
    """Counts requests of one key in the cache, for each window that limits it."""

    allowances: tuple[Allowance, ...] = ()

    def allow_request(self, request: Request, view: APIView) -> bool:
        """Count this request and tell whether it is within every quota."""
        key: object = request.user
        if not isinstance(key, ApiKey):
            return True
        now_s = time.time()
        per_minute = key.requests_per_minute or settings.API_REQUESTS_PER_MINUTE
        found = [_count_in(key, "key", MINUTE_S, per_minute, now_s)]
        if key.requests_per_day:
            found.append(_count_in(key, "day", DAY_S, key.requests_per_day, now_s))
        self.allowances = tuple(found)
        return not any(allowance.is_over for allowance in found)

    def wait(self) -> float | None:
        """Return the seconds until there is something left again."""
        return max((a.reset_s for a in self.allowances if a.is_over), default=None)

    def headers(self) -> dict[str, str]:
        """Return the `RateLimit` headers (draft-ietf-httpapi-ratelimit-headers); none without a key."""
        if not self.allowances:
            return {}
        policies = (f'"{a.name}";q={a.quota};w={a.window_s}' for a in self.allowances)
        left = (f'"{a.name}";r={a.left};t={a.reset_s}' for a in self.allowances)
        return {"RateLimit-Policy": ", ".join(policies), "RateLimit": ", ".join(left)}


def _count_in(key: ApiKey, name: str, window_s: int, quota: int, now_s: float) -> Allowance:
    window = int(now_s // window_s)
    counter = f"partners:rate:{key.pk}:{name}:{window}"
    n_requests = _count(counter, 2 * window_s, lambda: _used_today(key) if window_s == DAY_S else 0)
    return Allowance(
        name=name,
        quota=quota,
        window_s=window_s,
        left=max(quota - n_requests, 0),
        reset_s=max(math.ceil((window + 1) * window_s - now_s), 1),
        is_over=n_requests > quota,
    )


def _used_today(key: ApiKey) -> int:
    """Return the requests on record: a process that starts anew does not begin the day anew."""
    of_today = KeyUsage.objects.filter(key=key, on=timezone.now().date())
    return int(of_today.aggregate(n=Sum("n_requests"))["n"] or 0)


def _count(name: str, timeout_s: int, begin_at: Callable[[], int]) -> int:
    if cache.get(name) is None:
        cache.add(name, begin_at(), timeout=timeout_s)
    try:
        return cache.incr(name)
    except ValueError:  # the cache dropped the counter between the two calls
        cache.set(name, 1, timeout=timeout_s)
        return 1
