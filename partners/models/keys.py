"""Keys by which partners come in, what each has been used for, and what was refused."""

from __future__ import annotations

import hashlib
import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partners.models.access import Partner, Scope, default_scopes


def hash_key(key: str) -> str:
    """Return the SHA-256 of `key`, the only form in which a key is stored."""
    return hashlib.sha256(key.encode()).hexdigest()


def new_key() -> str:
    """Return a fresh random key of 43 characters."""
    return secrets.token_urlsafe(32)


class ApiKey(models.Model):
    """A partner's key: shown once, kept as a hash. `scopes` is what it may do.

    A limit that is empty is the site's. A key that took another's place names it in `rotated_from`.
    """

    partner = models.ForeignKey(
        Partner, on_delete=models.PROTECT, related_name="keys", verbose_name=_("partner")
    )
    label = models.CharField(_("what it is for"), max_length=80, blank=True)
    prefix = models.CharField(_("begins with"), max_length=8, editable=False)
    key_sha256 = models.CharField(max_length=64, unique=True, editable=False)
    scopes = models.JSONField(_("may"), default=default_scopes)
    is_active = models.BooleanField(_("active"), default=True)
    requests_per_minute = models.PositiveIntegerField(_("requests a minute"), null=True, blank=True)
    requests_per_day = models.PositiveIntegerField(_("requests a day"), null=True, blank=True)
    created_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("made by"),
    )
    rotated_from = models.OneToOneField(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="rotated_into",
        editable=False,
        verbose_name=_("in place of"),
    )
    expires_at = models.DateTimeField(_("expires"), null=True, blank=True)
    last_used_at = models.DateTimeField(_("last used"), null=True, blank=True, editable=False)

    class Meta:
        ordering = ["partner", "-created_at"]
        verbose_name = _("API key")
        verbose_name_plural = _("API keys")
        constraints = [
            models.CheckConstraint(
                condition=(Q(requests_per_minute=None) | Q(requests_per_minute__gte=1))
                & (Q(requests_per_day=None) | Q(requests_per_day__gte=1)),
                name="key_limit_lets_something_in",
            )
        ]

    def __str__(self) -> str:
        return f"{self.partner} ({self.prefix}…)"

    @property
    def is_authenticated(self) -> bool:
        """What REST framework asks of a user; a valid key is one."""
        return True

    @property
    def has_expired(self) -> bool:
        """Whether its time is up."""
        return self.expires_at is not None and self.expires_at <= timezone.now()

    @property
    def is_usable(self) -> bool:
        """Whether it opens anything, as far as the key itself goes."""
        return self.is_active and not self.has_expired

    @property
    def scope_labels(self) -> list[str]:
        """What it may do, for people to read."""
        return [str(scope.label) for scope in Scope if scope.value in self.scopes]

    def may(self, scope: str) -> bool:
        """Tell whether it may do what `scope` names."""
        return scope in self.scopes


class KeyUsage(models.Model):
    """How often a key was used on a day, and how that went."""

    key = models.ForeignKey(ApiKey, on_delete=models.CASCADE, related_name="usage")
    on = models.DateField(_("day (UTC)"))
    n_requests = models.PositiveIntegerField(_("requests"), default=0)
    n_refused = models.PositiveIntegerField(_("refused"), default=0)
    n_throttled = models.PositiveIntegerField(_("over the limit"), default=0)
    n_failed = models.PositiveIntegerField(_("failed here"), default=0)

    class Meta:
        ordering = ["-on"]
        verbose_name = _("use of a key")
        verbose_name_plural = _("use of keys")
        constraints = [models.UniqueConstraint(fields=["key", "on"], name="key_usage_once_a_day")]

    def __str__(self) -> str:
        return f"{self.key}, {self.on}: {self.n_requests}"


class KeyProblem(models.Model):
    """A request of a key that was refused or failed; the newest of each key are kept."""

    key = models.ForeignKey(ApiKey, on_delete=models.CASCADE, related_name="problems")
    at = models.DateTimeField(_("at"), default=timezone.now)
    method = models.CharField(_("method"), max_length=10)
    path = models.CharField(_("address"), max_length=500)
    status = models.PositiveSmallIntegerField(_("status"))
    detail = models.CharField(_("detail"), max_length=500)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("problem of a key")
        verbose_name_plural = _("problems of keys")
        indexes = [models.Index(fields=["key", "-id"], name="key_problem_newest")]

    def __str__(self) -> str:
        return f"{self.status} {self.method} {self.path}"
