"""Version 1 of the API."""

from partners.api.changes import ChangeViewSet
from partners.api.documents import SchemaView, nothing_or_slash
from partners.api.dumps import DumpFileView, DumpViewSet
from partners.api.published import (
    ArticleViewSet,
    ClaimViewSet,
    QuestionViewSet,
    SpeakerViewSet,
    StatementViewSet,
)
from partners.api.reviews import ReviewViewSet
from partners.api.webhooks import WebhookMessagesView, WebhookReplayView, WebhookViewSet

__all__ = [
    "ArticleViewSet",
    "ChangeViewSet",
    "ClaimViewSet",
    "DumpFileView",
    "DumpViewSet",
    "QuestionViewSet",
    "ReviewViewSet",
    "SchemaView",
    "SpeakerViewSet",
    "StatementViewSet",
    "WebhookMessagesView",
    "WebhookReplayView",
    "WebhookViewSet",
    "nothing_or_slash",
]
