"""Statements about the same thing, grouped as they arrive; what a person decided about a group."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models.likeness import RatedPair
from claims.models.statement import Statement
from claims.querysets import StatementGroupQuerySet


class StatementGroup(models.Model):
    """Statements about one thing. `number` is the key of the statement that began it, and never changes.

    `rivals` is the pair of its statements that is likeliest to compete, and `score` how likely; None while no
    two of them were read against each other.
    """

    class State(models.TextChoices):
        """What a person made of it."""

        OPEN = "open", _("not looked at")
        DISMISSED = "dismissed", _("dismissed")

    number = models.BigIntegerField(_("number"), unique=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    rivals = models.ForeignKey(
        RatedPair, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    score = models.FloatField(_("may hold rivals"), default=0.0)
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    objects = StatementGroupQuerySet.as_manager()

    class Meta:
        ordering = ["-score", "-pk"]
        verbose_name = _("group of statements")
        verbose_name_plural = _("groups of statements")
        indexes = [models.Index(fields=["state", "-score", "-id"], name="group_by_score")]
        constraints = [
            models.CheckConstraint(
                condition=Q(score__gte=0.0, score__lte=1.0), name="group_score_is_share"
            )
        ]

    def __str__(self) -> str:
        return f"{_('group')} {self.number}"


class GroupMember(models.Model):
    """A statement's place in a group. An engine puts it there once and never moves it."""

    statement = models.OneToOneField(Statement, on_delete=models.CASCADE, related_name="placed")
    group = models.ForeignKey(StatementGroup, on_delete=models.CASCADE, related_name="members")
    score = models.FloatField(_("how well it fits"), default=0.0)
    placed_at = models.DateTimeField(_("placed"), default=timezone.now)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("member of a group")
        verbose_name_plural = _("members of groups")

    def __str__(self) -> str:
        return f"{self.group}: {self.statement}"
