"""One pass of one engine version over one version of an article."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import ArticleVersion


class ExtractionRun(models.Model):
    """The truth about one pass; the work queue only carries its id."""

    class State(models.TextChoices):
        """How far it has come."""

        QUEUED = "queued", _("waiting")
        RUNNING = "running", _("reading")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    version = models.ForeignKey(ArticleVersion, on_delete=models.CASCADE, related_name="runs")
    engine = models.CharField(_("engine"), max_length=100, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.QUEUED)
    n_found = models.PositiveIntegerField(_("attributions found"), default=0)
    n_kept = models.PositiveIntegerField(_("rows left as editors set them"), default=0)
    n_skipped = models.PositiveIntegerField(_("windows passed over"), default=0)
    seconds = models.FloatField(_("seconds"), null=True, blank=True)
    error = models.TextField(_("error"), blank=True)
    queued_at = models.DateTimeField(_("queued"), default=timezone.now)
    started_at = models.DateTimeField(_("started"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    class Meta:
        ordering = ["-queued_at", "-pk"]
        verbose_name = _("extraction run")
        verbose_name_plural = _("extraction runs")
        indexes = [models.Index(fields=["state", "-queued_at"], name="run_by_state")]

    def __str__(self) -> str:
        return f"{self.version}: {self.get_state_display()}"

    @property
    def is_finished(self) -> bool:
        """Whether nothing more will happen by itself."""
        return self.state in {self.State.DONE, self.State.FAILED}
