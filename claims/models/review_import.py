"""One feed of published reviews, taken in as suggestions."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ReviewImport(models.Model):
    """A file or an address with `ClaimReview` JSON-LD, and what became of each review in `report`.

    A row of `report` has `row`, `words`, `outcome` (matched, known, unmatched, refused) and, as it fits, `claim`, `score`, `reasons`, `review`,
    `url`, `partner`, `detail`.
    """

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")
        UNDONE = "undone", _("undone")

    source = models.CharField(_("file or address"), max_length=1000)
    text = models.TextField(editable=False, blank=True)
    is_dry_run = models.BooleanField(_("only tried out"), default=False)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.WAITING
    )
    n_reviews = models.PositiveIntegerField(_("reviews"), default=0)
    n_done = models.PositiveIntegerField(_("looked at"), default=0)
    report = models.JSONField(_("report"), default=list, editable=False)
    failure = models.CharField(_("why it failed"), max_length=500, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("import of reviews")
        verbose_name_plural = _("imports of reviews")

    def __str__(self) -> str:
        return self.source

    def get_absolute_url(self) -> str:
        """Return the page of its report."""
        return reverse("claims:review-import", args=[self.pk])

    @property
    def is_running(self) -> bool:
        """Whether the worker still has to do with it."""
        return self.state in {self.State.WAITING, self.State.RUNNING}

    def count(self, outcome: str) -> int:
        """Return how many reviews came to this."""
        return sum(row["outcome"] == outcome for row in self.report)

    @property
    def outcomes(self) -> dict[str, int]:
        """How many reviews came to what."""
        return {name: self.count(name) for name in ("matched", "known", "unmatched", "refused")}
