"""Posts, and who held them when (Popolo's Post and Membership)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from speakers.models.speaker import Speaker
from speakers.partial_dates import PartialDateField
from speakers.post_words import name_post


class Post(models.Model):
    """A position that exists whoever holds it: "Minister of the Interior"."""

    label = models.CharField(_("label"), max_length=300)
    organisation = models.ForeignKey(Speaker, on_delete=models.PROTECT, related_name="posts")
    is_single_seat = models.BooleanField(_("single seat"), default=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["label"]
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "label"], name="post_label_once")
        ]

    def __str__(self) -> str:
        return name_post(self.label, str(self.organisation))


class Membership(models.Model):
    """One mandate of one person: a post, or a role in an organisation, from then until then."""

    person = models.ForeignKey(Speaker, on_delete=models.CASCADE, related_name="memberships")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="memberships")
    start = PartialDateField(_("from"), blank=True)
    end = PartialDateField(_("until"), blank=True)
    on_behalf_of = models.ForeignKey(
        Speaker,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("on behalf of"),
    )
    source = models.URLField(_("source"), max_length=1000, blank=True)
    source_note = models.CharField(
        _("note on the source"),
        max_length=500,
        blank=True,
        help_text=_("where in the source, or what it is if it has no address"),
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ["-start", "person__name"]
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(fields=["person", "post", "start"], name="membership_once")
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.post}"
