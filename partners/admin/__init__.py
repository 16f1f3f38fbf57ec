"""Partners in the admin: who they are, their keys, and the feed and dumps that they take."""

from partners.admin.dumps import DumpAdmin
from partners.admin.feed import ChangeAdmin
from partners.admin.keys import ApiKeyAdmin
from partners.admin.partners import PartnerAdmin
from partners.admin.webhooks import WebhookEndpointAdmin, WebhookMessageAdmin

__all__ = [
    "ApiKeyAdmin",
    "ChangeAdmin",
    "DumpAdmin",
    "PartnerAdmin",
    "WebhookEndpointAdmin",
    "WebhookMessageAdmin",
]
