"""The change feed: what was touched is compared with what partners were told, and what differs gets the next number.

Numbers are given after the writes they tell of were committed, by one process at a time, and are committed
together: who reads up to a number has been told of everything that was numbered before. Touches are taken from a heap and not
from a place in a sequence, so a write that was long in committing is found whenever it comes.
`docs/decisions/0004-change-feed.md` has the reasons.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction

from partners.catalogue import CATALOGUE, TO_COMPARE, digest_look
from partners.models import Change, FeedState, Kind, PublishedItem, Touch
from partners.models.feed import AHEAD_OF_NOTHING, THE_FEED, new_epoch
from partners.services.reaching import roots_of, touch_children, touch_reached

BATCH = 500
Act = Change.Act
# Things whose coming and going is seen in others.
_COMING_AND_GOING = {Act.CREATED, Act.WITHDRAWN, Act.ERASED}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one thing that was touched: the entry it gets, and the digest to remember."""

    kind: Kind
    item_id: int
    act: Change.Act
    digest: str


def publish_changes(*, limit: int = BATCH) -> int:
    """Take up to `limit` touches and give an entry to each thing that looks different now.

    Returns how many touches were taken: 0 says that the feed was up to date.
    """
    if not Touch.objects.exists():
        return 0
    with transaction.atomic():
        state, _is_new = FeedState.objects.select_for_update().get_or_create(pk=THE_FEED)
        # Read after the lock, and before what they touched: whatever comes later leaves a touch of its own.
        touches = list(Touch.objects.order_by("pk")[:limit])
        Touch.objects.filter(pk__in=[touch.pk for touch in touches]).delete()
        _touch_reached(touches)
        verdicts = list(_judge(touches))
        _append(state, verdicts)
        _remember(verdicts)
        touch_children(_moved_speakers(verdicts))
    return len(touches)


def publish_all_changes() -> int:
    """Publish until nothing is left to look at; return how many touches were taken."""
    n_all = 0
    while n_touches := publish_changes():
        n_all += n_touches
    return n_all


def read_state() -> FeedState:
    """Return where the feed stands."""
    return FeedState.objects.get_or_create(pk=THE_FEED)[0]


def forget_changes(*, before: dt.datetime) -> int:
    """Delete the entries made before `before`; tokens from then answer 410 from now on. Returns how many went."""
    with transaction.atomic():
        state, _is_new = FeedState.objects.select_for_update().get_or_create(pk=THE_FEED)
        kept = Change.objects.filter(at__gte=before).order_by("sequence").first()
        last = state.head if kept is None else kept.sequence - 1
        if last <= state.forgotten:
            return 0
        n_forgotten, _ = Change.objects.filter(sequence__lte=last).delete()
        state.forgotten = last
        state.save(update_fields=["forgotten"])
    return n_forgotten


def restart_feed() -> FeedState:
    """End all tokens, so that every partner makes a full copy again: after a backup was restored."""
    with transaction.atomic():
        state, _is_new = FeedState.objects.select_for_update().get_or_create(pk=THE_FEED)
        state.epoch = new_epoch()
        state.save(update_fields=["epoch"])
    return state


def _touch_reached(touches: Iterable[Touch]) -> None:
    wide: dict[str, set[int]] = defaultdict(set)
    for touch in touches:
        if touch.is_wide:
            wide[touch.kind].add(touch.item_id)
    for kind, ids in wide.items():
        touch_reached(kind, ids)


def _judge(touches: Iterable[Touch]) -> Iterator[Verdict]:
    """Yield a verdict for each thing that partners have to be told of, in the order of the touches."""
    touched = dict.fromkeys((t.kind, t.item_id) for t in touches if t.kind in CATALOGUE)
    speakers = [item_id for kind, item_id in touched if kind == Kind.SPEAKER]
    touched |= dict.fromkeys((Kind.SPEAKER.value, root) for root in roots_of(speakers))
    verdicts: dict[tuple[str, int], Verdict] = {}
    for kind in CATALOGUE:
        ids = [item_id for of_kind, item_id in touched if of_kind == kind]
        for verdict in _judge_kind(Kind(kind), ids) if ids else ():
            verdicts[kind, verdict.item_id] = verdict
    yield from (verdicts[thing] for thing in touched if thing in verdicts)


def _judge_kind(kind: Kind, ids: Sequence[int]) -> Iterator[Verdict]:
    listed = CATALOGUE[kind]
    now = {item_id: digest_look(look) for item_id, look in listed.looks(ids, TO_COMPARE)}
    told = dict(
        PublishedItem.objects.filter(kind=kind, item_id__in=ids).values_list("item_id", "digest")
    )
    stored = listed.keys([item_id for item_id in told if item_id not in now])
    for item_id in ids:
        act = _act(now.get(item_id, ""), told.get(item_id), is_stored=item_id in stored)
        if act is not None:
            yield Verdict(kind, item_id, act, now.get(item_id, ""))


def _act(now: str, told: str | None, *, is_stored: bool) -> Change.Act | None:
    """Return what happened to a thing that looks like `now` and looked like `told`; None if there is no news.

    An empty digest is a thing that is not to be seen; partners who were told nothing (None) need not hear of it.
    """
    if now:
        if not told or told == AHEAD_OF_NOTHING:
            return Act.CREATED
        return None if now == told else Act.CHANGED
    if told is None:
        return None
    if not is_stored:
        return Act.ERASED
    return Act.WITHDRAWN if told else None


def _moved_speakers(verdicts: Iterable[Verdict]) -> list[int]:
    """Return the speakers who were published or are no longer: their children name them or no longer do."""
    return [v.item_id for v in verdicts if v.kind == Kind.SPEAKER and v.act in _COMING_AND_GOING]


def _append(state: FeedState, verdicts: Sequence[Verdict]) -> None:
    if not verdicts:
        return
    Change.objects.bulk_create(
        Change(sequence=number, kind=v.kind, item_id=v.item_id, act=v.act)
        for number, v in enumerate(verdicts, start=state.head + 1)
    )
    state.head += len(verdicts)
    state.save(update_fields=["head"])


def _remember(verdicts: Sequence[Verdict]) -> None:
    erased: dict[Kind, list[int]] = defaultdict(list)
    for verdict in verdicts:
        if verdict.act == Act.ERASED:
            erased[verdict.kind].append(verdict.item_id)
    for kind, ids in erased.items():
        PublishedItem.objects.filter(kind=kind, item_id__in=ids).delete()
    PublishedItem.objects.bulk_create(
        (
            PublishedItem(kind=v.kind, item_id=v.item_id, digest=v.digest)
            for v in verdicts
            if v.act != Act.ERASED
        ),
        update_conflicts=True,
        unique_fields=["kind", "item_id"],
        update_fields=["digest"],
    )
