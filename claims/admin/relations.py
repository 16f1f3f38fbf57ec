"""What editors said of pairs: relations of claims are edited here, judgements only looked at and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from claims.admin.permissions import ReadOnlyMixin, actor_of
from claims.models import ClaimRelation, StatementJudgement
from claims.services.relations import take_back_judgement

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin

    RelationBase = ModelAdmin[ClaimRelation]
    JudgementBase = ModelAdmin[StatementJudgement]
else:
    RelationBase = JudgementBase = admin.ModelAdmin


@admin.register(ClaimRelation)
class ClaimRelationAdmin(RelationBase):
    """What one claim does to another."""

    list_display = ("claim", "kind", "other", "why", "actor", "at")
    list_filter = ("kind", "why", "at")
    search_fields = ("claim__text", "other__text", "claim__question__text")
    list_select_related = ("claim", "other", "actor")
    autocomplete_fields = ("claim", "other")
    fields = ("claim", "kind", "other", "why")
    show_full_result_count = False

    def save_model(
        self,
        request: HttpRequest,
        obj: ClaimRelation,
        form: ModelForm[ClaimRelation],
        change: bool,
    ) -> None:
        """Note who said so."""
        obj.actor = actor_of(request)
        super().save_model(request, obj, form, change)


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
