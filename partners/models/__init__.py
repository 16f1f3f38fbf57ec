"""Partners and their keys, and the feed and the dumps of what they may see."""

from partners.models.access import Partner, PartnerMember, Scope
from partners.models.counts import ClaimCount, Recount
from partners.models.dumps import Dump, DumpFile
from partners.models.feed import Change, FeedState, Kind, PublishedItem, Touch
from partners.models.idempotency import KeyedRequest
from partners.models.keys import ApiKey, KeyProblem, KeyUsage, hash_key, new_key
from partners.models.webhooks import WebhookEndpoint, WebhookMessage, WebhookTry
from partners.models.weeks import StatementWeek

__all__ = [
    "ApiKey",
    "Change",
    "ClaimCount",
    "Dump",
    "DumpFile",
    "FeedState",
    "KeyProblem",
    "KeyUsage",
    "KeyedRequest",
    "Kind",
    "Partner",
    "PartnerMember",
    "PublishedItem",
    "Recount",
    "Scope",
    "StatementWeek",
    "Touch",
    "WebhookEndpoint",
    "WebhookMessage",
    "WebhookTry",
    "hash_key",
    "new_key",
]
