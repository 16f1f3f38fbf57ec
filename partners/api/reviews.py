"""Partners' own reviews of claims, handed in and looked up."""

from __future__ import annotations

import re
import uuid
from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from drf_spectacular.utils import (
    OpenApiExample,
    OpenApiParameter,
    OpenApiResponse,
    extend_schema,
    extend_schema_view,
)
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ReadOnlyModelViewSet

from claims.errors import ReviewError
from claims.models import Claim, PartnerReview
from claims.services.partner_reviews import record_partner_review
from partners.api.base import PartnerView
from partners.claim_review import read_review
from partners.errors import ConflictError, ParameterError
from partners.models import ApiKey, Scope
from partners.serializers.reviews import NewReviewSerializer, ReviewSerializer
from partners.services.idempotency import do_once

UUID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "format": "uuid"},
    OpenApiParameter.HEADER,
    description="A UUID of yours: the same request under it is done once, and answered alike for a day.",
)
EXAMPLE = OpenApiExample(
    "A review",
    {
        "claim": 1,
        "rating": "Mostly true",
        "claim_reviewed": "Seventeen people died at Port Orsel.",
        "url": "https://you.example/reviews/17",
        "author": "J. Doe",
        "published_on": "2026-03-04",
        "language": "en",
    },
    request_only=True,
)


@extend_schema_view(
    list=extend_schema(summary="List your reviews", tags=["reviews"]),
    retrieve=extend_schema(summary="Read a review of yours", tags=["reviews"]),
    create=extend_schema(
        summary="Hand in a review",
        tags=["reviews"],
        request=NewReviewSerializer,
        parameters=[IDEMPOTENCY_KEY],
        examples=[EXAMPLE],
        responses={201: OpenApiResponse(ReviewSerializer, description="It waits for an editor.")},
    ),
)
class ReviewViewSet(PartnerView, ReadOnlyModelViewSet[PartnerReview]):
    """Your verdicts on our claims. An editor says whether one is about the claim, never whether it is right.

    From then on it stands beside the claim, under your name and in your words. The same address again for the same claim
    brings a review up to date. A UUID of yours in the header `Idempotency-Key` makes a request one that may be sent again: it is
    done once, and answered alike for a day.
    """

    queryset = PartnerReview.objects.none()
    serializer_class = ReviewSerializer
    filter_backends = []
    http_method_names = ["get", "head", "post"]
    lookup_value_regex = "[0-9]{1,18}"
    extra_statuses = (409, 415, 422)

    def known_parameters(self) -> set[str]:
        """Return what the list takes; nothing else takes any."""
        return {"cursor", "page_size"} if self.action == "list" else set()

    def required_scopes(self) -> Collection[str]:
        """Ask for the right to reviews."""
        return (Scope.REVIEWS,)

    def get_queryset(self) -> QuerySet[PartnerReview]:
        """Return the partner's own."""
        return PartnerReview.objects.filter(partner=_partner_of(self.request))

    def create(self, request: Request) -> Response:
        """Take a review in, once for each `Idempotency-Key`."""
        given = request.headers.get("Idempotency-Key")
        if given is None:
            status, answer = self._record(request)
            return Response(answer, status=status, headers=_location(request, answer))
        (status, answer), is_repeated = do_once(
            key=_key(request),
            name=_uuid(given),
            body=request.body,
            work=lambda: self._record(request),
        )
        headers = _location(request, answer)
        if is_repeated:
            headers["Idempotent-Replayed"] = "true"
        return Response(answer, status=status, headers=headers)

    def _record(self, request: Request) -> tuple[int, Any]:
        asked = NewReviewSerializer(data=read_review(request.data))
        asked.is_valid(raise_exception=True)
        values = asked.validated_data
        claim = Claim.objects.published().filter(pk=values.pop("claim")).first()
        if claim is None:
            raise NotFound("No claim of this id is published.")
        partner = _partner_of(request)
        others = PartnerReview.objects.filter(claim=claim, url=values["url"])
        if others.exclude(partner=partner).exists():
            raise ConflictError("Another partner’s review stands at this address.")
        try:
            review = record_partner_review(claim=claim, partner=partner, **values)
        except ReviewError as error:
            raise ValidationError({"url": [str(error)]}) from error
        return 201, dict(ReviewSerializer(review).data)


def _location(request: Request, review: Any) -> dict[str, str]:
    path = reverse("partners:review-detail", args=[review["id"]])
    return {"Location": request.build_absolute_uri(path)}


def _uuid(text: str) -> uuid.UUID:
    if not UUID.fullmatch(text):
        raise ParameterError({"Idempotency-Key": "Expected a UUID."})
    return uuid.UUID(text)


def _key(request: Request) -> ApiKey:
    key: Any = request.user
    assert isinstance(key, ApiKey)
    return key


def _partner_of(request: Request) -> str:
    return _key(request).partner.name
