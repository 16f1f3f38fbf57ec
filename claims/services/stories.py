"""What editors say of a whole story, whoever carries it: it is breaking, it is mine."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F

from claims.models import QueueEntry, Story
from claims.services.filing import BREAKING


def set_breaking(*, origin_id: int, is_breaking: bool) -> None:
    """Put all that waits of the story before everything else, or back where it belongs."""
    with transaction.atomic():
        _change(origin_id, is_breaking=is_breaking)
        step = BREAKING if is_breaking else -BREAKING
        moved = QueueEntry.objects.filter(origin=origin_id).exclude(is_breaking=is_breaking)
        moved.update(is_breaking=is_breaking, rank=F("rank") + step)


def take_story(*, origin_id: int, editor: User | None) -> None:
    """Make the story `editor`'s: nobody else is handed what waits of it. With None it is everybody's again."""
    with transaction.atomic():
        _change(origin_id, editor=editor)
        QueueEntry.objects.filter(origin=origin_id).update(editor=editor)


def _change(origin_id: int, **values: Any) -> None:
    Story.objects.update_or_create(origin_id=origin_id, defaults=values)
