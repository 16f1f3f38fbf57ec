"""Webhooks by API: the same that a partner's page does."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import OpenApiResponse, extend_schema, extend_schema_view
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ReadOnlyModelViewSet

from partners.api.base import PartnerView
from partners.errors import AccessError, ConflictError, TakenError
from partners.models import ApiKey, Scope, WebhookEndpoint, WebhookMessage
from partners.serializers.webhooks import (
    NewWebhookSerializer,
    WebhookMessageSerializer,
    WebhookSerializer,
    WebhookWithSecretSerializer,
)
from partners.services import webhooks as services

ONE = "[0-9]{1,18}"
WITH_SECRET = OpenApiResponse(
    WebhookWithSecretSerializer, description="Its secret, shown this once."
)
ORDERED = OpenApiResponse(WebhookMessageSerializer, description="It will be sent.")


@extend_schema_view(
    list=extend_schema(summary="List your webhooks", tags=["webhooks"]),
    retrieve=extend_schema(summary="Read a webhook", tags=["webhooks"]),
    create=extend_schema(
        summary="Add a webhook",
        tags=["webhooks"],
        request=NewWebhookSerializer,
        responses={201: WITH_SECRET},
    ),
    destroy=extend_schema(
        summary="Remove a webhook",
        tags=["webhooks"],
        responses={204: OpenApiResponse(description="It is gone, with its messages.")},
    ),
    secret=extend_schema(
        summary="Give a webhook a new secret",
        tags=["webhooks"],
        request=None,
        responses={200: WITH_SECRET},
    ),
    test=extend_schema(
        summary="Send a test message", tags=["webhooks"], request=None, responses={202: ORDERED}
    ),
    on=extend_schema(summary="Switch a webhook on", tags=["webhooks"], request=None),
    off=extend_schema(summary="Switch a webhook off", tags=["webhooks"], request=None),
)
class WebhookViewSet(PartnerView, ReadOnlyModelViewSet[WebhookEndpoint]):
    """Addresses of yours that are told when something changed (Standard Webhooks 1.0.0).

    A message says that there is news, and where to read it; it holds no word of an article.
    """

    queryset = WebhookEndpoint.objects.none()
    serializer_class = WebhookSerializer
    filter_backends = []
    http_method_names = ["get", "head", "post", "delete"]
    lookup_value_regex = ONE
    extra_statuses = (409, 415)

    def known_parameters(self) -> set[str]:
        """Return what the list takes; nothing else takes any."""
        return {"cursor", "page_size"} if self.action == "list" else set()

    def required_scopes(self) -> Collection[str]:
        """Ask for the right to webhooks."""
        return (Scope.WEBHOOKS,)

    def get_queryset(self) -> QuerySet[WebhookEndpoint]:
        """Return the partner's own."""
        return WebhookEndpoint.objects.filter(partner=_key(self.request).partner)

    def create(self, request: Request) -> Response:
        """Add one."""
        asked = NewWebhookSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        try:
            endpoint, secret = services.add_endpoint(
                partner=_key(request).partner, **asked.validated_data
            )
        except TakenError as error:
            raise ConflictError(str(error)) from error
        except AccessError as error:
            raise ValidationError({"url": [str(error)]}) from error
        response = self._with_secret(endpoint, secret, status=201)
        path = reverse("partners:webhook-detail", args=[endpoint.pk])
        response["Location"] = request.build_absolute_uri(path)
        return response

    def destroy(self, request: Request, pk: str) -> Response:
        """Remove one."""
        services.remove_endpoint(endpoint=self.get_object())
        return Response(status=204)

    @action(detail=True, methods=["post"])
    def secret(self, request: Request, pk: str) -> Response:
        """Messages are signed with both secrets for a day, so nothing has to stop meanwhile."""
        endpoint = self.get_object()
        return self._with_secret(endpoint, services.rotate_secret(endpoint=endpoint), status=200)

    @action(detail=True, methods=["post"])
    def test(self, request: Request, pk: str) -> Response:
        """It comes as any message does, with `type` `webhook.test`."""
        message = services.send_test(endpoint=self.get_object())
        return Response(WebhookMessageSerializer(message).data, status=202)

    @action(detail=True, methods=["post"])
    def on(self, request: Request, pk: str) -> Response:
        """What changed meanwhile is told in one message, and what waited goes out at once."""
        return self._switch(is_active=True)

    @action(detail=True, methods=["post"])
    def off(self, request: Request, pk: str) -> Response:
        """Messages wait until it is switched on again."""
        return self._switch(is_active=False)

    def _switch(self, *, is_active: bool) -> Response:
        endpoint = self.get_object()
        why = "" if is_active else f"Switched off with the key {_key(self.request).prefix}…"
        services.switch_endpoint(endpoint=endpoint, is_active=is_active, why=why)
        return Response(WebhookSerializer(endpoint).data)

    def _with_secret(self, endpoint: WebhookEndpoint, secret: str, *, status: int) -> Response:
        data = WebhookWithSecretSerializer(endpoint, context={"secret": secret}).data
        return Response(data, status=status, headers={"Cache-Control": "no-store"})


@extend_schema_view(get=extend_schema(summary="List the messages of a webhook", tags=["webhooks"]))
class WebhookMessagesView(PartnerView, ListAPIView[WebhookMessage]):
    """The messages of a webhook. The newest 500 that are done are kept, with every try."""

    queryset = WebhookMessage.objects.none()
    serializer_class = WebhookMessageSerializer
    filter_backends = []

    def known_parameters(self) -> set[str]:
        """Return what the list takes."""
        return {"cursor", "page_size"}

    def required_scopes(self) -> Collection[str]:
        """Ask for the right to webhooks."""
        return (Scope.WEBHOOKS,)

    def get_queryset(self) -> QuerySet[WebhookMessage]:
        """Return the messages of a webhook of the partner's own."""
        own = WebhookEndpoint.objects.filter(partner=_key(self.request).partner)
        endpoint = get_object_or_404(own, pk=self.kwargs["id"])
        return endpoint.messages.prefetch_related("tries")


class WebhookReplayView(PartnerView):
    """A message, once more."""

    http_method_names = ["post"]

    def required_scopes(self) -> Collection[str]:
        """Ask for the right to webhooks."""
        return (Scope.WEBHOOKS,)

    @extend_schema(
        summary="Send a message once more",
        tags=["webhooks"],
        request=None,
        responses={202: ORDERED},
        operation_id="webhooks_messages_replay",
    )
    def post(self, request: Request, id: int, message: int) -> Response:  # noqa: A002
        """It keeps its id and its body, and has all its tries again."""
        partner = _key(request).partner
        found = WebhookMessage.objects.filter(endpoint__partner=partner, endpoint=id)
        one = get_object_or_404(found, pk=message)
        services.replay_message(message=one)
        return Response(WebhookMessageSerializer(one).data, status=202)


def _key(request: Request) -> ApiKey:
    key: Any = request.user
    assert isinstance(key, ApiKey)
    return key
