"""Ways to ask for proposed links to speakers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models
from django.db.models import Case, Q, Value, When
from django.db.models.functions import Cast, Concat

if TYPE_CHECKING:
    from claims.models import LinkProposal  # noqa: F401 - named in a string below


class LinkProposalQuerySet(models.QuerySet["LinkProposal"]):
    """Proposed links to speakers."""

    def waiting(self, *, is_unsure: bool = False) -> LinkProposalQuerySet:
        """Proposals with statements that are still unlinked, and that nobody has judged; or those left unsure."""
        judged = apps.get_model("speakers", "MentionJudgement").objects.standing()
        of_name = {
            name: models.OuterRef(name) for name in ("name", "kind", "affiliation", "speaker")
        }
        scope = Case(
            When(article=None, then=Value("")),
            default=Concat(Value("article:"), Cast("article", models.CharField())),
        )
        judged = judged.filter(**of_name, scope=models.OuterRef("in_scope"))
        if is_unsure:
            judged = judged.filter(verdict="unsure")
        was_judged = models.Exists(judged)
        rows = self.alias(in_scope=scope).filter(was_judged if is_unsure else ~was_judged)
        return rows.filter(_has_unlinked(), speaker__canonical=None)


def _has_unlinked() -> Q:
    """Whether a statement with the proposal's name is still unlinked, in its article if it is for one alone."""
    unlinked = apps.get_model("claims", "Statement").objects.unlinked()
    named = unlinked.filter(
        speaker_name=models.OuterRef("name"),
        speaker_kind=models.OuterRef("kind"),
        affiliation_words=models.OuterRef("affiliation"),
    )
    in_article = named.filter(version__article=models.OuterRef("article"))
    return (Q(article=None) & models.Exists(named)) | models.Exists(in_article)
