"""Filters beside the list of statements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from claims.models import Statement
from claims.querysets import StatementQuerySet
from speakers.models import Speaker

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin


class SpeakerKindFilter(admin.SimpleListFilter):
    """The kind of the registered speaker, else the kind the engine read from the article."""

    title = _("kind of speaker")
    parameter_name = "speaker_kind"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Any]) -> list[tuple[str, Any]]:
        """Return every kind, and none."""
        return [*Speaker.Kind.choices, ("none", _("no named source"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Statement]) -> QuerySet[Statement]:
        """Return the statements of the chosen kind."""
        kind = self.value()
        if kind == "none":
            return queryset.filter(speaker=None, speaker_kind="")
        if kind:
            return cast(StatementQuerySet, queryset).of_kind(kind)
        return queryset


class ConfidenceFilter(admin.SimpleListFilter):
    """How sure the engine was, in bands of `[low, high)`."""

    title = _("confidence")
    parameter_name = "confidence"
    _BANDS = {"low": (0.0, 0.5), "fair": (0.5, 0.8), "good": (0.8, 0.95), "high": (0.95, 1.01)}

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Any]) -> list[tuple[str, Any]]:
        """Return the bands, in words."""
        return [
            ("high", _("95% and more")),
            ("good", _("80% to 95%")),
            ("fair", _("50% to 80%")),
            ("low", _("under 50%")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Statement]) -> QuerySet[Statement]:
        """Return the statements of the chosen band."""
        low, high = self._BANDS.get(self.value() or "", (None, None))
        if low is None:
            return queryset
        return queryset.filter(confidence__gte=low, confidence__lt=high)
