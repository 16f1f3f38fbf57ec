"""Version 1 of the API: what is published, to be read."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import Resolver404, resolve
from drf_spectacular.renderers import OpenApiJsonRenderer, OpenApiYamlRenderer
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.exceptions import NotFound
from rest_framework.permissions import AllowAny
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView
from rest_framework.viewsets import ReadOnlyModelViewSet

from articles.models import Article
from claims.models import Claim, Question, Statement
from partners import filters, serializers, visibility
from partners.openapi import PartnerSchema, openapi_document
from partners.representations import HeaderNegotiation, tag_representation
from partners.throttling import KeyThrottle
from speakers.models import Speaker

Row = TypeVar("Row", bound=Model)


class PublishedViewSet(ReadOnlyModelViewSet[Row]):
    """A list and its rows: key in hand, within the limit, tagged, strict about parameters."""

    schema = PartnerSchema()
    http_method_names = ["get", "head"]
    metadata_class = None
    content_negotiation_class = HeaderNegotiation
    filter_backends = [filters.StrictFilterBackend]
    lookup_value_regex = "[0-9]{1,19}"
    filterset_class: type[filters.RowFilters]
    key_throttle: KeyThrottle | None = None

    def get_throttles(self) -> list[BaseThrottle]:
        """Return the throttle, kept for the headers it fills."""
        self.key_throttle = KeyThrottle()
        return [self.key_throttle]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Check key and limit, then that every parameter is known."""
        super().initial(request, *args, **kwargs)
        if not self.action:
            return  # a method that is not allowed: `dispatch` says so
        known = self.filterset_class.known_parameters() if self.action == "list" else set()
        filters.check_parameters(request, known)

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        """Add the limits to every answer, and the tag to every representation."""
        final = super().finalize_response(request, response, *args, **kwargs)
        if self.key_throttle is not None and self.key_throttle.allowance is not None:
            for name, value in self.key_throttle.allowance.headers().items():
                final[name] = value
        if final.status_code == 200:
            tag_representation(final, request)
        return final


@extend_schema_view(
    list=extend_schema(summary="List articles", tags=["articles"]),
    retrieve=extend_schema(summary="Read an article", tags=["articles"]),
)
class ArticleViewSet(PublishedViewSet[Article]):
    """Articles that have been taken in and not withdrawn. Their texts stay in the house."""

    queryset = Article.objects.none()
    serializer_class = serializers.ArticleSerializer
    filterset_class = filters.ArticleFilters

    def get_queryset(self) -> QuerySet[Article]:
        """Return what is published."""
        return visibility.published_articles()


@extend_schema_view(
    list=extend_schema(summary="List statements", tags=["statements"]),
    retrieve=extend_schema(summary="Read a statement", tags=["statements"]),
)
class StatementViewSet(PublishedViewSet[Statement]):
    """Statements that an editor has accepted, in articles that still stand."""

    queryset = Statement.objects.none()
    serializer_class = serializers.StatementSerializer
    filterset_class = filters.StatementFilters

    def get_queryset(self) -> QuerySet[Statement]:
        """Return what is published."""
        return visibility.published_statements()


@extend_schema_view(
    list=extend_schema(summary="List speakers", tags=["speakers"]),
    retrieve=extend_schema(summary="Read a speaker", tags=["speakers"]),
)
class SpeakerViewSet(PublishedViewSet[Speaker]):
    """Speakers with a published statement, and those of the registry that hold posts or have them."""

    queryset = Speaker.objects.none()
    serializer_class = serializers.SpeakerSerializer
    filterset_class = filters.SpeakerFilters
    lookup_field = "slug"
    lookup_value_regex = "[-a-zA-Z0-9_]+"

    def get_queryset(self) -> QuerySet[Speaker]:
        """Return what is published."""
        return visibility.described_speakers()

    def get_object(self) -> Speaker:
        """Return the speaker of the slug; that of a record that was merged leads to the one that stands."""
        merged = Speaker.objects.exclude(canonical=None).select_related("canonical")
        record = merged.filter(slug=self.kwargs["slug"]).first()
        if record is not None:
            self.kwargs["slug"] = record.root.slug
        return super().get_object()


@extend_schema_view(
    list=extend_schema(summary="List questions", tags=["questions"]),
    retrieve=extend_schema(summary="Read a question", tags=["questions"]),
)
class QuestionViewSet(PublishedViewSet[Question]):
    """Questions in dispute, each with the rival claims."""

    queryset = Question.objects.none()
    serializer_class = serializers.QuestionSerializer
    filterset_class = filters.QuestionFilters
    lookup_field = "slug"
    lookup_value_regex = "[-a-zA-Z0-9_]+"

    def get_queryset(self) -> QuerySet[Question]:
        """Return what is published."""
        return visibility.published_questions()


@extend_schema_view(
    list=extend_schema(summary="List claims", tags=["claims"]),
    retrieve=extend_schema(summary="Read a claim", tags=["claims"]),
)
class ClaimViewSet(PublishedViewSet[Claim]):
    """Answers to published questions, with the statements, reports and speakers behind each counted."""

    queryset = Claim.objects.none()
    serializer_class = serializers.ClaimSerializer
    filterset_class = filters.ClaimFilters

    def get_queryset(self) -> QuerySet[Claim]:
        """Return what is published."""
        return visibility.published_claims()


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
