"""A name in articles that no record is credited for yet, and the record that it may mean."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from claims.proposal_querysets import LinkProposalQuerySet
from speakers.models import Speaker
from speakers.reasons import said


class LinkProposal(models.Model):
    """Statements whose source has this name may be a speaker's, for a person to judge; derived, made anew at will.

    `name`, `kind` and `affiliation` are those of the statements. A name that means somebody else in the next article ("the
    navy") is proposed for one `article` alone. `alias` is the registered name that matched.
    """

    name = models.CharField(_("name in the article"), max_length=300)
    kind = models.CharField(_("kind"), max_length=20, choices=Speaker.Kind.choices, blank=True)
    affiliation = models.CharField(_("affiliation in the article"), max_length=500, blank=True)
    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    speaker = models.ForeignKey(Speaker, on_delete=models.CASCADE, related_name="+")
    alias = models.CharField(_("name that matched"), max_length=300)
    score = models.FloatField(_("likeness"))
    reasons = models.JSONField(_("reasons"), default=list)
    n_statements = models.PositiveIntegerField(_("statements"), default=0)
    made_at = models.DateTimeField(_("made"), default=timezone.now)

    objects = LinkProposalQuerySet.as_manager()

    class Meta:
        ordering = ["-score", "pk"]
        verbose_name = _("proposed link to a speaker")
        verbose_name_plural = _("proposed links to speakers")
        constraints = [
            models.UniqueConstraint(
                fields=["name", "kind", "affiliation", "speaker"],
                condition=models.Q(article=None),
                name="link_proposal_once",
            ),
            models.UniqueConstraint(
                fields=["name", "kind", "affiliation", "article", "speaker"],
                condition=~models.Q(article=None),
                name="link_proposal_once_an_article",
            ),
        ]
        indexes = [
            models.Index(fields=["-score", "id"], name="link_proposal_by_score"),
            models.Index(fields=["-n_statements", "-score", "id"], name="link_proposal_by_weight"),
        ]

    def __str__(self) -> str:
        return f"“{self.name}” / {self.speaker}"

    @property
    def scope(self) -> str:
        """Where it holds, as judgements on names have it: in every article, or in one."""
        return f"article:{self.article_id}" if self.article_id else ""

    @property
    def reasons_said(self) -> list[str]:
        """Why the name may mean the speaker, in the reader's language."""
        return said(self.reasons)
