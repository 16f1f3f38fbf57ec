"""The log of what people and engines did to statements: written once, never changed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models.act import ActKind
from claims.models.run import ExtractionRun
from claims.models.statement import Statement


class ReviewEvent(models.Model):
    """What one act did to one statement: who or which engine, when, what stood before and after, and why.

    `before` and `after` hold what the act changed and nothing else, in the names of `Statement.state()`; a link
    to a claim stands under `link`. The first event of a statement that people made has the status *dropped*
    before: there was none. `row_version` is the version of the row that the act made. `undoes` names the event
    that this one takes back. A trigger in the database refuses every change to a stored event, and its deletion
    (`claims.triggers`).
    """

    Act = ActKind

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="events")
    part_of = models.ForeignKey(
        "claims.Act",
        on_delete=models.PROTECT,
        related_name="events",
        verbose_name=_("part of the act"),
    )
    act = models.CharField(_("act"), max_length=20, choices=ActKind.choices)
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
    row_version = models.PositiveIntegerField(_("row version"), null=True, blank=True)
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
        """Whether this event changed something that stood before and was not taken back; an undo can be undone too."""
        return bool(self.before) and self.before != self.after and not hasattr(self, "undone_by")
