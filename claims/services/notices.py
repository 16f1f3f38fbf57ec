"""Telling people: a line in their notices, and an e-mail to whoever has an address."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django_q.tasks import async_task

from claims.models import Notice, ReviewEvent


def notify(*, event: ReviewEvent, recipients: Iterable[User], kind: str) -> list[Notice]:
    """Tell each of the recipients of the event, but not whoever did it; telling twice tells once."""
    told = {user.pk: user for user in recipients if user.pk != event.actor_id and user.is_active}
    with transaction.atomic():
        made = [
            Notice.objects.get_or_create(recipient=user, event=event, kind=kind)
            for user in told.values()
        ]
        new = [notice for notice, is_new in made if is_new]
        for notice in new:
            if told[notice.recipient_id].email:
                async_task("claims.tasks.mail_notice", notice.pk)
    return new


def mark_read(*, user: User, statement_id: int | None = None) -> int:
    """Take the user's notices as read, those of one statement or all that they can see; return how many were new."""
    unread = Notice.objects.shown_to(user.pk).unread()
    if statement_id is not None:
        unread = unread.filter(event__statement=statement_id)
    keys = list(unread.values_list("pk", flat=True))
    return Notice.objects.filter(pk__in=keys).update(read_at=timezone.now()) if keys else 0
