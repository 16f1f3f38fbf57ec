"""The log of acts on questions, ties of statements to them, and partners' reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from claims.admin.permissions import ReadOnlyMixin, actor_of
from claims.models import PartnerReview, QuestionEvent, QuestionTie
from claims.services.partner_reviews import decide_partner_review
from claims.services.ties import take_back_tie

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin

    EventBase = ModelAdmin[QuestionEvent]
    TieBase = ModelAdmin[QuestionTie]
    ReviewBase = ModelAdmin[PartnerReview]
else:
    EventBase = TieBase = ReviewBase = admin.ModelAdmin

State = PartnerReview.State


@admin.register(QuestionEvent)
class QuestionEventAdmin(ReadOnlyMixin, EventBase):
    """What was done to questions; undone on the question's own page."""

    list_display = ("at", "act", "question", "other", "actor", "why")
    list_filter = ("act", "at")
    search_fields = ("question__text", "other__text", "actor__username", "why")
    list_select_related = ("question", "other", "actor")
    show_full_result_count = False


@admin.register(QuestionTie)
class QuestionTieAdmin(ReadOnlyMixin, TieBase):
    """What belongs to a question and what is kept out of it."""

    list_display = ("statement", "group", "kind", "question", "actor", "at", "taken_back_at")
    list_filter = ("kind", "at")
    search_fields = ("statement__words", "question__text", "actor__username")
    list_select_related = ("statement", "group", "question", "actor")
    show_full_result_count = False
    actions = ("take_back_selected",)

    @admin.action(description=_("Take the selected ties back"), permissions=["review"])
    def take_back_selected(self, request: HttpRequest, queryset: QuerySet[QuestionTie]) -> None:
        """Take each chosen tie back."""
        n = sum(take_back_tie(tie=each, actor=actor_of(request)) for each in queryset)
        said = ngettext("%(n)s tie taken back.", "%(n)s ties taken back.", n)
        messages.success(request, said % {"n": n})


@admin.register(PartnerReview)
class PartnerReviewAdmin(ReadOnlyMixin, ReviewBase):
    """What partners said of claims, in their words."""

    list_display = ("partner", "rating", "claim", "state", "published_on", "decided_by", "url")
    list_filter = ("state", "partner", "language", "published_on")
    search_fields = ("partner", "rating", "claim__text", "claim_reviewed", "author", "url")
    list_select_related = ("claim", "decided_by")
    show_full_result_count = False
    actions = ("confirm_selected", "refuse_selected")

    @admin.action(description=_("Confirm the selected reviews"), permissions=["review"])
    def confirm_selected(self, request: HttpRequest, queryset: QuerySet[PartnerReview]) -> None:
        """Say of each that it is about its claim."""
        _decide(request, queryset, State.CONFIRMED)

    @admin.action(description=_("Refuse the selected reviews"), permissions=["review"])
    def refuse_selected(self, request: HttpRequest, queryset: QuerySet[PartnerReview]) -> None:
        """Say of each that it is not about its claim."""
        _decide(request, queryset, State.REFUSED)


def _decide(request: HttpRequest, reviews: QuerySet[PartnerReview], state: State) -> None:
    n = 0
    for review in reviews:
        decide_partner_review(
            review_id=review.pk, shown=review.state, state=state, actor=actor_of(request)
        )
        n += 1
    said = ngettext("%(n)s review decided.", "%(n)s reviews decided.", n)
    messages.success(request, said % {"n": n})
