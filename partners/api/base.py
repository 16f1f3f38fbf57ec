"""What every endpoint has in common: key in hand, within the limit, tagged, strict about parameters."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, TypeVar

from django.db.models import Model
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView
from rest_framework.viewsets import ReadOnlyModelViewSet

from partners import filters, withdrawn
from partners.catalogue import Context, Look
from partners.models import ApiKey, Kind, Scope
from partners.openapi import PartnerSchema
from partners.pagination import SequenceCursor
from partners.permissions import HasScopes
from partners.renderers import EVERYWHERE
from partners.representations import HeaderNegotiation, tag_representation
from partners.services.usage import note_answer, note_problem
from partners.shaping import Shape, read_shape, shape_looks
from partners.throttling import KeyThrottle

Row = TypeVar("Row", bound=Model)


class PartnerView(APIView):
    """An endpoint for partners. Subclasses say which parameters they know, and which scopes they ask for."""

    schema = PartnerSchema()
    permission_classes = [HasScopes]
    http_method_names = ["get", "head"]
    metadata_class = None
    content_negotiation_class: type[BaseContentNegotiation] = HeaderNegotiation
    key_throttle: KeyThrottle | None = None

    def known_parameters(self) -> set[str]:
        """Return the query parameters of this request's action; none by default."""
        return set()

    def required_scopes(self) -> Collection[str]:
        """Return what a key must be allowed for this request."""
        return (Scope.READ,)

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
        """Count the answer, add the limits to it, and the tag if it is a representation."""
        final = super().finalize_response(request, response, *args, **kwargs)
        for name, value in self.key_throttle.headers().items() if self.key_throttle else ():
            final[name] = value
        _note(request, final)
        if final.status_code == 200 and not final.streaming:
            tag_representation(final, request)
        return final

    def look_context(self) -> Context:
        """Return what serializers of published things need to know of the request."""
        key: object = self.request.user
        return Context(
            absolute=self.request.build_absolute_uri,
            with_words=isinstance(key, ApiKey) and key.may(Scope.EXCERPTS),
        )

    def get_serializer_context(self) -> dict[str, Any]:
        """Return what serializers need: addresses, and whether words may be shown."""
        return self.look_context().as_dict()


class PublishedViewSet(PartnerView, ReadOnlyModelViewSet[Row]):
    """A list and its rows, in several formats."""

    kind: Kind
    renderer_classes: Sequence[type[BaseRenderer]] = EVERYWHERE
    filter_backends = [filters.StrictFilterBackend]
    lookup_value_regex = "[0-9]{1,19}"
    filterset_class: type[filters.RowFilters]
    withdrawn = ""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Check the parameters, and note whether what was withdrawn is asked for."""
        super().initial(request, *args, **kwargs)
        if self.kind in withdrawn.KINDS:
            is_list = self.action == "list"
            self.withdrawn = withdrawn.read_withdrawn(request.query_params, is_list=is_list)

    def known_parameters(self) -> set[str]:
        """Return what the list takes, and what a row takes."""
        shaping = {"fields", "expand"}
        if self.kind in withdrawn.KINDS:
            shaping |= {"withdrawn"}
        if self.action != "list":
            return shaping
        return self.filterset_class.known_parameters() | shaping

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Return a page; its neighbour is named in the header “Link” too, for formats that have no place for it."""
        shape = read_shape(self.kind, request.query_params)
        published = self.get_queryset()
        asked = filters.read_filters(request, published, self)
        pages = SequenceCursor()
        rows = pages.paginate(published, request, asked.find_keys)
        response = pages.get_paginated_response(self._looks(rows, shape))
        if pages.next_url:
            response["Link"] = f'<{pages.next_url}>; rel="next"'
        return response

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Return one row."""
        shape = read_shape(self.kind, request.query_params)
        return Response(self._looks([self.get_object()], shape)[0])

    def _looks(self, rows: Sequence[Row], shape: Shape) -> Sequence[Look]:
        serializer = self.get_serializer()
        looks = [serializer.to_representation(row) for row in rows]
        shaped = shape_looks(self.kind, looks, shape, self.look_context())
        if self.withdrawn:
            for row, look in zip(rows, shaped, strict=True):
                look[withdrawn.MARK] = withdrawn.is_withdrawn(row)  # type: ignore[arg-type]
        return shaped


def _note(request: Request, response: Response) -> None:
    """Count an answer to a key and, if it is a problem, keep it for the partner to see."""
    key: object = getattr(
        request, "_user", None
    )  # the property would try to authenticate once more
    if not isinstance(key, ApiKey):
        return
    note_answer(key_id=key.pk, status=response.status_code)
    if response.status_code >= 400 and response.status_code != 429:
        data = getattr(response, "data", None) or {}
        note_problem(
            key_id=key.pk,
            method=str(request.method),
            path=request.get_full_path(),
            status=response.status_code,
            detail=str(data.get("detail", "")),
        )
