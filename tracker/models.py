"""Signs of life of the workers; searches that people keep, and the alerts that they want of them."""

from __future__ import annotations

import uuid
from urllib.parse import urlencode

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class WorkerBeat(models.Model):
    """One running worker, and when it last said so; a worker that stops takes its row away."""

    host = models.CharField(_("machine"), max_length=255)
    pid = models.PositiveBigIntegerField(_("process"))
    started_at = models.DateTimeField(_("started"), default=timezone.now)
    seen_at = models.DateTimeField(_("last seen"), default=timezone.now)

    class Meta:
        verbose_name = _("worker")
        verbose_name_plural = _("workers")
        constraints = [models.UniqueConstraint(fields=["host", "pid"], name="worker_once")]

    def __str__(self) -> str:
        return f"{self.host}:{self.pid}"


class SavedSearch(models.Model):
    """A search that somebody keeps under a name; `asked` holds the parameters of its address."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_searches"
    )
    name = models.CharField(_("name"), max_length=120)
    asked = models.JSONField(_("what is asked"), default=dict)
    created_at = models.DateTimeField(_("saved"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "name"], name="saved_search_name_once"),
            models.CheckConstraint(condition=~models.Q(name=""), name="saved_search_has_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address at which it is run."""
        return f"{reverse('search')}?{urlencode(self.asked)}"


class SearchAlert(models.Model):
    """Where the owner of a search is told of newly accepted statements that match.

    Every review event up to `last_event_id` has been looked at: the mark moves in the transaction that queues
    the message, so no statement is told twice and none is missed. `problem` is why nothing can be told.
    """

    class Channel(models.TextChoices):
        """How the news travels."""

        EMAIL = "email", _("e-mail")
        WEBHOOK = "webhook", _("webhook")

    search = models.ForeignKey(SavedSearch, on_delete=models.CASCADE, related_name="alerts")
    channel = models.CharField(_("channel"), max_length=10, choices=Channel.choices)
    target = models.CharField(_("address"), max_length=1000)
    secret = models.CharField(_("signing secret"), max_length=100, blank=True)
    last_event_id = models.PositiveBigIntegerField(default=0, editable=False)
    is_active = models.BooleanField(_("active"), default=True)
    problem = models.CharField(_("problem"), max_length=500, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("alert")
        verbose_name_plural = _("alerts")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["search", "channel", "target"], name="search_alert_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_channel_display()}: {self.target}"


class AlertMessage(models.Model):
    """One message of an alert; `uid` is the same at every try, so that a receiver can tell a repetition."""

    class State(models.TextChoices):
        """What became of it."""

        QUEUED = "queued", _("queued")
        SENT = "sent", _("sent")
        GIVEN_UP = "given_up", _("given up")

    alert = models.ForeignKey(SearchAlert, on_delete=models.CASCADE, related_name="messages")
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    statement_ids = models.JSONField(default=list)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.QUEUED)
    n_tries = models.PositiveIntegerField(_("tries"), default=0)
    next_try_at = models.DateTimeField(_("next try"), default=timezone.now)
    last_error = models.CharField(_("last error"), max_length=500, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("alert message")
        verbose_name_plural = _("alert messages")
        ordering = ["pk"]
        indexes = [models.Index(fields=["state", "next_try_at"], name="alert_message_due")]

    def __str__(self) -> str:
        return f"{self.alert} ({self.get_state_display()})"
