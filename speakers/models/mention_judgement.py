"""What people said of a name in articles and a record: not that speaker, or unsure."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from speakers.models.speaker import Speaker
from speakers.querysets import MentionJudgementQuerySet


class MentionJudgement(models.Model):
    """That a name, as articles have it, does not mean a speaker, or that somebody was unsure; taken back, never changed.

    `name`, `kind` and `affiliation` are what statements have of their source. `scope` is empty for what holds in every
    article, else it names the one article, for names that mean somebody else in the next ("the ministry"). That a name does mean
    a speaker is no judgement here: the statements are credited to the speaker.
    """

    class Verdict(models.TextChoices):
        """What the name is to the record."""

        NOT_SAME = "not_same", _("not the same")
        UNSURE = "unsure", _("unsure")

    name = models.CharField(_("name in the article"), max_length=300)
    kind = models.CharField(_("kind"), max_length=20, choices=Speaker.Kind.choices, blank=True)
    affiliation = models.CharField(_("affiliation in the article"), max_length=500, blank=True)
    scope = models.CharField(_("where"), max_length=40, blank=True)
    speaker = models.ForeignKey(Speaker, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict.choices)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(_("at"), default=timezone.now)
    taken_back_at = models.DateTimeField(_("taken back"), null=True, blank=True)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = MentionJudgementQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("judgement on a name in articles")
        verbose_name_plural = _("judgements on names in articles")
        constraints = [
            models.UniqueConstraint(
                fields=["name", "kind", "affiliation", "scope", "speaker"],
                condition=Q(taken_back_at=None),
                name="mention_judgement_once",
            )
        ]

    def __str__(self) -> str:
        return f"“{self.name}” / {self.speaker}: {self.get_verdict_display()}"
