"""Keys in use: found by what a partner sent, and marked as used."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q
from django.utils import timezone

from partners.models import ApiKey, hash_key

USE_PRECISION = dt.timedelta(minutes=1)


def find_key(*, secret: str) -> ApiKey | None:
    """Return the key whose secret is `secret`, or None if there is none, it has expired, or it or its partner is switched off."""
    usable = Q(expires_at=None) | Q(expires_at__gt=timezone.now())
    keys = ApiKey.objects.filter(usable, is_active=True, partner__is_active=True)
    return keys.select_related("partner").filter(key_sha256=hash_key(secret)).first()


def note_use(*, key: ApiKey) -> bool:
    """Set `last_used_at` to now unless it is less than a minute old; return whether a row was written."""
    now = timezone.now()
    if key.last_used_at is not None and key.last_used_at > now - USE_PRECISION:
        return False
    stale = Q(last_used_at=None) | Q(last_used_at__lte=now - USE_PRECISION)
    return ApiKey.objects.filter(stale, pk=key.pk).update(last_used_at=now) == 1
