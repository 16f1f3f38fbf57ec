"""How an editor has set up the workbench: views of the queue under a name, and keys."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models.desk import Desk


class QueueView(models.Model):
    """Filters and an order of the queue under a name; shared with a desk if one is given."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="queue_views"
    )
    name = models.CharField(_("name"), max_length=80)
    asked = models.JSONField(_("what is asked"), default=dict)
    desk = models.ForeignKey(
        Desk,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="views",
        verbose_name=_("shared with"),
    )
    created_at = models.DateTimeField(_("saved"), default=timezone.now, editable=False)

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        constraints = [
            models.UniqueConstraint(fields=["owner", "name"], name="queue_view_name_once"),
            models.CheckConstraint(condition=~Q(name=""), name="queue_view_has_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address at which it is opened."""
        return f"{reverse('claims:review')}?{urlencode(self.asked)}"


class KeyChoice(models.Model):
    """The keys an editor chose in place of the usual ones, by the name of the act."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="key_choice"
    )
    keys = models.JSONField(_("keys"), default=dict)

    class Meta:
        verbose_name = _("choice of keys")
        verbose_name_plural = _("choices of keys")

    def __str__(self) -> str:
        return str(self.user)
