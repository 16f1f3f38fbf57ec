"""Parameters of the list of statements."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from claims.models import ClaimLink, Statement
from claims.models.question import Stance
from claims.querysets import StatementQuerySet
from partners.filters.independence import FIRST_ONLY, INDEPENDENT, has_an_earlier_copy
from partners.filters.mandates import held_then
from partners.filters.parameters import (
    IdFilter,
    OneOfFilter,
    SlugFilter,
    WordsFilter,
    published_filters,
)
from partners.filters.strictness import RowFilters
from speakers.lines import INCLUDES, roots_in_line
from speakers.models import Speaker


class StatementFilters(RowFilters):
    """Narrows the list of statements; `question`, `claim` and `stance` must hold of one and the same link, `role` and `organisation` of one mandate."""

    speaker = SlugFilter(
        method="by_speaker", description="Only statements credited to the speaker of this slug."
    )
    include = OneOfFilter(
        choices=list(INCLUDES.items()),
        method="on_line",
        description="With `speaker`, and of no effect without: also statements of the bodies it was before, of those it became, or of both.",
    )
    speaker_kind = OneOfFilter(
        choices=Speaker.Kind.choices,
        method="of_kind",
        description="Only statements of speakers of this kind.",
    )
    role = WordsFilter(
        method="on_mandate",
        description="Only statements whose speaker, on the article's day, held a post with these words in its label, by the registry.",
    )
    organisation = SlugFilter(
        method="on_mandate",
        description="Only statements whose speaker, on the article's day, held a post of the organisation of this slug.",
    )
    outlet = IdFilter(
        "version__article__outlet_id",
        description="Only statements carried by the outlet with this id.",
    )
    article = IdFilter(
        "version__article_id", description="Only statements in the article with this id."
    )
    origin = IdFilter(
        "version__article__origin_id",
        description="Only statements in articles that carry this independent report.",
    )
    independent = OneOfFilter(
        choices=FIRST_ONLY,
        method="by_independence",
        description=INDEPENDENT.format("statements in articles"),
    )
    question = SlugFilter(
        "claim__question__slug",
        method="on_link",
        description="Only statements that bear on this question.",
    )
    claim = IdFilter(
        "claim_id", method="on_link", description="Only statements that bear on this claim."
    )
    stance = OneOfFilter(
        "stance",
        choices=Stance.choices,
        method="on_link",
        description="Only statements with this stance to a claim.",
    )
    quotation = OneOfFilter(
        choices=Statement.Quotation.choices, description="Only statements quoted in this way."
    )
    cue_class = OneOfFilter(
        choices=Statement.CueClass.choices, description="Only statements of this speech act."
    )
    published_after, published_before = published_filters("version__article__published_at")
    q = WordsFilter("words", description="Only statements whose words hold these.")

    class Meta:
        model = Statement
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet[Statement]) -> QuerySet[Statement]:
        """Return the statements that all parameters hold of."""
        queryset = super().filter_queryset(queryset)
        mandate = {name: self.form.cleaned_data[name] for name in ("role", "organisation")}
        if any(mandate.values()):
            queryset = held_then(queryset, **mandate)
        on_link = {
            str(self.filters[name].field_name): self.form.cleaned_data[name]
            for name in ("question", "claim", "stance")
            if self.form.cleaned_data[name]
        }
        if not on_link:
            return queryset
        # `queryset` holds published statements only, so their side of the link needs no second look:
        # with one, the planner starts from every accepted statement instead of from the question.
        links = ClaimLink.objects.confirmed().filter(claim__question__is_published=True, **on_link)
        return queryset.filter(pk__in=links.order_by().values("statement"))

    def on_mandate(
        self, queryset: QuerySet[Statement], name: str, value: str
    ) -> QuerySet[Statement]:
        """Leave the condition to `filter_queryset`: both must hold of one and the same mandate."""
        return queryset

    def by_independence(
        self, queryset: QuerySet[Statement], name: str, value: str
    ) -> QuerySet[Statement]:
        """Statements in articles that carried their report first."""
        return queryset.exclude(has_an_earlier_copy("version__article__"))

    def on_link(self, queryset: QuerySet[Statement], name: str, value: Any) -> QuerySet[Statement]:
        """Leave the condition to `filter_queryset`, which puts those on links together."""
        return queryset

    def by_speaker(self, queryset: StatementQuerySet, name: str, value: str) -> QuerySet[Statement]:
        """Statements of the speaker, whichever of their records the slug is of, and of what `include` asks of its line."""
        speaker = Speaker.objects.select_related("canonical").filter(slug=value).first()
        if speaker is None:
            return queryset.none()
        return queryset.by_records(roots_in_line(speaker, self.form.cleaned_data["include"]))

    def on_line(self, queryset: QuerySet[Statement], name: str, value: str) -> QuerySet[Statement]:
        """Leave it to `by_speaker`."""
        return queryset

    def of_kind(self, queryset: StatementQuerySet, name: str, value: str) -> QuerySet[Statement]:
        """Statements whose speaker is of the kind: the registered one, else the one in the article."""
        return queryset.of_kind(value)
