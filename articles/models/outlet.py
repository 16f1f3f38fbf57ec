"""Who publishes, and where they announce it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.errors import say
from articles.querysets import FeedQuerySet


class Outlet(models.Model):
    """One publisher of articles."""

    class Kind(models.TextChoices):
        """What sort of publisher it is."""

        NEWSPAPER = "newspaper", _("newspaper")
        AGENCY = "agency", _("news agency")
        BROADCASTER = "broadcaster", _("broadcaster")
        ONLINE = "online", _("online")
        STATE_MEDIA = "state_media", _("state media")
        MAGAZINE = "magazine", _("magazine")

    name = models.CharField(_("name"), max_length=200, unique=True)
    home = models.URLField(_("home page"), blank=True, max_length=500)
    domain = models.CharField(_("domain"), max_length=253, blank=True, db_index=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    language = models.CharField(_("language"), max_length=12, default="en")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.ONLINE)
    licence = models.CharField(_("licence"), max_length=200, blank=True)
    excerpt_limit = models.PositiveIntegerField(
        _("excerpt limit"), default=60, help_text=_("words of one article that may leave the house")
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("outlet")
        verbose_name_plural = _("outlets")

    def __str__(self) -> str:
        return self.name


class Feed(models.Model):
    """An address at which an outlet announces new articles."""

    outlet = models.ForeignKey(Outlet, on_delete=models.CASCADE, related_name="feeds")
    url = models.URLField(_("address"), max_length=1000, unique=True)
    is_active = models.BooleanField(_("active"), default=True)
    etag = models.CharField(max_length=500, blank=True, editable=False)
    last_modified = models.CharField(max_length=100, blank=True, editable=False)
    next_poll_at = models.DateTimeField(_("next poll"), null=True, blank=True)
    n_failures = models.PositiveIntegerField(_("failures in a row"), default=0)
    last_error = models.TextField(_("last error"), blank=True)
    last_error_values = models.JSONField(default=dict, blank=True, editable=False)

    objects = FeedQuerySet.as_manager()

    class Meta:
        ordering = ["outlet__name", "url"]
        verbose_name = _("feed")
        verbose_name_plural = _("feeds")

    def __str__(self) -> str:
        return self.url

    @property
    def last_error_said(self) -> str:
        """Why the last poll failed, in the language in force; empty if it did not."""
        return say(self.last_error, self.last_error_values)
