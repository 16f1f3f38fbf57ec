"""Query parameters of the lists. Whatever cannot be meant is refused, never ignored.

An identifier that names nothing published gives an empty list, not an error: whether something unpublished stands
behind it is nobody's business.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, ClassVar

from django import forms
from django.db.models import Q, QuerySet
from django_filters import rest_framework as filters  # type: ignore[import-untyped]
from drf_spectacular.drainage import set_override
from rest_framework.request import Request
from rest_framework.views import APIView

from articles.models import Article
from claims.models import Claim, ClaimLink, Question, Statement
from claims.models.question import Stance
from partners.errors import ParameterError
from partners.pagination import MAX_ID
from speakers.models import Speaker

MAX_QUERY = 200
SLUG_PATTERN = "^[-a-zA-Z0-9_]{1,120}$"
COUNTRY_PATTERN = "^[A-Z]{2}$"
_INSTANT = re.compile(r"\d{4}-\d\d-\d\d([Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d))?", re.ASCII)
_LEAP_SECOND = re.compile(r"(?<=:)60(?=[.Zz+-])")
FIRST = dt.datetime.min.replace(tzinfo=dt.UTC)
LAST = dt.datetime.max.replace(tzinfo=dt.UTC)


class InstantField(forms.CharField):
    """A day (its first moment in UTC) or a moment with its offset, both as RFC 3339 writes them."""

    def to_python(self, value: Any) -> Any:
        """Return the moment in UTC, at the edge of the calendar if it lies beyond."""
        text = super().to_python(value)
        if not text:
            return None
        try:
            moment = _read_instant(str(text))
        except ValueError:
            raise forms.ValidationError(
                "Expected a date, or a date and time with its offset."
            ) from None
        if moment.tzinfo is None:
            return moment.replace(tzinfo=dt.UTC)
        try:
            return moment.astimezone(dt.UTC)
        except OverflowError:
            return LAST if moment.year == dt.MAXYEAR else FIRST


def _read_instant(text: str) -> dt.datetime:
    if not _INSTANT.fullmatch(text):
        raise ValueError(text)
    return dt.datetime.fromisoformat(_LEAP_SECOND.sub("59", text.upper()))


class IdField(forms.CharField):
    """A row's id, in plain digits."""

    def to_python(self, value: Any) -> Any:
        """Return the id as a number."""
        text = super().to_python(value)
        if not text:
            return None
        if not re.fullmatch("[0-9]{1,19}", text) or not 1 <= int(text) <= MAX_ID:
            raise forms.ValidationError(f"Expected a whole number from 1 to {MAX_ID}.")
        return int(text)


class DescribedFilter(filters.Filter):  # type: ignore[misc]
    """A filter that says in the OpenAPI document exactly what it accepts."""

    schema: ClassVar[dict[str, Any]] = {}

    def __init__(self, *args: Any, description: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_override(self, "field", {**self.schema, "description": description})


class WordsFilter(DescribedFilter):
    """Rows that hold the words, whatever their case."""

    field_class = forms.CharField
    schema: ClassVar[dict[str, Any]] = {
        "type": "string",
        "maxLength": MAX_QUERY,
        "pattern": "^[^\\u0000]*$",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, lookup_expr="icontains", max_length=MAX_QUERY, **kwargs)


class SlugFilter(DescribedFilter):
    """Rows that belong to the one of this slug."""

    field_class = forms.RegexField
    schema: ClassVar[dict[str, Any]] = {"type": "string", "pattern": SLUG_PATTERN}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, regex=SLUG_PATTERN, strip=False, **kwargs)


class CountryFilter(DescribedFilter):
    """Rows of one country."""

    field_class = forms.RegexField
    schema: ClassVar[dict[str, Any]] = {"type": "string", "pattern": COUNTRY_PATTERN}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, regex=COUNTRY_PATTERN, strip=False, **kwargs)


class IdFilter(DescribedFilter):
    """Rows that belong to the one of this id."""

    field_class = IdField
    schema: ClassVar[dict[str, Any]] = {"type": "integer", "minimum": 1, "maximum": MAX_ID}


class InstantFilter(DescribedFilter):
    """Rows from, or until, a moment."""

    field_class = InstantField
    schema: ClassVar[dict[str, Any]] = {
        "anyOf": [{"type": "string", "format": "date"}, {"type": "string", "format": "date-time"}]
    }


class OneOfFilter(DescribedFilter):
    """Rows with one of the values that `choices` lists."""

    field_class = forms.ChoiceField

    def __init__(
        self, *args: Any, choices: list[tuple[str, Any]], description: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, choices=choices, description=description, **kwargs)
        values = [value for value, _ in choices]
        set_override(self, "field", {"type": "string", "enum": values, "description": description})


