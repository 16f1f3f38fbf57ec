"""Requests under an `Idempotency-Key`: done once, answered alike for a day."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from partners.errors import ConflictError, ReusedKeyError
from partners.models import ApiKey, KeyedRequest

KEPT_FOR = dt.timedelta(hours=24)
# A request that has run for so long has died, and may be done again.
RUNS_FOR = dt.timedelta(minutes=2)
Answer = tuple[int, Any]


def do_once(
    *, key: ApiKey, name: uuid.UUID, body: bytes, work: Callable[[], Answer]
) -> tuple[Answer, bool]:
    """Return the answer of `work`, and whether it was given before to the same request.

    What `work` raises is raised and not remembered, and nothing it wrote stays. Raises `ReusedKeyError` if the name was used for
    another body, `ConflictError` while the first request is running.
    """
    digest = hashlib.sha256(body).hexdigest()
    _forget(key, name)
    held, is_new = _hold(key, name, digest)
    if not is_new:
        if held.digest != digest:
            raise ReusedKeyError
        if held.status is None:
            raise ConflictError("The first request under this key is still running.")
        return (held.status, json.loads(held.answer)), True
    try:
        with transaction.atomic():
            status, answer = work()
            held.status, held.answer = status, json.dumps(answer)
            held.save(update_fields=["status", "answer"])
    except Exception:
        held.delete()
        raise
    return (status, answer), False


def forget_old_requests() -> int:
    """Delete what is older than a day; return how many went."""
    return KeyedRequest.objects.filter(created_at__lt=timezone.now() - KEPT_FOR).delete()[0]


def _forget(key: ApiKey, name: uuid.UUID) -> None:
    """Let go of the name if its day is over, or if whoever held it has died."""
    now = timezone.now()
    held = KeyedRequest.objects.filter(key=key, name=name)
    held.filter(created_at__lt=now - KEPT_FOR).delete()
    held.filter(status=None, created_at__lt=now - RUNS_FOR).delete()


def _hold(key: ApiKey, name: uuid.UUID, digest: str) -> tuple[KeyedRequest, bool]:
    try:
        with transaction.atomic():
            return KeyedRequest.objects.create(key=key, name=name, digest=digest), True
    except IntegrityError:
        return KeyedRequest.objects.get(key=key, name=name), False
