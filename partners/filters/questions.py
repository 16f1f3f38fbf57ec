"""Parameters of the lists of questions and of claims."""

from __future__ import annotations

from django.db.models import QuerySet

from claims.models import Claim, PartnerReview, Question
from partners.counts import origins_of_claim
from partners.filters.parameters import IdFilter, OneOfFilter, SlugFilter, WordsFilter
from partners.filters.strictness import RowFilters


class QuestionFilters(RowFilters):
    """Narrows the list of questions."""

    answer_kind = OneOfFilter(
        choices=Question.AnswerKind.choices,
        description="Only questions that take this kind of answer.",
    )
    q = WordsFilter("text", description="Only questions that hold these words.")

    class Meta:
        model = Question
        fields: list[str] = []


class ClaimFilters(RowFilters):
    """Narrows the list of claims."""

    question = SlugFilter(
        "question__slug", description="Only claims that answer the question of this slug."
    )
    min_origins = IdFilter(
        method="by_origins",
        description="Only claims that at least so many independent reports speak to.",
    )
    reviewed_by = WordsFilter(
        method="by_reviewer",
        description="Only claims that a partner whose name holds these words has reviewed.",
    )
    q = WordsFilter("text", description="Only claims that hold these words.")

    class Meta:
        model = Claim
        fields: list[str] = []

    def by_origins(self, queryset: QuerySet[Claim], name: str, value: int) -> QuerySet[Claim]:
        """Claims that so many independent reports speak to."""
        return queryset.alias(n_origins=origins_of_claim()).filter(n_origins__gte=value)

    def by_reviewer(self, queryset: QuerySet[Claim], name: str, value: str) -> QuerySet[Claim]:
        """Claims with a review, which an editor has confirmed, of such a partner."""
        reviews = PartnerReview.objects.confirmed().filter(partner__icontains=value)
        return queryset.filter(pk__in=reviews.order_by().values("claim"))
