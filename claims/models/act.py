"""One act: what one person did in one go, to one statement or to hundreds; an entry of the history."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from claims.models.question import Question
from claims.querysets import ActQuerySet


class ActKind(models.TextChoices):
    """What was done."""

    ADD = "add", _("added")
    ACCEPT = "accept", _("accepted")
    REJECT = "reject", _("rejected")
    WITHDRAW = "withdraw", _("withdrawn")
    UNSURE = "unsure", _("marked unsure")
    ASSIGN = "assign", _("assigned")
    COMMENT = "comment", _("commented on")
    READ_AGAIN = "read_again", _("read a second time")
    SETTLE = "settle", _("settled")
    RETURN = "return", _("sent back")
    CORRECT_SPEAKER = "correct_speaker", _("speaker corrected")
    CORRECT_SPANS = "correct_spans", _("words corrected")
    CORRECT_QUOTATION = "correct_quotation", _("quotation corrected")
    CORRECT_CUE_CLASS = "correct_cue_class", _("speech act corrected")
    CORRECT_MODALITY = "correct_modality", _("modality corrected")
    SPLIT = "split", _("split")
    JOIN = "join", _("joined")
    LINK = "link", _("linked to a claim")
    UNLINK = "unlink", _("unlinked from a claim")
    UNDO = "undo", _("undone")


# Acts whose events hang together: they are taken back all at once or not at all.
INDIVISIBLE = frozenset({ActKind.SPLIT, ActKind.JOIN})


class Act(models.Model):
    """What one person did in one go: its events say what it did to each statement.

    What was done, by whom, when and why is written once (`claims.triggers`). The counts, and the one article
    and question it was on, follow from its events and are kept beside them by `claims.services.events`, so
    that a page of the history needs no counting. `batch` is the handle by which services add events to an act
    that has begun. `undoes` names the act that this one takes back, whole or in part.
    """

    Kind = ActKind

    kind = models.CharField(_("act"), max_length=20, choices=ActKind.choices)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="acts",
        verbose_name=_("who"),
    )
    at = models.DateTimeField(_("at"), default=timezone.now)
    why = models.CharField(_("why"), max_length=500, blank=True)
    batch = models.UUIDField(_("handle"), default=uuid.uuid4, unique=True, editable=False)
    undoes = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="undone_in",
        verbose_name=_("undoes"),
    )
    article = models.ForeignKey(
        Article, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    question = models.ForeignKey(
        Question, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    n_statements = models.PositiveIntegerField(_("statements"), default=0)
    n_events = models.PositiveIntegerField(_("events"), default=0)
    n_undone = models.PositiveIntegerField(_("events taken back"), default=0)

    objects = ActQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("act")
        verbose_name_plural = _("acts")
        constraints = [
            models.CheckConstraint(
                condition=Q(n_undone__lte=F("n_events")), name="act_undone_within_events"
            ),
        ]
        indexes = [
            models.Index(fields=["-at", "-id"], name="act_by_time"),
            models.Index(fields=["actor", "-at", "-id"], name="act_by_actor"),
            models.Index(fields=["kind", "-at", "-id"], name="act_by_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.n_statements})"

    def get_absolute_url(self) -> str:
        """Return the page of this act."""
        return reverse("claims:act-detail", args=[self.pk])

    @property
    def is_undone(self) -> bool:
        """Whether nothing of it stands any more."""
        return 0 < self.n_undone == self.n_events

    @property
    def is_undone_in_part(self) -> bool:
        """Whether some of it was taken back, and some stands."""
        return 0 < self.n_undone < self.n_events

    @property
    def can_be_undone(self) -> bool:
        """Whether something of it stands and could be taken back; a comment changes nothing."""
        return self.kind != ActKind.COMMENT and self.n_undone < self.n_events
