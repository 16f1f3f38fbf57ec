"""What became of bodies: renamed, split, merged, replaced; and what they were part of, from when until when."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from speakers.models.speaker import Speaker
from speakers.partial_dates import PartialDateField
from speakers.querysets import SuccessionQuerySet


class Succession(models.Model):
    """One body follows another: two speakers, whose statements are found together when asked so."""

    class Kind(models.TextChoices):
        """How the first became the second."""

        RENAMED = "renamed", _("renamed")
        SPLIT = "split", _("split")
        MERGED = "merged", _("merged with others")
        REPLACED = "replaced", _("replaced")

    predecessor = models.ForeignKey(
        Speaker, on_delete=models.CASCADE, related_name="followed_by", verbose_name=_("predecessor")
    )
    successor = models.ForeignKey(
        Speaker, on_delete=models.CASCADE, related_name="follows", verbose_name=_("successor")
    )
    kind = models.CharField(_("how"), max_length=10, choices=Kind.choices, default=Kind.RENAMED)
    on = PartialDateField(_("when"), blank=True)
    source = models.URLField(_("source"), max_length=1000, blank=True)

    history = HistoricalRecords()
    objects = SuccessionQuerySet.as_manager()

    class Meta:
        ordering = ["on", "pk"]
        verbose_name = _("succession")
        verbose_name_plural = _("successions")
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="succession_once"),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")), name="succession_of_two"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class Parentage(models.Model):
    """What a body was part of, from then until then; what it is part of now is `Speaker.parent`."""

    child = models.ForeignKey(
        Speaker, on_delete=models.CASCADE, related_name="parentages", verbose_name=_("part")
    )
    parent = models.ForeignKey(
        Speaker, on_delete=models.PROTECT, related_name="+", verbose_name=_("part of")
    )
    start = PartialDateField(_("from"), blank=True)
    end = PartialDateField(_("until"), blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["-start", "pk"]
        verbose_name = _("what it was part of")
        verbose_name_plural = _("what it was part of")
        constraints = [
            models.UniqueConstraint(fields=["child", "parent", "start"], name="parentage_once"),
            models.CheckConstraint(condition=~Q(child=F("parent")), name="parentage_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.child} ⊂ {self.parent}"