def _published_filters(field_name: str) -> tuple[InstantFilter, InstantFilter]:
    return (
        InstantFilter(
            field_name, "gte", description="Only what the outlet published at this moment or later."
        ),
        InstantFilter(
            field_name, "lt", description="Only what the outlet published before this moment."
        ),
    )


class RowFilters(filters.FilterSet):  # type: ignore[misc]
    """What the filters of every list have in common."""

    @classmethod
    def known_parameters(cls) -> set[str]:
        """Return what the list takes: its filters, and the two parameters of every page."""
        return {*cls.base_filters, "cursor", "page_size"}


class ArticleFilters(RowFilters):
    """Narrows the list of articles."""

    outlet = IdFilter("outlet_id", description="Only articles of the outlet with this id.")
    published_after, published_before = _published_filters("published_at")
    q = WordsFilter("title", description="Only articles whose title holds these words.")

    class Meta:
        model = Article
        fields: list[str] = []


class StatementFilters(RowFilters):
    """Narrows the list of statements; `question`, `claim` and `stance` must hold of one and the same link."""

    speaker = SlugFilter(
        "speaker__slug", description="Only statements credited to the speaker of this slug."
    )
    speaker_kind = OneOfFilter(
        choices=Speaker.Kind.choices,
        method="of_kind",
        description="Only statements of speakers of this kind.",
    )
    outlet = IdFilter(
        "version__article__outlet_id",
        description="Only statements carried by the outlet with this id.",
    )
    article = IdFilter(
        "version__article_id", description="Only statements in the article with this id."
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
    published_after, published_before = _published_filters("version__article__published_at")
    q = WordsFilter("words", description="Only statements whose words hold these.")

    class Meta:
        model = Statement
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet[Statement]) -> QuerySet[Statement]:
        """Return the statements that all parameters hold of."""
        queryset = super().filter_queryset(queryset)
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

    def on_link(self, queryset: QuerySet[Statement], name: str, value: Any) -> QuerySet[Statement]:
        """Leave the condition to `filter_queryset`, which puts those on links together."""
        return queryset

    def of_kind(self, queryset: QuerySet[Statement], name: str, value: str) -> QuerySet[Statement]:
        """Statements whose speaker is of the kind: the registered one, else the one in the article."""
        return queryset.filter(Q(speaker__kind=value) | Q(speaker=None, speaker_kind=value))


class SpeakerFilters(RowFilters):
    """Narrows the list of speakers."""

    kind = OneOfFilter(choices=Speaker.Kind.choices, description="Only speakers of this kind.")
    country = CountryFilter(description="Only speakers of the country with this ISO 3166-1 code.")
    q = WordsFilter(
        method="by_any_name", description="Only speakers one of whose names holds these words."
    )

    class Meta:
        model = Speaker
        fields: list[str] = []

    def by_any_name(self, queryset: QuerySet[Speaker], name: str, value: str) -> QuerySet[Speaker]:
        """Speakers one of whose names holds `value`, case, accents and titles aside."""
        return queryset.filter(pk__in=Speaker.objects.matching(value).order_by().values("pk"))


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


class StrictFilterBackend(filters.DjangoFilterBackend):  # type: ignore[misc]
    """Filters a list, and refuses malformed values with the parameters' names."""

    def filter_queryset(
        self, request: Request, queryset: QuerySet[Any], view: APIView
    ) -> QuerySet[Any]:
        """Return the rows of `queryset` that the parameters ask for; `ParameterError` if they cannot be read."""
        filterset = self.get_filterset(request, queryset, view)
        if filterset is None:
            return queryset
        if not filterset.is_valid():
            raise ParameterError(
                {name: str(errors[0]) for name, errors in filterset.errors.items()}
            )
        narrowed: QuerySet[Any] = filterset.qs
        return narrowed


def check_parameters(request: Request, known: set[str]) -> None:
    """Raise `ParameterError` if a parameter is not among `known`, stands twice, or is empty."""
    errors: dict[str, str] = {}
    for name, values in request.query_params.lists():
        if name not in known:
            errors[name] = (
                f"There is no such parameter; known are: {', '.join(sorted(known)) or 'none'}."
            )
        elif len(values) > 1:
            errors[name] = "This parameter may stand only once."
        elif not values[0] and name != "q":
            errors[name] = "This parameter is empty; leave it out instead."
    if errors:
        raise ParameterError(errors)
