"""The log of what people did to questions: merged, split, their claims related, statements kept in or out."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models.question import Question
from claims.querysets import QuestionEventQuerySet


class QuestionEvent(models.Model):
    """One act on a question: who, when, what, and why. Written once, as a `ReviewEvent` is.

    `moves` says which rows went from where to where, in the shape of `claims.services.moves.Moves`; `details` is
    what the act was about, in words that stay true when the rows change. `other` is the question that was merged
    into this one or split off from it.
    """

    class Act(models.TextChoices):
        """What was done."""

        MERGE = "merge", _("merged another question into this one")
        SPLIT = "split", _("split off a question")
        RELATE = "relate", _("related two claims")
        UNRELATE = "unrelate", _("removed a relation of claims")
        TIE = "tie", _("kept statements in or out")
        UNTIE = "untie", _("took back “kept in” or “kept out”")
        REVIEW = "review", _("took or refused a partner’s review")
        UNDO = "undo", _("took back")

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="events")
    other = models.ForeignKey(
        Question, on_delete=models.PROTECT, null=True, blank=True, related_name="other_events"
    )
    act = models.CharField(_("act"), max_length=10, choices=Act.choices)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(_("at"), default=timezone.now)
    moves = models.JSONField(_("moves"), default=dict)
    details = models.JSONField(_("details"), default=dict)
    why = models.CharField(_("why"), max_length=500, blank=True)
    undoes = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="undone_by",
        verbose_name=_("undoes"),
    )

    objects = QuestionEventQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("act on a question")
        verbose_name_plural = _("acts on questions")
        indexes = [
            models.Index(fields=["question", "-id"], name="question_event_by_question"),
            models.Index(fields=["other", "-id"], name="question_event_by_other"),
            models.Index(fields=["-at", "-id"], name="question_event_by_time"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(act__in=["merge", "split"]) | Q(other__isnull=False),
                name="question_event_names_both",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_act_display()}: {self.question}"

    @property
    def can_be_undone(self) -> bool:
        """Whether this act can be taken back here: a merge or a split that stands."""
        return self.act in {self.Act.MERGE, self.Act.SPLIT} and not hasattr(self, "undone_by")
