"""How claims stand to each other, and what people said of pairs of statements."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models.question import Claim
from claims.models.statement import Statement
from claims.querysets import StatementJudgementQuerySet


class WhyNot(models.TextChoices):
    """Why two things that look alike cannot be compared."""

    TIME = "time", _("they are of different times")
    PLACE = "place", _("they are of different places")
    DEFINITION = "definition", _("they count or mean different things")
    UNIT = "unit", _("they are in different units")


_HAS_WHY = Q(why__in=WhyNot.values)


class ClaimRelation(models.Model):
    """What one claim does to another, as an editor put it. It says nothing about which is right."""

    class Kind(models.TextChoices):
        """What the first does to the second."""

        CONTRADICTS = "contradicts", _("contradicts")
        QUALIFIES = "qualifies", _("qualifies")
        CORRECTS = "corrects", _("corrects")
        RETRACTS = "retracts", _("retracts")
        RESTATES = "restates", _("restates")
        NOT_COMPARABLE = "not_comparable", _("cannot be compared with")

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="relations")
    other = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="relations_to")
    kind = models.CharField(_("relation"), max_length=15, choices=Kind.choices)
    why = models.CharField(
        _("why not comparable"), max_length=10, choices=WhyNot.choices, blank=True
    )
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("relation of claims")
        verbose_name_plural = _("relations of claims")
        constraints = [
            models.UniqueConstraint(fields=["claim", "other"], name="claim_relation_once"),
            models.CheckConstraint(condition=~Q(claim=F("other")), name="claim_relation_of_two"),
            models.CheckConstraint(
                condition=(Q(kind="not_comparable") & _HAS_WHY)
                | (~Q(kind="not_comparable") & Q(why="")),
                name="claim_relation_why_fits",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim} {self.get_kind_display()} {self.other}"


class StatementJudgement(models.Model):
    """What a person said of a pair of statements; the smaller key stands first.

    A judgement is taken back, never changed: the row stays, with the time and the person.
    """

    class Verdict(models.TextChoices):
        """What the two are to each other."""

        SAME = "same", _("say the same")
        RIVAL = "rival", _("compete")
        NOT_COMPARABLE = "not_comparable", _("cannot be compared")
        UNRELATED = "unrelated", _("have nothing to do with each other")

    a = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="+")
    b = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="+")
    verdict = models.CharField(_("verdict"), max_length=15, choices=Verdict.choices)
    why = models.CharField(
        _("why not comparable"), max_length=10, choices=WhyNot.choices, blank=True
    )
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(_("at"), default=timezone.now)
    taken_back_at = models.DateTimeField(_("taken back"), null=True, blank=True)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = StatementJudgementQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("judgement on two statements")
        verbose_name_plural = _("judgements on two statements")
        constraints = [
            models.CheckConstraint(condition=Q(a__lt=F("b")), name="statement_judgement_in_order"),
            models.UniqueConstraint(
                fields=["a", "b"],
                condition=Q(taken_back_at=None),
                name="statement_judgement_once",
            ),
            models.CheckConstraint(
                condition=(Q(verdict="not_comparable") & _HAS_WHY)
                | (~Q(verdict="not_comparable") & Q(why="")),
                name="statement_judgement_why_fits",
            ),
        ]

    def __str__(self) -> str:
        return f"“{self.a}” / “{self.b}”: {self.get_verdict_display()}"
