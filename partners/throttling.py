"""How often one key may ask: so many requests in each window of a minute."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView

from partners.models import ApiKey

WINDOW_S = 60


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a key has left in the window that is running."""

    quota: int
    left: int
    reset_s: int

    def headers(self) -> dict[str, str]:
        """Return the `RateLimit` headers (draft-ietf-httpapi-ratelimit-headers)."""
        return {
            "RateLimit-Policy": f'"key";q={self.quota};w={WINDOW_S}',
            "RateLimit": f'"key";r={self.left};t={self.reset_s}',
        }


class KeyThrottle(BaseThrottle):
    """Counts requests of one key in the cache; `API_REQUESTS_PER_MINUTE` is the quota."""

    allowance: Allowance | None = None

    def allow_request(self, request: Request, view: APIView) -> bool:
        """Count this request and tell whether it is within the quota."""
        key: object = request.user
        if not isinstance(key, ApiKey):
            return True
        quota: int = settings.API_REQUESTS_PER_MINUTE
        now = time.time()
        window = int(now // WINDOW_S)
        n_requests = _count(f"partners:rate:{key.pk}:{window}")
        self.allowance = Allowance(
            quota=quota,
            left=max(quota - n_requests, 0),
            reset_s=max(math.ceil((window + 1) * WINDOW_S - now), 1),
        )
        return n_requests <= quota

    def wait(self) -> float | None:
        """Return the seconds until the next window."""
        return None if self.allowance is None else float(self.allowance.reset_s)


def _count(name: str) -> int:
    cache.add(name, 0, timeout=2 * WINDOW_S)
    try:
        return cache.incr(name)
    except ValueError:  # the cache dropped the counter between the two calls
        cache.set(name, 1, timeout=2 * WINDOW_S)
        return 1
