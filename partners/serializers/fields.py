"""Fields that more than one thing has. What is not known is null, never an empty text; times are UTC."""

from __future__ import annotations

import datetime as dt
from typing import Any, cast

from django.db.models import Model
from django.urls import reverse
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers


class WordsField(serializers.CharField):
    """Text, or null where the column is empty."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(allow_null=True, **kwargs)

    def to_representation(self, value: str) -> str | None:  # type: ignore[override]
        """Return the text, null if it is empty."""
        return super().to_representation(value) or None


class TermField(serializers.ChoiceField):
    """One of a fixed list of words, or null where the column is empty."""

    def __init__(self, choices: Any, **kwargs: Any) -> None:
        super().__init__(choices, allow_null=True, **kwargs)

    def to_representation(self, value: str) -> str | None:  # type: ignore[override]
        """Return the word, null if it is empty."""
        return super().to_representation(value) or None


class MomentField(serializers.DateTimeField):
    """A moment in UTC, whatever time zone the site or the asker lives in."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(default_timezone=dt.UTC, **kwargs)


@extend_schema_field({"type": "string", "format": "uri"})
class PageField(serializers.Field[Any, Any, str, Any]):
    """The address of the thing's page on this site."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(source="*", read_only=True, **kwargs)

    def to_representation(self, value: Any) -> str:
        """Return the absolute address."""
        return cast(str, self.context["absolute"](value.get_absolute_url()))


@extend_schema_field({"type": "string", "format": "uri"})
class OwnPageField(PageField):
    """The address of a page that shows this one thing, and that anybody may read."""

    def to_representation(self, value: Any) -> str:
        """Return the absolute address."""
        return cast(str, self.context["absolute"](value.detail_url))


@extend_schema_field({"type": "string", "format": "uri"})
class StatementsField(serializers.Field[Any, Any, str, Any]):
    """The address in this API of the statements that bear on the thing."""

    def __init__(self, parameter: str, attribute: str, **kwargs: Any) -> None:
        super().__init__(source="*", read_only=True, **kwargs)
        self.parameter, self.attribute = parameter, attribute

    def to_representation(self, value: Model) -> str:
        """Return the absolute address of the list."""
        path = f"{reverse('partners:statement-list')}?{self.parameter}={getattr(value, self.attribute)}"
        return cast(str, self.context["absolute"](path))
