"""Ways to ask for second readings, and for what one is told, as words that chain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef

if TYPE_CHECKING:
    from claims.models import Notice, ReadingDue, SecondReading  # noqa: F401 - named in strings below


class ReadingDueQuerySet(models.QuerySet["ReadingDue"]):
    """Second readings that wait."""

    def hidden_from(self, user_id: int) -> ReadingDueQuerySet:
        """Those whose first verdict this user must not see: they have done nothing to the statement themselves.

        These are the ones that they may be handed. A comment is no act on the statement, nor is a second reading
        that they gave and took back.
        """
        events = apps.get_model("claims", "ReviewEvent").objects
        own = events.filter(statement=OuterRef("pk"), actor=user_id)
        own = own.exclude(act="comment").exclude(after__has_key="reading")
        return self.exclude(first_reader=user_id).exclude(Exists(own))

    def unskipped(self, user_id: int) -> ReadingDueQuerySet:
        """What this user has not put at the end."""
        skips = apps.get_model("claims", "Skip").objects
        return self.exclude(Exists(skips.filter(user=user_id, statement=OuterRef("pk"))))


class SecondReadingQuerySet(models.QuerySet["SecondReading"]):
    """Second readings that were given."""

    def open(self) -> SecondReadingQuerySet:
        """Those that differ from the first and that nobody has settled, the oldest first."""
        return self.filter(is_open=True).order_by("read_at", "pk")


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Notices."""

    def shown_to(self, user_id: int) -> NoticeQuerySet:
        """Those to a user, newest first; none of a statement whose first reading is hidden from them yet."""
        mine = self.filter(recipient=user_id).exclude(hidden_rows(user_id, "event__statement"))
        return mine.order_by("-at", "-pk")

    def unread(self) -> NoticeQuerySet:
        """Those not seen yet."""
        return self.filter(read_at=None)


def hidden_rows(user_id: int, statement: str = "pk") -> Exists:
    """Return the condition that the row's `statement` is hidden from this user while its second reading is due."""
    due = apps.get_model("claims", "ReadingDue").objects
    return Exists(due.filter(statement=OuterRef(statement)).hidden_from(user_id))


def unread_rows(statement: str = "pk") -> Exists:
    """Return the condition that the row's `statement` waits for a second reading by anybody."""
    due = apps.get_model("claims", "ReadingDue").objects
    return Exists(due.filter(statement=OuterRef(statement)))
