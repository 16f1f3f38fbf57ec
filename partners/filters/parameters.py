"""The kinds of parameter that lists take; each says in the OpenAPI document exactly what it accepts."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django_filters import rest_framework as filters  # type: ignore[import-untyped]
from drf_spectacular.drainage import set_override

from partners.filters.fields import IdField, InstantField
from partners.pagination import MAX_ID

MAX_QUERY = 200
SLUG_PATTERN = "^[-a-zA-Z0-9_]{1,120}$"
COUNTRY_PATTERN = "^[A-Z]{2}$"


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


def published_filters(field_name: str) -> tuple[InstantFilter, InstantFilter]:
    """Return the filters `published_after` and `published_before` on `field_name`."""
    return (
        InstantFilter(
            field_name, "gte", description="Only what the outlet published at this moment or later."
        ),
        InstantFilter(
            field_name, "lt", description="Only what the outlet published before this moment."
        ),
    )
