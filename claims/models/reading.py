"""Second readings: which decided statements wait for one, and what the second reader made of them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from claims.models.desk import Desk
from claims.models.statement import Statement
from claims.querysets_reading import ReadingDueQuerySet, SecondReadingQuerySet

OPEN = Q(is_open=True)


class ReadingDue(models.Model):
    """A decided statement that a second editor is to read without seeing how it was decided.

    The row is made when a verdict falls into its desk's sample and goes when the verdict does, or when the
    reading is given (`claims.services.sampling`). `rank` and `place` are those of the review queue. `draft` is
    what a second reader has marked and not given yet, under the names of `SecondReading.second`; it counts for
    `draft_by` alone.
    """

    statement = models.OneToOneField(
        Statement, on_delete=models.CASCADE, primary_key=True, related_name="reading_due"
    )
    first_reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="+", db_index=False)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    rank = models.BigIntegerField()
    place = models.BigIntegerField()
    since = models.DateTimeField(_("waits since"), default=timezone.now)
    draft = models.JSONField(_("not given yet"), null=True, blank=True)
    draft_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )

    objects = ReadingDueQuerySet.as_manager()

    class Meta:
        verbose_name = _("second reading that waits")
        verbose_name_plural = _("second readings that wait")
        # The first reader stands last in each, so that their own are passed over without a look at the row.
        indexes = [
            models.Index(
                F("rank").desc(), "place", "statement", "first_reader", name="reading_due_matters"
            ),
            models.Index(
                "desk",
                F("rank").desc(),
                "place",
                "statement",
                "first_reader",
                name="reading_due_desk",
            ),
        ]

    def __str__(self) -> str:
        return str(self.statement)


class SecondReading(models.Model):
    """What a second editor made of a decided statement, beside what the first had made of it by then.

    `first` and `second` hold `verdict`, the three lists of selectors, `speaker` (the key of the one credited),
    `quotation`, `cue_class` and `modality`. `differs` names what is not the same in the two; `is_open` while
    nobody has settled that. The statement itself stands as the first reader left it until then. The counts are
    of code points, for the agreement page: how many the first and the second marked for a role, and how many
    both; they are 0 unless both accepted.
    """

    class Verdict(models.TextChoices):
        """What a reader says of a statement."""

        ACCEPTED = "accepted", _("accepted")
        REJECTED = "rejected", _("rejected")
        UNSURE = "unsure", _("unsure")

    class Settled(models.TextChoices):
        """Whose reading stands after a difference was settled."""

        FIRST = "first", _("the first reading stands")
        SECOND = "second", _("the second reading stands")
        NEITHER = "neither", _("neither stands: back to the queue")

    statement = models.OneToOneField(
        Statement, on_delete=models.CASCADE, primary_key=True, related_name="second_reading"
    )
    desk = models.ForeignKey(
        Desk, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )
    first_reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="second_readings"
    )
    read_at = models.DateTimeField(_("read"))
    week = models.DateField(_("Monday of the week"))
    first_verdict = models.CharField(max_length=10, choices=Verdict.choices)
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    why = models.CharField(_("why"), max_length=500, blank=True)
    first = models.JSONField(_("the first reading"))
    second = models.JSONField(_("the second reading"))
    differs = models.JSONField(_("what differs"), default=list)
    is_open = models.BooleanField(_("to be settled"), default=False)
    settled = models.CharField(_("settled"), max_length=10, choices=Settled.choices, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    source_first = models.PositiveIntegerField(default=0)
    source_second = models.PositiveIntegerField(default=0)
    source_both = models.PositiveIntegerField(default=0)
    cue_first = models.PositiveIntegerField(default=0)
    cue_second = models.PositiveIntegerField(default=0)
    cue_both = models.PositiveIntegerField(default=0)
    content_first = models.PositiveIntegerField(default=0)
    content_second = models.PositiveIntegerField(default=0)
    content_both = models.PositiveIntegerField(default=0)

    objects = SecondReadingQuerySet.as_manager()

    class Meta:
        ordering = ["read_at", "pk"]
        verbose_name = _("second reading")
        verbose_name_plural = _("second readings")
        permissions = [("settle_secondreading", "Can settle readings that differ")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reader=F("first_reader")), name="second_reading_by_another"
            ),
            models.CheckConstraint(
                condition=Q(is_open=False) | Q(settled=""), name="second_reading_open_or_settled"
            ),
        ]
        indexes = [
            models.Index("read_at", "statement", condition=OPEN, name="second_reading_open"),
            models.Index("week", "desk", name="second_reading_by_week"),
        ]

    def __str__(self) -> str:
        return f"{self.get_verdict_display()}: {self.statement}"

    def logged(self) -> dict[str, Any]:
        """Return the reading as the log keeps it: all that the row is made of."""
        return {
            "number": 2,
            "reader": self.reader_id,
            "first_reader": self.first_reader_id,
            "desk": self.desk_id,
            "read_at": self.read_at.isoformat(),
            "why": self.why,
            "first": self.first,
            "second": self.second,
            "settled": self.settled,
            "settled_by": self.settled_by_id,
        }
