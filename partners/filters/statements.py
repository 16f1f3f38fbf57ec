"""Parameters of the list of statements."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import Q, QuerySet
from django.utils.functional import cached_property

from articles.models import ArticleVersion
from claims.models import ClaimLink, Statement
from claims.models.question import Stance
from claims.models.statement import UNLINKED_KIND
from claims.querysets import StatementQuerySet
from claims.search.holding import words_held
from claims.search.words import parse_words
from partners.filters.independence import FIRST_ONLY, INDEPENDENT, has_an_earlier_copy
from partners.filters.mandates import Mandates, find_mandates
from partners.filters.parameters import (
    IdFilter,
    OneOfFilter,
    SlugFilter,
    WordsFilter,
    published_filters,
)
from partners.filters.strictness import RowFilters
from partners.finding import Parents, seek_keys, sort_keys, walk_keys
from partners.pagination import Cursor
from partners.weeks import Time, seek_in_weeks
from speakers.lines import INCLUDES, roots_in_line
from speakers.models import Speaker

# Of a kind with more, there are statements everywhere.
N_RECORDS = 500


class StatementFilters(RowFilters):
    """Narrows the list of statements; `question`, `claim` and `stance` must hold of one and the same link, `role` and `organisation` of one mandate."""

    of_articles: ClassVar[frozenset[str]] = frozenset({"outlet", "article", "origin"})

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
    q = WordsFilter(
        method="holding",
        description="Only statements whose words hold these; read as the search page reads them.",
    )

    class Meta:
        model = Statement
        fields: list[str] = []

    def find_keys(self, cursor: Cursor, n: int) -> list[int]:
        """Return the next `n` keys that all parameters hold of, on the way that the cursor goes."""
        if self.given & {"question", "claim"}:  # an index of links has those, and they are few
            return sort_keys(self.within, cursor.stretch, n, is_forward=cursor.is_forward)
        of: Parents | None = None
        on_link = "stance" in self.given
        seeks = on_link or bool(self.given & {"speaker_kind", "role", "organisation", "q"})
        if "speaker" in self.given:  # of one record alone an index has the order
            seeks = on_link or len(self.records) > 1
        elif not on_link and "q" not in self.given:
            if self.given & self.of_articles:
                seeks, of = True, Parents("version", self._versions())
            elif self.given & {"published_after", "published_before"}:
                given = self.form.cleaned_data
                time = Time(given["published_after"], given["published_before"])
                return seek_in_weeks(
                    self.within, cursor.stretch, n, is_forward=cursor.is_forward, time=time
                )
        if not seeks:
            return walk_keys(self.within, cursor.stretch, n, is_forward=cursor.is_forward)
        return seek_keys(self.within, cursor.stretch, n, is_forward=cursor.is_forward, of=of)

    @cached_property
    def mandates(self) -> Mandates:
        """The mandates that both `role` and `organisation` hold of."""
        given = self.form.cleaned_data
        return find_mandates(role=given["role"], organisation=given["organisation"])

    @cached_property
    def records(self) -> list[int]:
        """The records of the speaker, whichever of them the slug is of, and of what `include` asks of its line.

        The keys themselves: with a query in their place, no index gives the statements in their order.
        """
        given = self.form.cleaned_data
        speaker = Speaker.objects.select_related("canonical").filter(slug=given["speaker"]).first()
        if speaker is None:
            return []
        roots = roots_in_line(speaker, given["include"])
        of_roots = Speaker.objects.filter(Q(pk__in=roots) | Q(canonical__in=roots))
        return list(of_roots.values_list("pk", flat=True))

    def _versions(self) -> QuerySet[ArticleVersion]:
        """The texts of the articles that are asked for."""
        asked = {}
        for name in self.given & {*self.of_articles, "published_after", "published_before"}:
            column = str(self.filters[name].field_name).removeprefix("version__")
            asked[f"{column}__{self.filters[name].lookup_expr}"] = self.form.cleaned_data[name]
        return ArticleVersion.objects.filter(**asked)

    def filter_queryset(self, queryset: QuerySet[Statement]) -> QuerySet[Statement]:
        """Return the statements that all parameters hold of."""
        queryset = super().filter_queryset(queryset)
        if self.given & {"role", "organisation"}:
            queryset = self.mandates.held_then(queryset)
        on_link = {
            str(self.filters[name].field_name): self.form.cleaned_data[name]
            for name in ("question", "claim", "stance")
            if self.form.cleaned_data[name]
        }
        if not on_link:
            return queryset
        # `queryset` holds published statements only, so their side of the link needs no second look:
        # with one, the planner starts from every accepted statement instead of from the question.
        links = ClaimLink.objects.confirmed().filter(
            self.stretch.of("statement_id"), claim__question__is_published=True, **on_link
        )
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
        """Statements of the speaker and, if asked for, of its line."""
        return queryset.filter(speaker__in=self.records)

    def on_line(self, queryset: QuerySet[Statement], name: str, value: str) -> QuerySet[Statement]:
        """Leave it to `by_speaker`."""
        return queryset

    def of_kind(self, queryset: StatementQuerySet, name: str, value: str) -> QuerySet[Statement]:
        """Statements whose speaker is of the kind: the registered one, else the one in the article."""
        if len(self.records_of_kind) > N_RECORDS:
            return queryset.of_kind(value)
        registered = Q(speaker__in=self.records_of_kind)
        of_kind = queryset.alias(unlinked_kind=UNLINKED_KIND)
        return of_kind.filter(registered | Q(unlinked_kind=value))

    @cached_property
    def records_of_kind(self) -> list[int]:
        """The records that are one with a speaker of the kind; no more than one beyond `N_RECORDS`."""
        kind = self.form.cleaned_data["speaker_kind"]
        records = Speaker.objects.filter(Q(canonical=None, kind=kind) | Q(canonical__kind=kind))
        return list(records.values_list("pk", flat=True)[: N_RECORDS + 1])

    def holding(self, queryset: StatementQuerySet, name: str, value: str) -> QuerySet[Statement]:
        """Statements whose own words hold what is asked."""
        span = (self.stretch.after, self.stretch.before)
        return queryset.filter(words_held(parse_words(value), span=span, using=queryset.db))
