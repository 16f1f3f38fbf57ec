"""Partners' keys, and the feed of what changed in what they may see."""

from partners.models.dumps import Dump, DumpFile
from partners.models.feed import Change, FeedState, Kind, PublishedItem, Touch
from partners.models.keys import ApiKey, hash_key, new_key

__all__ = [
    "ApiKey",
    "Change",
    "Dump",
    "DumpFile",
    "FeedState",
    "Kind",
    "PublishedItem",
    "Touch",
    "hash_key",
    "new_key",
]
