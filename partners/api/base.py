"""What every endpoint has in common: key in hand, within the limit, tagged, strict about parameters."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import Model
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView
from rest_framework.viewsets import ReadOnlyModelViewSet

from partners import filters
from partners.openapi import PartnerSchema
from partners.representations import HeaderNegotiation, tag_representation
from partners.throttling import KeyThrottle

Row = TypeVar("Row", bound=Model)


class PartnerView(APIView):
    """An endpoint for partners. Subclasses say which parameters they know."""

    schema = PartnerSchema()
    http_method_names = ["get", "head"]
    metadata_class = None
    content_negotiation_class: type[BaseContentNegotiation] = HeaderNegotiation
    key_throttle: KeyThrottle | None = None

    def known_parameters(self) -> set[str]:
        """Return the query parameters of this request's action; none by default."""
        return set()

    def get_throttles(self) -> list[BaseThrottle]:
        """Return the throttle, kept for the headers it fills."""
        self.key_throttle = KeyThrottle()
        return [self.key_throttle]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Check key and limit, then that every parameter is known."""
        super().initial(request, *args, **kwargs)
        if getattr(self, "action", "is allowed"):  # else `dispatch` says that the method is not
            filters.check_parameters(request, self.known_parameters())

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        """Add the limits to every answer, and the tag to every representation."""
        final = super().finalize_response(request, response, *args, **kwargs)
        if self.key_throttle is not None and self.key_throttle.allowance is not None:
            for name, value in self.key_throttle.allowance.headers().items():
                final[name] = value
        if final.status_code == 200 and not final.streaming:
            tag_representation(final, request)
        return final


class PublishedViewSet(PartnerView, ReadOnlyModelViewSet[Row]):
    """A list and its rows."""

    filter_backends = [filters.StrictFilterBackend]
    lookup_value_regex = "[0-9]{1,19}"
    filterset_class: type[filters.RowFilters]

    def known_parameters(self) -> set[str]:
        """Return what the list takes; a row takes nothing."""
        return self.filterset_class.known_parameters() if self.action == "list" else set()

    def get_serializer_context(self) -> dict[str, Any]:
        """Return what serializers need to write addresses."""
        return {**super().get_serializer_context(), "absolute": self.request.build_absolute_uri}
