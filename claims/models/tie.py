"""What a person said of a statement, or a whole group, and a question: it belongs there, or it does not."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models.group import StatementGroup
from claims.models.question import Question
from claims.models.statement import Statement
from claims.querysets import QuestionTieQuerySet


class QuestionTie(models.Model):
    """A statement or a group kept in a question, or kept out of it. It says nothing of the claims.

    A tie is taken back, never changed: the row stays, with the time and the person. What is said of a statement
    goes before what is said of its group.
    """

    class Kind(models.TextChoices):
        """Which of the two."""

        BELONGS = "belongs", _("belongs to")
        APART = "apart", _("is kept out of")

    statement = models.ForeignKey(
        Statement, on_delete=models.CASCADE, null=True, blank=True, related_name="ties"
    )
    group = models.ForeignKey(
        StatementGroup, on_delete=models.CASCADE, null=True, blank=True, related_name="ties"
    )
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="ties")
    kind = models.CharField(_("tie"), max_length=10, choices=Kind.choices)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(_("at"), default=timezone.now)
    taken_back_at = models.DateTimeField(_("taken back"), null=True, blank=True)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = QuestionTieQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("tie to a question")
        verbose_name_plural = _("ties to questions")
        constraints = [
            models.CheckConstraint(
                condition=Q(statement=None, group__isnull=False)
                | Q(statement__isnull=False, group=None),
                name="question_tie_of_one",
            ),
            models.UniqueConstraint(
                fields=["statement", "question"],
                condition=Q(taken_back_at=None, group=None),
                name="question_tie_once",
            ),
            models.UniqueConstraint(
                fields=["group", "question"],
                condition=Q(taken_back_at=None, statement=None),
                name="question_tie_of_group_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.statement or self.group} {self.get_kind_display()} {self.question}"
