"""What engines found about likeness and rivalry: looked at, never changed here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import admin

from claims.admin.permissions import ReadOnlyMixin
from claims.models import LinkSuggestion, RatedPair, StatementGroup

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin

    PairBase = ModelAdmin[RatedPair]
    SuggestionBase = ModelAdmin[LinkSuggestion]
    GroupBase = ModelAdmin[StatementGroup]
else:
    PairBase = SuggestionBase = GroupBase = admin.ModelAdmin


@admin.register(RatedPair)
class RatedPairAdmin(ReadOnlyMixin, PairBase):
    """How two statements were read against each other."""

    list_display = ("a", "relation", "b", "score", "likeness", "made_at")
    list_filter = ("relation", "made_at")
    search_fields = ("a__words", "b__words")
    list_select_related = ("a", "b")
    show_full_result_count = False


@admin.register(LinkSuggestion)
class LinkSuggestionAdmin(ReadOnlyMixin, SuggestionBase):
    """What a suggested link rests on."""

    list_display = ("link", "relation", "rivalry", "likeness", "made_at")
    list_filter = ("link__state", "relation", "made_at")
    search_fields = ("link__statement__words", "link__claim__text")
    list_select_related = ("link__statement", "link__claim")
    show_full_result_count = False


@admin.register(StatementGroup)
class StatementGroupAdmin(ReadOnlyMixin, GroupBase):
    """Statements about one thing, and what a person made of the group."""

    list_display = ("number", "state", "score", "rivals", "decided_by", "decided_at")
    list_filter = ("state", "made_at")
    search_fields = ("members__statement__words",)
    list_select_related = ("rivals__a", "rivals__b", "decided_by")
    show_full_result_count = False
