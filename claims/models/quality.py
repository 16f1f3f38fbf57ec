"""How the engine fares with editors: what became of each of its proposals, and that counted by what the page shows.

Both tables follow from the statements and their log, and can be made anew from them (`rebuild_quality`).
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Outlet
from claims.models.desk import Desk
from claims.models.statement import Statement


class Outcome(models.Model):
    """What became of one proposal of the engine, by the last verdict of an editor that stands.

    There is a row for a decided proposal and none for one that waits, that was withdrawn (which is about
    publishing it), or that an editor added. The labels and the confidence are the engine's. `plain_confidence`
    is what the engine gave before any recalibration. `row_version` is the statement's when it was looked at.
    """

    class Kind(models.TextChoices):
        """Aside is a rejection that says nothing against the engine: the words were right, and of no use."""

        ACCEPTED = "accepted", _("accepted")
        REJECTED = "rejected", _("rejected")
        ASIDE = "aside", _("set aside")

    statement = models.OneToOneField(
        Statement, on_delete=models.CASCADE, primary_key=True, related_name="outcome"
    )
    row_version = models.PositiveIntegerField(_("row version"))
    kind = models.CharField(_("what became of it"), max_length=10, choices=Kind.choices)
    reason = models.CharField(_("reason"), max_length=10, blank=True)
    decided_on = models.DateField(_("decided"))
    engine = models.CharField(_("engine"), max_length=100, blank=True)
    confidence = models.FloatField(_("confidence"))
    plain_confidence = models.FloatField(_("confidence before recalibration"))
    cue_class = models.CharField(max_length=10, choices=Statement.CueClass.choices)
    quotation = models.CharField(max_length=10, choices=Statement.Quotation.choices)
    has_source = models.BooleanField(_("names a source"))
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+", db_index=False)
    outlet = models.ForeignKey(
        Outlet, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )
    desk = models.ForeignKey(
        Desk, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )
    has_new_words = models.BooleanField(_("words corrected"), default=False)
    has_new_speaker = models.BooleanField(_("speaker corrected"), default=False)
    has_new_labels = models.BooleanField(_("labels corrected"), default=False)

    class Meta:
        verbose_name = _("outcome of a proposal")
        verbose_name_plural = _("outcomes of proposals")
        constraints = [
            models.CheckConstraint(
                condition=Q(confidence__gte=0.0, confidence__lte=1.0)
                & Q(plain_confidence__gte=0.0, plain_confidence__lte=1.0),
                name="outcome_confidence_is_share",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.statement}"


class OutcomeCount(models.Model):
    """How many proposals of one day and desk, and of one `value` of one thing they are told apart `by`, fared how.

    `n` counts accepted and rejected ones; those set aside stand under `by` *reason* alone. `desk` is the key of
    the desk, 0 where no route led to one. The page sums these rows and never reads the outcomes.
    """

    class By(models.TextChoices):
        """What the rows of one table of the page are told apart by; `ALL` has one value, the empty one."""

        ALL = "all", _("all")
        CONFIDENCE = "confidence", _("confidence")
        CUE_CLASS = "cue_class", _("speech act")
        QUOTATION = "quotation", _("quotation")
        OUTLET = "outlet", _("outlet")
        ENGINE = "engine", _("engine")
        REASON = "reason", _("reason")

    day = models.DateField(_("day"))
    desk = models.BigIntegerField(_("desk"), default=0)
    by = models.CharField(max_length=10, choices=By.choices)
    value = models.CharField(max_length=100, blank=True)
    n = models.IntegerField(_("decided"), default=0)
    n_accepted = models.IntegerField(_("accepted"), default=0)
    n_new_words = models.IntegerField(_("words corrected"), default=0)
    n_new_speaker = models.IntegerField(_("speaker corrected"), default=0)
    n_new_labels = models.IntegerField(_("labels corrected"), default=0)
    confidence = models.FloatField(_("sum of the confidences"), default=0.0)

    class Meta:
        verbose_name = _("count of outcomes")
        verbose_name_plural = _("counts of outcomes")
        constraints = [
            models.UniqueConstraint(
                fields=["desk", "day", "by", "value"], name="outcome_count_once"
            ),
            models.CheckConstraint(
                condition=Q(n__gte=0, n_accepted__gte=0, n_accepted__lte=F("n")),
                name="outcome_count_adds_up",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.by} {self.value}: {self.n_accepted}/{self.n}"


class QualityState(models.Model):
    """How far the log has been counted: one row, locked by whoever counts.

    `seen` is the last event before which nothing can come any more; `version` grows when a count changed.
    """

    seen = models.BigIntegerField(_("counted up to the event"), default=0)
    version = models.PositiveIntegerField(_("version of the counts"), default=0)
    counted_at = models.DateTimeField(_("counted"), default=timezone.now)

    class Meta:
        verbose_name = _("state of the counts")
        verbose_name_plural = _("states of the counts")
        permissions = [("export_corrections", "Can take corrections out in the training format")]

    def __str__(self) -> str:
        return f"{self.seen}"


class Recalibration(models.Model):
    """A calibration of the confidence fitted on editors' decisions; the one `is_used` holds for every new run.

    `number` stands in the engine's name as `+cal.N`. `weights` are what `analysis.attribution.recalibration`
    reads; `report` keeps the figures before and after, as they were printed.
    """

    number = models.PositiveIntegerField(_("number"), unique=True)
    engine = models.CharField(_("engine"), max_length=100)
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    weights = models.JSONField(_("weights"))
    report = models.JSONField(_("before and after"), default=dict)
    n_decisions = models.PositiveIntegerField(_("decisions"))
    is_used = models.BooleanField(_("in use"), default=False)
    used_from = models.DateTimeField(_("in use from"), null=True, blank=True)

    class Meta:
        ordering = ["-number"]
        verbose_name = _("recalibration")
        verbose_name_plural = _("recalibrations")
        constraints = [
            models.UniqueConstraint(
                fields=["is_used"], condition=Q(is_used=True), name="recalibration_one_in_use"
            )
        ]

    def __str__(self) -> str:
        return f"+cal.{self.number}"

    @property
    def name(self) -> str:
        """The engine's name with this recalibration in use."""
        return f"{self.engine}{self}"

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The figures of the report, a line each."""
        labels = {
            "error": _("Expected calibration error"),
            "brier": _("Brier score"),
            "log_loss": _("Log loss"),
            "auc": _("Area under the curve"),
        }
        columns = ("shipped", "in_use", "refitted")
        return [
            {"label": label} | {column: self.report[column][name] for column in columns}
            for name, label in labels.items()
        ]
