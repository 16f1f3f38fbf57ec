"""Webhooks: where partners want to be told, what they were told, and how each try went."""

from __future__ import annotations

import secrets

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partners.models.access import Partner
from partners.models.feed import Kind


def new_salt() -> str:
    """Return what a secret is made from, together with the site's own: 64 hexadecimal digits."""
    return secrets.token_hex(32)


def new_message_id() -> str:
    """Return the id of a message, the same on every try."""
    return f"msg_{secrets.token_urlsafe(20)}"


def every_kind() -> list[str]:
    """Return all that a partner can be told of."""
    return list(Kind.values)


class WebhookEndpoint(models.Model):
    """An address of a partner that is told when something changed.

    The secret that signs is made from `salt` and a secret of the site (`partners.signing`), so a copy of the database alone
    signs nothing. While `old_salt_until` lasts, messages are signed with the secret before as well. `notified` is the
    number of the feed up to which messages were made; `failing_since` is when the first of the tries failed that have
    had no success since.
    """

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="webhooks")
    url = models.URLField(_("address"), max_length=500)
    description = models.CharField(_("what it is for"), max_length=80, blank=True)
    types = models.JSONField(_("told of"), default=every_kind)
    is_active = models.BooleanField(_("active"), default=True)
    disabled_why = models.CharField(_("why it was switched off"), max_length=300, blank=True)
    salt = models.CharField(max_length=64, default=new_salt, editable=False)
    old_salt = models.CharField(max_length=64, blank=True, editable=False)
    old_salt_until = models.DateTimeField(null=True, blank=True, editable=False)
    notified = models.BigIntegerField(_("told up to number"), default=0, editable=False)
    failing_since = models.DateTimeField(_("failing since"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    modified_at = models.DateTimeField(_("changed"), default=timezone.now, editable=False)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        constraints = [
            models.UniqueConstraint(fields=["partner", "url"], name="webhook_once_a_partner"),
            models.CheckConstraint(
                condition=Q(url__startswith="https://"), name="webhook_is_encrypted"
            ),
        ]

    def __str__(self) -> str:
        return self.url

    def get_absolute_url(self) -> str:
        """Return the page of this webhook and its messages."""
        return reverse("partner-pages:webhook", args=[self.partner.slug, self.pk])


class WebhookMessage(models.Model):
    """One message to one webhook; its body is kept as it is signed, byte for byte."""

    class State(models.TextChoices):
        """What became of it."""

        WAITING = "waiting", _("waiting")
        DELIVERED = "delivered", _("delivered")
        FAILED = "failed", _("given up")

    endpoint = models.ForeignKey(WebhookEndpoint, on_delete=models.CASCADE, related_name="messages")
    message_id = models.CharField(_("id"), max_length=40, default=new_message_id, unique=True)
    type = models.CharField(_("type"), max_length=40)
    body = models.TextField(_("body"))
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.WAITING
    )
    n_tries = models.PositiveIntegerField(_("tries"), default=0)
    next_at = models.DateTimeField(_("next try"), default=timezone.now)
    created_at = models.DateTimeField(_("made"), default=timezone.now)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("message to a webhook")
        verbose_name_plural = _("messages to webhooks")
        indexes = [
            models.Index(
                fields=["next_at"], condition=Q(state="waiting"), name="webhook_message_due"
            ),
            models.Index(fields=["endpoint", "-id"], name="webhook_message_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.message_id}, {self.type}"


class WebhookTry(models.Model):
    """One try to deliver a message: what the other side answered, or why there was no answer."""

    message = models.ForeignKey(WebhookMessage, on_delete=models.CASCADE, related_name="tries")
    at = models.DateTimeField(_("at"), default=timezone.now)
    status = models.PositiveSmallIntegerField(_("status"), null=True, blank=True)
    error = models.CharField(_("error"), max_length=300, blank=True)
    took_ms = models.PositiveIntegerField(_("milliseconds"), default=0)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("try to deliver")
        verbose_name_plural = _("tries to deliver")

    def __str__(self) -> str:
        return f"{self.at}: {self.status or self.error}"

    @property
    def is_success(self) -> bool:
        """Whether the other side took it."""
        return self.status is not None and 200 <= self.status < 300
