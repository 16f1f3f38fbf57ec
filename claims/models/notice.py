"""What one is told: somebody named one in a comment, sent a statement back, settled a reading of one's own."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models.review import ReviewEvent
from claims.querysets_reading import NoticeQuerySet


class Notice(models.Model):
    """An event of the log that one user is told of, once; `read_at` is when they had seen it.

    `mailed_at` is when a worker sent it by e-mail, to whoever has an address.
    """

    class Kind(models.TextChoices):
        """Why they are told."""

        MENTION = "mention", _("mentioned you in a comment")
        RETURNED = "returned", _("sent back a statement that you had decided")
        SETTLED = "settled", _("settled a difference between your reading and another")

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="notices",
        db_index=False,
        verbose_name=_("to"),
    )
    event = models.ForeignKey(
        ReviewEvent, on_delete=models.CASCADE, related_name="notices", verbose_name=_("of")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    at = models.DateTimeField(_("at"), default=timezone.now)
    read_at = models.DateTimeField(_("read"), null=True, blank=True)
    mailed_at = models.DateTimeField(_("mailed"), null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        constraints = [
            models.UniqueConstraint(fields=["recipient", "event", "kind"], name="notice_once")
        ]
        indexes = [
            models.Index("recipient", F("at").desc(), F("id").desc(), name="notice_by_recipient"),
            models.Index("recipient", condition=Q(read_at=None), name="notice_unread"),
        ]

    def __str__(self) -> str:
        return f"{self.event.actor} {self.get_kind_display()}"
