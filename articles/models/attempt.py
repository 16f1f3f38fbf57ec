"""Every try at taking an article in, with its outcome and the reason."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.errors import say
from articles.models.article import Article, ArticleVersion
from articles.models.outlet import Feed, Outlet
from articles.querysets import IngestAttemptQuerySet


class IngestAttempt(models.Model):
    """One try: what was handed in, what became of it, and whether trying again can help.

    The row is the truth; the work queue only carries its id, so the task may run twice without harm.
    """

    class Kind(models.TextChoices):
        """The door an article came through."""

        PASTE = "paste", _("pasted text")
        FILE = "file", _("file")
        URL = "url", _("address")
        FEED = "feed", _("feed")

    class State(models.TextChoices):
        """How far it has come."""

        QUEUED = "queued", _("waiting")
        RUNNING = "running", _("being read")
        STORED = "stored", _("stored")
        UNCHANGED = "unchanged", _("already here, unchanged")
        FAILED = "failed", _("failed")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.QUEUED)
    url = models.URLField(_("address"), max_length=1000, blank=True)
    file_name = models.CharField(_("file name"), max_length=300, blank=True)
    payload = models.TextField(_("text handed in"), blank=True)
    is_html = models.BooleanField(_("HTML"), default=False)
    given_title = models.CharField(_("title"), max_length=500, blank=True)
    given_published_at = models.DateTimeField(_("published"), null=True, blank=True)
    given_first_seen_at = models.DateTimeField(_("first seen"), null=True, blank=True)
    outlet = models.ForeignKey(
        Outlet, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    feed = models.ForeignKey(
        Feed, on_delete=models.SET_NULL, null=True, blank=True, related_name="attempts"
    )
    reason = models.TextField(_("reason"), blank=True)
    reason_values = models.JSONField(default=dict, blank=True, editable=False)
    is_retryable = models.BooleanField(_("retryable"), default=False)
    n_tries = models.PositiveIntegerField(_("tries"), default=0)
    article = models.ForeignKey(
        Article, on_delete=models.SET_NULL, null=True, blank=True, related_name="attempts"
    )
    version = models.ForeignKey(
        ArticleVersion, on_delete=models.SET_NULL, null=True, blank=True, related_name="attempts"
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(_("handed in"), default=timezone.now)
    state_at = models.DateTimeField(_("in this state since"), default=timezone.now)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    objects = IngestAttemptQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("ingest attempt")
        verbose_name_plural = _("ingest attempts")
        indexes = [models.Index(fields=["state", "-created_at"], name="attempt_by_state")]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        """Return the page that shows how far the attempt has come."""
        return reverse("articles:attempt-detail", args=[self.pk])

    @property
    def label(self) -> str:
        """What was handed in, in a few words."""
        return self.url or self.file_name or self.given_title or str(_("pasted text"))

    @property
    def reason_said(self) -> str:
        """Why it failed, in the language in force; empty if it has not."""
        return say(self.reason, self.reason_values)

    @property
    def sender(self) -> str:
        """Who handed it in: a person, else the outlet whose feed did; empty for a command."""
        if self.submitted_by is not None:
            return str(self.submitted_by)
        return self.feed.outlet.name if self.feed is not None else ""

    @property
    def is_finished(self) -> bool:
        """Whether nothing more will happen by itself."""
        return self.state not in {self.State.QUEUED, self.State.RUNNING}
