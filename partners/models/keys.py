"""Keys by which partners read what is published."""

from __future__ import annotations

import hashlib
import secrets

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def hash_key(key: str) -> str:
    """Return the SHA-256 of `key`, the only form in which a key is stored."""
    return hashlib.sha256(key.encode()).hexdigest()


def new_key() -> str:
    """Return a fresh random key of 43 characters."""
    return secrets.token_urlsafe(32)


class ApiKey(models.Model):
    """A partner's key: shown once, kept as a hash."""

    partner = models.CharField(_("partner"), max_length=200)
    prefix = models.CharField(_("begins with"), max_length=8, editable=False)
    key_sha256 = models.CharField(max_length=64, unique=True, editable=False)
    is_active = models.BooleanField(_("active"), default=True)
    created_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("expires"), null=True, blank=True)
    last_used_at = models.DateTimeField(_("last used"), null=True, blank=True, editable=False)

    class Meta:
        ordering = ["partner", "-created_at"]
        verbose_name = _("API key")
        verbose_name_plural = _("API keys")

    def __str__(self) -> str:
        return f"{self.partner} ({self.prefix}…)"

    @property
    def is_authenticated(self) -> bool:
        """What REST framework asks of a user; a valid key is one."""
        return True
