"""Two records that may be one speaker's, as the names judge found them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from speakers.models.speaker import Speaker
from speakers.querysets import LikelyPairQuerySet
from speakers.reasons import said


class LikelyPair(models.Model):
    """Two records for a person to judge; the smaller key stands first.

    Derived: written by `speakers.services.duplicates` from the names of both, found again when names change. `alias_a` and
    `alias_b` are the names that are alike; `n_statements` is how many were credited to the two when they were compared.
    """

    a = models.ForeignKey(Speaker, on_delete=models.CASCADE, related_name="+")
    b = models.ForeignKey(Speaker, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("kind"), max_length=20, choices=Speaker.Kind.choices)
    score = models.FloatField(_("likeness"))
    alias_a = models.CharField(_("name of the first"), max_length=300)
    alias_b = models.CharField(_("name of the second"), max_length=300)
    reasons = models.JSONField(_("reasons"), default=list)
    n_statements = models.PositiveIntegerField(_("statements"), default=0)
    made_at = models.DateTimeField(_("made"), default=timezone.now)

    objects = LikelyPairQuerySet.as_manager()

    class Meta:
        ordering = ["-score", "pk"]
        verbose_name = _("likely duplicate")
        verbose_name_plural = _("likely duplicates")
        constraints = [
            models.CheckConstraint(condition=Q(a__lt=F("b")), name="likely_pair_in_order"),
            models.UniqueConstraint(fields=["a", "b"], name="likely_pair_once"),
        ]
        indexes = [
            models.Index(fields=["-score", "id"], name="likely_pair_by_score"),
            models.Index(fields=["-n_statements", "-score", "id"], name="likely_pair_by_weight"),
            models.Index(fields=["kind", "-score", "id"], name="likely_pair_by_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.a} / {self.b}"

    @property
    def reasons_said(self) -> list[str]:
        """Why they may be one, in the reader's language."""
        return said(self.reasons)
