"""Requests that a partner may repeat without doing them twice."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partners.models.keys import ApiKey


class KeyedRequest(models.Model):
    """A request under an `Idempotency-Key`, and what was answered; `status` is empty while it runs."""

    key = models.ForeignKey(ApiKey, on_delete=models.CASCADE, related_name="keyed_requests")
    name = models.UUIDField(_("idempotency key"))
    digest = models.CharField(_("digest of the body"), max_length=64)
    status = models.PositiveSmallIntegerField(_("status"), null=True, blank=True)
    # As text: jsonb would put the members in another order, and the answer is to be the same to the byte.
    answer = models.TextField(_("answer as JSON"), blank=True)
    created_at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name = _("request under a key of its own")
        verbose_name_plural = _("requests under keys of their own")
        constraints = [models.UniqueConstraint(fields=["key", "name"], name="keyed_request_once")]
        indexes = [models.Index(fields=["created_at"], name="keyed_request_by_time")]

    def __str__(self) -> str:
        return str(self.name)
