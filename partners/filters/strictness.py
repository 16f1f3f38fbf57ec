"""What holds of every list: a parameter that is unknown, doubled, empty or malformed is refused."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import QuerySet
from django_filters import rest_framework as filters  # type: ignore[import-untyped]
from rest_framework.request import Request
from rest_framework.views import APIView

from partners.errors import ParameterError
from partners.finding import EVERYTHING, Stretch, seek_keys, walk_keys
from partners.pagination import Cursor

# Parameters that take any words; none ask for nothing in particular.
WORDS = {"q", "reviewed_by", "role"}


class RowFilters(filters.FilterSet):  # type: ignore[misc]
    """What the filters of every list have in common.

    `sought` names those for which an index knows the rows. `stretch` is where they are looked for.
    """

    sought: ClassVar[frozenset[str]] = frozenset()
    stretch: Stretch = EVERYTHING

    def find_keys(self, cursor: Cursor, n: int) -> list[int]:
        """Return the next `n` keys that all parameters hold of, on the way that the cursor goes."""
        find = seek_keys if self.given & self.sought else walk_keys
        return find(self.within, cursor.stretch, n, is_forward=cursor.is_forward)

    @property
    def given(self) -> set[str]:
        """The parameters that narrow this list."""
        return {name for name, value in self.form.cleaned_data.items() if value}

    def within(self, stretch: Stretch) -> QuerySet[Any]:
        """Return the rows of the stretch that all parameters hold of."""
        self.stretch = stretch
        found: QuerySet[Any] = self.filter_queryset(self.queryset.filter(stretch.of("pk")))
        return found

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
        narrowed: QuerySet[Any] = read_filters(request, queryset, view).qs
        return narrowed


def read_filters(request: Request, queryset: QuerySet[Any], view: APIView) -> RowFilters:
    """Return the filters of a list with what the parameters ask of `queryset`; `ParameterError` if they cannot be read."""
    asked: RowFilters = StrictFilterBackend().get_filterset(request, queryset, view)
    if not asked.is_valid():
        raise ParameterError({name: str(errors[0]) for name, errors in asked.errors.items()})
    return asked


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
        elif not values[0] and name not in WORDS:
            errors[name] = "This parameter is empty; leave it out instead."
    if errors:
        raise ParameterError(errors)
