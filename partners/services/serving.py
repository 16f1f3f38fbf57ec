"""What is handed out beside the feed's entries may be newer than what it has told: then it must tell once more.

A thing that was handed out as it stood for a moment, and is again as partners were told before it is compared, would
give no entry: whoever got it would keep that moment for ever. So would one that was published for a moment only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from django.db import transaction

from partners.catalogue import CATALOGUE
from partners.models import FeedState, PublishedItem, Touch
from partners.models.feed import AHEAD, AHEAD_OF_NOTHING, THE_FEED

# Kind and id, as the key of what is served.
Thing = tuple[str, int]


def look_again_at(served: Mapping[Thing, str]) -> None:
    """Have the feed tell again of each thing that was `served` with another digest than partners were told.

    Call it after the things were read; the digest of one that is not to be seen is empty.
    """
    told = _told(served)
    if all(
        told.get(thing) == digest for thing, digest in served.items() if digest or thing in told
    ):
        return
    with transaction.atomic():
        FeedState.objects.select_for_update().get(pk=THE_FEED)
        marks = _marks(served)
        PublishedItem.objects.bulk_create(
            (
                PublishedItem(kind=kind, item_id=pk, digest=mark)
                for (kind, pk), mark in marks.items()
            ),
            update_conflicts=True,
            unique_fields=["kind", "item_id"],
            update_fields=["digest"],
        )
        Touch.objects.bulk_create(Touch(kind=kind, item_id=pk) for kind, pk in marks)


def _told(things: Collection[Thing]) -> dict[Thing, str]:
    """Return what partners were told of these, where they were told anything."""
    told: dict[Thing, str] = {}
    for kind, ids in _by_kind(things).items():
        rows = PublishedItem.objects.filter(kind=kind, item_id__in=ids)
        told |= {(kind, pk): digest for pk, digest in rows.values_list("item_id", "digest")}
    return told


def _marks(served: Mapping[Thing, str]) -> dict[Thing, str]:
    """Return the mark of each thing that was served otherwise than partners were told; the feed must stand still meanwhile."""
    told = _told(served)
    marks = {
        thing: AHEAD_OF_NOTHING if digest in {"", AHEAD_OF_NOTHING} else AHEAD
        for thing, digest in told.items()
        if digest != served[thing]
    }
    untold = [thing for thing, digest in served.items() if digest and thing not in told]
    return marks | dict.fromkeys(_in_doubt(untold), AHEAD_OF_NOTHING)


def _in_doubt(untold: Collection[Thing]) -> Iterator[Thing]:
    """Yield those of the things, published before partners were told of them, that may be withdrawn before they are.

    Where nothing waits to be compared, only what is withdrawn already can be missed.
    """
    if Touch.objects.exists():
        yield from untold
        return
    for kind, ids in _by_kind(untold).items():
        still = set(CATALOGUE[kind].published().filter(pk__in=ids).values_list("pk", flat=True))
        yield from ((kind, pk) for pk in ids if pk not in still)


def _by_kind(things: Collection[Thing]) -> dict[str, list[int]]:
    ids: dict[str, list[int]] = defaultdict(list)
    for kind, pk in things:
        ids[kind].append(pk)
    return ids
