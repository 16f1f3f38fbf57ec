"""What editors said of pairs: looked at and taken back here, said on the pages themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from claims.admin.permissions import ReadOnlyMixin, actor_of
from claims.models import ClaimRelation, StatementJudgement
from claims.services.relations import take_back_judgement, unrelate_claims

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin

    RelationBase = ModelAdmin[ClaimRelation]
    JudgementBase = ModelAdmin[StatementJudgement]
else:
    RelationBase = JudgementBase = admin.ModelAdmin


@admin.register(ClaimRelation)
class ClaimRelationAdmin(ReadOnlyMixin, RelationBase):
    """What one claim does to another; set and removed on the question's page."""

    list_display = ("claim", "kind", "other", "why", "actor", "at")
    list_filter = ("kind", "why", "at")
    search_fields = ("claim__text", "other__text", "claim__question__text")
    list_select_related = ("claim", "other", "actor")
    show_full_result_count = False
    actions = ("remove_selected",)

    @admin.action(description=_("Remove the selected relations"), permissions=["review"])
    def remove_selected(self, request: HttpRequest, queryset: QuerySet[ClaimRelation]) -> None:
        """Remove each chosen relation, on record."""
        n = sum(
            unrelate_claims(relation_id=each.pk, kind=each.kind, actor=actor_of(request))
            for each in queryset
        )
        said = ngettext("%(n)s relation removed.", "%(n)s relations removed.", n)
        messages.success(request, said % {"n": n})


@admin.register(StatementJudgement)
class StatementJudgementAdmin(ReadOnlyMixin, JudgementBase):
    """What was said of pairs of statements, and taken back."""

    list_display = ("a", "verdict", "b", "why", "actor", "at", "taken_back_at")
    list_filter = ("verdict", "why", "at")
    search_fields = ("a__words", "b__words", "actor__username")
    list_select_related = ("a", "b", "actor")
    show_full_result_count = False
    actions = ("take_back_selected",)

    @admin.action(description=_("Take the selected judgements back"), permissions=["review"])
    def take_back_selected(
        self, request: HttpRequest, queryset: QuerySet[StatementJudgement]
    ) -> None:
        """Take each chosen judgement back."""
        n = sum(take_back_judgement(judgement=each, actor=actor_of(request)) for each in queryset)
        said = ngettext("%(n)s judgement taken back.", "%(n)s judgements taken back.", n)
        messages.success(request, said % {"n": n})
