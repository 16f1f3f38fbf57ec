"""The OpenAPI document, and what stands at every other address."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import Resolver404, resolve
from drf_spectacular.renderers import OpenApiJsonRenderer, OpenApiYamlRenderer
from rest_framework.exceptions import NotFound
from rest_framework.permissions import AllowAny
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from partners.openapi import openapi_document
from partners.representations import HeaderNegotiation, tag_representation


class SchemaView(APIView):
    """The OpenAPI document, for everybody."""

    schema = None
    http_method_names = ["get", "head"]
    metadata_class = None
    content_negotiation_class = HeaderNegotiation
    authentication_classes = []
    permission_classes = [AllowAny]
    renderer_classes = [JSONRenderer, OpenApiJsonRenderer, OpenApiYamlRenderer]

    def get(self, request: Request) -> Response:
        """Return the document as JSON, or as YAML if `Accept` asks for it."""
        return Response(openapi_document())

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        """Tag the document."""
        final = super().finalize_response(request, response, *args, **kwargs)
        if final.status_code == 200:
            tag_representation(final, request)
        return final


class NothingView(APIView):
    """Every other address under `/api/v1/`: a problem, not a page."""

    schema = None
    metadata_class = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Say so, whatever the method."""
        super().initial(request, *args, **kwargs)
        raise NotFound("There is nothing at this address; /api/v1/schema lists what there is.")


nothing = NothingView.as_view()


def nothing_or_slash(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    """Send an address that ends in a slash to the one without, where that exists; else say there is nothing."""
    path = request.path.rstrip("/")
    try:
        is_known = path != request.path and resolve(path).func is not nothing_or_slash
    except Resolver404:
        is_known = False
    if is_known:
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"{path}?{query}" if query else path)
    return nothing(request, **kwargs)


nothing_or_slash.csrf_exempt = True  # type: ignore[attr-defined]
