"""What is in dispute, the rival answers, and the statements that bear on them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.paths import path_to
from claims.models.statement import Statement
from claims.querysets_questions import ClaimLinkQuerySet, ClaimQuerySet, QuestionQuerySet


class Question(models.Model):
    """What is in dispute, with the kind of answer it takes. It never has a right answer here.

    A question merged into another keeps its row and its slug, so that old addresses lead on; its claims stand
    on the other. `row_version` grows with every act on the question's own shape.
    """

    class AnswerKind(models.TextChoices):
        """What an answer looks like."""

        YES_NO = "yes_no", _("yes or no")
        NUMBER = "number", _("a number")
        WHO = "who", _("who")
        WHEN = "when", _("when")
        WHERE = "where", _("where")
        FREE = "free", _("in words")

    text = models.CharField(_("question"), max_length=300)
    slug = models.SlugField(_("slug"), max_length=120, unique=True)
    answer_kind = models.CharField(_("kind of answer"), max_length=10, choices=AnswerKind.choices)
    unit = models.CharField(_("unit"), max_length=60, blank=True)
    summary = models.TextField(_("what the dispute is about"), blank=True)
    is_published = models.BooleanField(_("published"), default=True)
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="merged",
        verbose_name=_("merged into"),
        editable=False,
    )
    row_version = models.PositiveIntegerField(_("row version"), default=1, editable=False)
    created_at = models.DateTimeField(_("opened"), default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        """Return the contrast page."""
        return path_to("claims:question-detail", self.slug)

    @property
    def standing(self) -> Question:
        """The question that this one lives on in: itself, unless it was merged."""
        found, seen = self, {self.pk}
        while found.merged_into is not None and found.merged_into_id not in seen:
            found = found.merged_into
            seen.add(found.pk)
        return found


class Claim(models.Model):
    """One answer to a question, as a proposition somebody could hold.

    A claim that says the same as another of a merged question is folded into it: its links stand there.
    """

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="claims")
    slug = models.SlugField(_("slug"), max_length=120)
    text = models.CharField(_("claim"), max_length=300)
    answer = models.CharField(_("short answer"), max_length=120, blank=True)
    folded_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="folded",
        verbose_name=_("folded into"),
        editable=False,
    )
    created_at = models.DateTimeField(_("opened"), default=timezone.now)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["question", "text"]
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        constraints = [models.UniqueConstraint(fields=["question", "slug"], name="claim_slug_once")]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        """Return the claim's place on the contrast page."""
        return f"{self.question.get_absolute_url()}#claim-{self.slug}"

    @property
    def detail_url(self) -> str:
        """Return the claim's own page, which anybody may read once the question is published."""
        return path_to("claims:claim-detail", self.pk)


class Stance(models.TextChoices):
    """What a statement does to a claim."""

    ASSERTS = "asserts", _("asserts")
    DENIES = "denies", _("denies")
    QUALIFIES = "qualifies", _("qualifies")


class ClaimLink(models.Model):
    """A statement bears on a claim, with a stance; suggested by an engine or set by an editor."""

    class State(models.TextChoices):
        """Who stands behind it."""

        SUGGESTED = "suggested", _("suggested")
        CONFIRMED = "confirmed", _("confirmed")
        REFUSED = "refused", _("refused")
        FOLDED = "folded", _("stands on the claim that this one was folded into")

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="links")
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="links")
    stance = models.CharField(_("stance"), max_length=10, choices=Stance.choices)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.SUGGESTED
    )
    score = models.FloatField(_("score"), null=True, blank=True)
    reasons = models.JSONField(_("reasons"), default=list, blank=True)
    created_at = models.DateTimeField(_("linked"), default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = ClaimLinkQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("link")
        verbose_name_plural = _("links")
        constraints = [
            models.UniqueConstraint(fields=["statement", "claim"], name="link_once"),
            models.CheckConstraint(
                condition=Q(score=None) | Q(score__gte=0.0, score__lte=1.0),
                name="link_score_is_share",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.statement} {self.get_stance_display()} {self.claim}"
