"""Parameters of the lists of questions and of claims."""

from __future__ import annotations

from claims.models import Claim, Question
from partners.filters.parameters import OneOfFilter, SlugFilter, WordsFilter
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
    q = WordsFilter("text", description="Only claims that hold these words.")

    class Meta:
        model = Claim
        fields: list[str] = []
