"""What people said of pairs of records: the same speaker, not the same, unsure, or one following the other."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from speakers.models.speaker import Speaker
from speakers.querysets import JudgementQuerySet


class Judgement(models.Model):
    """What a person said of two records; the smaller key stands first.

    A judgement is taken back, never changed: the row stays, with the time and the person. "The same" is a merge: the
    record `kept` stands for both (`Speaker.canonical`), and no statement is rewritten. "One follows the other" is kept as a
    `Succession`: two speakers, not one.
    """

    class Verdict(models.TextChoices):
        """What the two records are to each other."""

        SAME = "same", _("the same")
        NOT_SAME = "not_same", _("not the same")
        UNSURE = "unsure", _("unsure")
        SUCCESSOR = "successor", _("one follows the other")

    a = models.ForeignKey(Speaker, on_delete=models.PROTECT, related_name="+")
    b = models.ForeignKey(Speaker, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict.choices)
    kept = models.ForeignKey(
        Speaker,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("the record that stands"),
    )
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("who"),
    )
    at = models.DateTimeField(_("at"), default=timezone.now)
    taken_back_at = models.DateTimeField(_("taken back"), null=True, blank=True)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = JudgementQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("judgement on two records")
        verbose_name_plural = _("judgements on two records")
        constraints = [
            models.CheckConstraint(condition=Q(a__lt=F("b")), name="judgement_in_order"),
            models.UniqueConstraint(
                fields=["a", "b"], condition=Q(taken_back_at=None), name="judgement_once"
            ),
            models.CheckConstraint(
                condition=(Q(verdict="same") & (Q(kept=F("a")) | Q(kept=F("b"))))
                | (~Q(verdict="same") & Q(kept=None)),
                name="judgement_keeps_one_of_the_same",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.a} / {self.b}: {self.get_verdict_display()}"

    @property
    def merged_id(self) -> int | None:
        """The record that points at the one kept; None unless the two are the same."""
        if self.kept_id is None:
            return None
        return self.b_id if self.kept_id == self.a_id else self.a_id
