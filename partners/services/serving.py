"""What the feed hands out beside its entries may be newer than what it has told: then it must tell once more.

A thing that was handed out as it stood for a moment, and is again as partners were told before it is compared, would
give no entry: whoever got it would keep that moment for ever.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from django.db import transaction

from partners.models import FeedState, PublishedItem, Touch
from partners.models.feed import AHEAD, AHEAD_OF_NOTHING, THE_FEED

# Kind and id, as the key of what is served.
Thing = tuple[str, int]


def look_again_at(served: Mapping[Thing, str]) -> None:
    """Have the feed tell again of each thing that was `served` with another digest than partners were told.

    Call it after the things were read; the digest of one that is not to be seen is empty.
    """
    if not _ahead(served):
        return
    with transaction.atomic():
        FeedState.objects.select_for_update().get(pk=THE_FEED)
        ahead = _ahead(served)
        for mark, items in ahead.items():
            PublishedItem.objects.filter(pk__in=[item.pk for item in items]).update(digest=mark)
        Touch.objects.bulk_create(
            Touch(kind=item.kind, item_id=item.item_id)
            for items in ahead.values()
            for item in items
        )


def _ahead(served: Mapping[Thing, str]) -> Mapping[str, list[PublishedItem]]:
    """Return what was told of the things that were served otherwise, by the mark that it gets."""
    ids: dict[str, list[int]] = defaultdict(list)
    for kind, item_id in served:
        ids[kind].append(item_id)
    ahead: dict[str, list[PublishedItem]] = defaultdict(list)
    for kind, of_kind in ids.items():
        for told in PublishedItem.objects.filter(kind=kind, item_id__in=of_kind):
            if told.digest != served[kind, told.item_id]:
                was_gone = told.digest in {"", AHEAD_OF_NOTHING}
                ahead[AHEAD_OF_NOTHING if was_gone else AHEAD].append(told)
    return ahead
