"""Parameters of the list of speakers."""

from __future__ import annotations

from django.db.models import QuerySet

from partners.filters.parameters import CountryFilter, OneOfFilter, WordsFilter
from partners.filters.strictness import RowFilters
from speakers.models import Speaker


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
