"""Who partners are, and which people of theirs look after their access."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Scope(models.TextChoices):
    """What a key may do."""

    READ = "read", _("read what is published, without words of articles")
    EXCERPTS = "excerpts", _("read the words of statements, as far as outlets allow; take dumps")
    REVIEWS = "reviews", _("hand in reviews of claims")
    WEBHOOKS = "webhooks", _("look after webhooks")


def default_scopes() -> list[str]:
    """Return what a key may do if nothing else is said."""
    return [Scope.READ.value, Scope.EXCERPTS.value]


class Partner(models.Model):
    """An organisation outside that reads what is published, and may hand in reviews under its name.

    `scopes` is the most that its keys may be given. Switched off, none of its keys opens anything.
    """

    name = models.CharField(_("name"), max_length=200, unique=True)
    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    home = models.URLField(_("home page"), max_length=500, blank=True)
    contact = models.EmailField(_("contact"), blank=True)
    scopes = models.JSONField(_("its keys may be allowed to"), default=default_scopes)
    is_active = models.BooleanField(_("active"), default=True)
    created_at = models.DateTimeField(_("since"), default=timezone.now, editable=False)
    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        through="PartnerMember",
        related_name="partners",
        verbose_name=_("members"),
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("partner")
        verbose_name_plural = _("partners")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the page where it sees its keys, use, limits and deliveries."""
        return reverse("partner-pages:detail", args=[self.slug])


class PartnerMember(models.Model):
    """A person of a partner. All see the partner's page; managers make and change keys and webhooks."""

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="partner_memberships",
        verbose_name=_("person"),
    )
    is_manager = models.BooleanField(_("manages keys and webhooks"), default=False)

    class Meta:
        ordering = ["user__username"]
        verbose_name = _("member")
        verbose_name_plural = _("members")
        constraints = [
            models.UniqueConstraint(fields=["partner", "user"], name="partner_member_once")
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.partner}"
