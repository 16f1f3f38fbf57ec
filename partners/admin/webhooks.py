"""Webhooks of all partners in one list: which of them fail, and what each message met; acted on at the partner's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import admin

from claims.admin.permissions import ReadOnlyMixin
from partners.models import WebhookEndpoint, WebhookMessage, WebhookTry

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin, TabularInline

    EndpointBase = ModelAdmin[WebhookEndpoint]
    MessageBase = ModelAdmin[WebhookMessage]
    TryBase = TabularInline[WebhookTry, WebhookMessage]
else:
    EndpointBase = MessageBase = admin.ModelAdmin
    TryBase = admin.TabularInline


@admin.register(WebhookEndpoint)
class WebhookEndpointAdmin(ReadOnlyMixin, EndpointBase):
    """Where partners are told of changes; secrets are made from what is never shown."""

    list_display = ("url", "partner", "is_active", "failing_since", "disabled_why", "modified_at")
    list_filter = ("is_active", ("failing_since", admin.EmptyFieldListFilter), "partner")
    search_fields = ("url", "partner__name", "description", "disabled_why")
    fields = (
        ("partner", "url", "description"),
        "types",
        ("is_active", "disabled_why", "failing_since"),
        ("notified", "created_at", "modified_at"),
    )
    list_select_related = ("partner",)
    show_full_result_count = False


class WebhookTryInline(ReadOnlyMixin, TryBase):
    """How each try went."""

    model = WebhookTry
    fields = ("at", "status", "error", "took_ms")
    can_delete = False
    extra = 0


@admin.register(WebhookMessage)
class WebhookMessageAdmin(ReadOnlyMixin, MessageBase):
    """What became of each message."""

    list_display = ("message_id", "endpoint", "type", "state", "n_tries", "next_at", "finished_at")
    list_filter = ("state", "type", "created_at", "endpoint__partner")
    search_fields = ("=message_id", "endpoint__url", "endpoint__partner__name")
    list_select_related = ("endpoint",)
    inlines = (WebhookTryInline,)
    show_full_result_count = False
