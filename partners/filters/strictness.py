"""What holds of every list: a parameter that is unknown, doubled, empty or malformed is refused."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django_filters import rest_framework as filters  # type: ignore[import-untyped]
from rest_framework.request import Request
from rest_framework.views import APIView

from partners.errors import ParameterError


class RowFilters(filters.FilterSet):  # type: ignore[misc]
    """What the filters of every list have in common."""

    @classmethod
    def known_parameters(cls) -> set[str]:
        """Return what the list takes: its filters, and the two parameters of every page."""
        return {*cls.base_filters, "cursor", "page_size"}


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
