"""The only writer of the keys that names are looked up by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from django.db import transaction
from django.db.models import Q

from analysis.names.keys import stored_keys
from analysis.types import SpeakerKind
from speakers.models import NameKey, NameStart, Speaker, SpeakerName
from speakers.models.name_start import MAX_START

N_BATCH = 2000
N_IN = 500
T = TypeVar("T")


def index_speaker(*, speaker: Speaker) -> None:
    """Make the keys of all names of `speaker` what its names and its kind call for; it waits to be compared then."""
    rows = list(SpeakerName.objects.filter(speaker=speaker).select_related("speaker"))
    wanted = {(row.pk, key) for row in rows for key in keys_of(row.name, row.speaker.kind)}
    stored = NameKey.objects.filter(name__speaker=speaker).values_list("pk", "name", "key")
    known = {(name, key): pk for pk, name, key in stored}
    stale = [pk for pair, pk in known.items() if pair not in wanted]
    if stale:
        NameKey.objects.filter(pk__in=stale).delete()
    fresh = [NameKey(name_id=name, key=key) for name, key in sorted(wanted - known.keys())]
    NameKey.objects.bulk_create(fresh, ignore_conflicts=True)
    index_starts(rows)
    Speaker.objects.filter(Q(pk=speaker.pk) | Q(merged=speaker.pk)).update(compared_at=None)


def rebuild_name_keys() -> int:
    """Make all keys anew, some thousand names at a time; return how many names there are.

    Look-ups go on meanwhile: each batch is one transaction.
    """
    n_names = 0
    last = 0
    while True:
        rows = SpeakerName.objects.filter(pk__gt=last).select_related("speaker").order_by("pk")
        batch = list(rows[:N_BATCH])
        if not batch:
            return n_names
        _index_batch(batch)
        n_names += len(batch)
        last = batch[-1].pk


def keys_of(name: str, kind: str) -> frozenset[str]:
    """Return every key that a name of a speaker of `kind` is kept by."""
    return stored_keys(name, SpeakerKind(kind) if kind else None)


def starts_of(key: str) -> list[str]:
    """Return the look-up key of a name from the beginning of each of its words on, cut to what is stored."""
    words = key.split()
    return list(dict.fromkeys(" ".join(words[i:])[:MAX_START] for i in range(len(words))))


def index_starts(rows: Sequence[SpeakerName]) -> None:
    """Make what the names are looked up by while somebody types what they call for."""
    wanted = {(row.pk, start) for row in rows for start in starts_of(row.key)}
    stored = NameStart.objects.filter(name__in=[row.pk for row in rows])
    known = {(name, key): pk for pk, name, key in stored.values_list("pk", "name", "key")}
    stale = [pk for pair, pk in known.items() if pair not in wanted]
    if stale:
        NameStart.objects.filter(pk__in=stale).delete()
    fresh = (NameStart(name_id=name, key=key) for name, key in sorted(wanted - known.keys()))
    for chunk in _chunks(fresh):
        NameStart.objects.bulk_create(chunk, ignore_conflicts=True)


def _index_batch(batch: Sequence[SpeakerName]) -> None:
    with transaction.atomic():
        NameKey.objects.filter(name__in=[row.pk for row in batch]).delete()
        for keys in _chunks(_keys_of(batch)):
            NameKey.objects.bulk_create(keys, ignore_conflicts=True)
        for low in range(0, len(batch), N_IN):
            index_starts(batch[low : low + N_IN])


def _keys_of(batch: Iterable[SpeakerName]) -> Iterator[NameKey]:
    for row in batch:
        for key in sorted(keys_of(row.name, row.speaker.kind)):
            yield NameKey(name=row, key=key)


def _chunks(keys: Iterator[T]) -> Iterator[list[T]]:
    while chunk := list(islice(keys, N_BATCH)):
        yield chunk
