"""How webhooks and their messages look outside, and what is taken to make one."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from partners.models import Kind, WebhookEndpoint, WebhookMessage, WebhookTry
from partners.serializers.fields import MomentField, WordsField
from partners.serializers.inputs import StrictTextField

# A name with a top-level domain in letters, so no number and no bare name of a machine.
URL_PATTERN = (
    r"^https://([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.){1,8}[a-z]{2,24}(:443)?"
    r"(/[A-Za-z0-9._~!$&'()*+,;=:@/?%-]{0,200})?$"
)


class NewWebhookSerializer(serializers.Serializer[Any]):
    """A webhook to be added."""

    url = StrictTextField(
        URL_PATTERN,
        max_length=500,
        help_text="Where messages are posted: `https://`, a public machine, port 443.",
    )
    types = serializers.ListField(
        child=serializers.ChoiceField(Kind.choices),
        required=False,
        help_text="What you want to be told of; of everything if left out or empty.",
    )
    description = StrictTextField(
        required=False, allow_blank=True, max_length=80, help_text="What it is for."
    )


class WebhookSerializer(serializers.Serializer[WebhookEndpoint]):
    """An address that is told when something changed."""

    id = serializers.IntegerField(help_text="Its id.")
    url = serializers.CharField(help_text="Where messages are posted.")
    description = WordsField(help_text="What it is for.")
    types = serializers.ListField(
        child=serializers.ChoiceField(Kind.choices), help_text="What it is told of."
    )
    is_active = serializers.BooleanField(help_text="Whether messages are sent.")
    disabled_why = WordsField(help_text="Why it was switched off.")
    failing_since = MomentField(
        allow_null=True,
        help_text="When the first of the tries failed that have had no success since.",
    )
    created_at = MomentField(help_text="When it was added.")
    modified_at = MomentField(help_text="When it was last changed.")


class WebhookWithSecretSerializer(WebhookSerializer):
    """A webhook, and the secret that signs its messages: shown now and never again."""

    secret = serializers.SerializerMethodField(
        help_text="`whsec_` and 32 bytes in base64, as Standard Webhooks libraries take it."
    )

    def get_secret(self, endpoint: WebhookEndpoint) -> str:
        """Return the secret, which the context holds."""
        return str(self.context["secret"])


class WebhookTrySerializer(serializers.Serializer[WebhookTry]):
    """One try to deliver a message."""

    at = MomentField(help_text="When.")
    status = serializers.IntegerField(
        allow_null=True, help_text="What you answered; null if nothing."
    )
    error = WordsField(help_text="Why there was no answer.")
    took_ms = serializers.IntegerField(help_text="How long it took, in milliseconds.")


class WebhookMessageSerializer(serializers.Serializer[WebhookMessage]):
    """A message to a webhook."""

    id = serializers.IntegerField(help_text="Its id in this list.")
    message_id = serializers.CharField(help_text="The header `webhook-id`, the same on every try.")
    type = serializers.CharField(help_text="The `type` of its body.")
    state = serializers.ChoiceField(
        WebhookMessage.State.choices,
        help_text="`failed` has used up its tries; it can be replayed.",
    )
    created_at = MomentField(help_text="When it was made.")
    next_at = serializers.SerializerMethodField(
        help_text="When the next try comes; null if none does."
    )
    body = serializers.CharField(help_text="The body, byte for byte as it is signed.")
    tries = WebhookTrySerializer(
        source="tries.all", many=True, help_text="The tries, newest first."
    )

    def get_next_at(self, message: WebhookMessage) -> str | None:
        """Return the moment of the next try."""
        if message.state != WebhookMessage.State.WAITING:
            return None
        return MomentField().to_representation(message.next_at)
