"""The log of what people and engines did to statements: written once, never changed."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models.run import ExtractionRun
from claims.models.statement import Statement


class ReviewEvent(models.Model):
    """One act: who or which engine, when, what stood before and after, and why.

    Events of one bulk act share `batch`. `undoes` names the act that this one takes back. A trigger in the
    database refuses every change to a stored event (`claims.triggers`).
    """

    class Act(models.TextChoices):
        """What was done."""

        ADD = "add", _("added")
        ACCEPT = "accept", _("accepted")
        REJECT = "reject", _("rejected")
        WITHDRAW = "withdraw", _("withdrawn")
        UNSURE = "unsure", _("marked unsure")
        CORRECT_SPEAKER = "correct_speaker", _("speaker corrected")
        CORRECT_SPANS = "correct_spans", _("words corrected")
        LINK = "link", _("linked to a claim")
        UNLINK = "unlink", _("unlinked from a claim")
        UNDO = "undo", _("undone")

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="events")
    act = models.CharField(_("act"), max_length=20, choices=Act.choices)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="review_events",
    )
    run = models.ForeignKey(
        ExtractionRun, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(_("at"), default=timezone.now)
    before = models.JSONField(_("before"), default=dict)
    after = models.JSONField(_("after"), default=dict)
    why = models.CharField(_("why"), max_length=500, blank=True)
    batch = models.UUIDField(_("bulk act"), default=uuid.uuid4, db_index=True)
    undoes = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="undone_by",
        verbose_name=_("undoes"),
    )

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("review event")
        verbose_name_plural = _("review events")
        indexes = [models.Index(fields=["statement", "-id"], name="event_by_statement")]

    def __str__(self) -> str:
        return f"{self.get_act_display()}: {self.statement}"

    @property
    def can_be_undone(self) -> bool:
        """Whether this act can be taken back: not an undo itself, and not undone before."""
        return self.act != self.Act.UNDO and not hasattr(self, "undone_by")
