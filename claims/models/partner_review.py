"""A named partner's verdict on a claim: theirs, word for word, and never ours."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models.question import Claim
from claims.models.review_import import ReviewImport
from claims.querysets import PartnerReviewQuerySet


class PartnerReview(models.Model):
    """One review at one address, on one claim of ours. Shown once an editor has said that it is about this claim.

    `claim_reviewed` is the claim as the partner words it; `rating` is the partner's word for it, in `language`.
    """

    class State(models.TextChoices):
        """Who stands behind the review being about this claim."""

        SUGGESTED = "suggested", _("suggested")
        CONFIRMED = "confirmed", _("confirmed")
        REFUSED = "refused", _("refused")

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="partner_reviews")
    partner = models.CharField(_("partner"), max_length=200)
    rating = models.CharField(_("rating in the partner’s words"), max_length=200)
    url = models.URLField(_("address of the review"), max_length=500)
    author = models.CharField(_("author"), max_length=200, blank=True)
    published_on = models.DateField(_("published on"), null=True, blank=True)
    language = models.CharField(_("language"), max_length=20, blank=True)
    claim_reviewed = models.CharField(_("claim as the partner words it"), max_length=500)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.SUGGESTED
    )
    recorded_at = models.DateTimeField(_("recorded"), default=timezone.now)
    modified_at = models.DateTimeField(_("modified"), default=timezone.now)
    came_with = models.ForeignKey(
        ReviewImport, on_delete=models.SET_NULL, null=True, blank=True, related_name="reviews"
    )
    score = models.FloatField(_("how sure the match is"), null=True, blank=True)
    reasons = models.JSONField(_("reasons of the match"), default=list, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    objects = PartnerReviewQuerySet.as_manager()

    class Meta:
        ordering = ["partner", "published_on", "pk"]
        verbose_name = _("review by a partner")
        verbose_name_plural = _("reviews by partners")
        constraints = [
            models.UniqueConstraint(fields=["claim", "url"], name="partner_review_once"),
            models.CheckConstraint(
                condition=~Q(partner="") & ~Q(rating=""), name="partner_review_has_words"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner}: {self.rating}"
