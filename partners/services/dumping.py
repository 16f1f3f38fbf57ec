"""Dumps are asked for, written part by part, and removed when newer ones have taken their place.

A part is written under another name, then renamed, then put on record: what is on record is whole. Whoever goes on
after a crash begins after the last part on record. Memory holds one page of rows, however many there are.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django_q.tasks import async_task

from partners.catalogue import CATALOGUE, Context, Listed, Look
from partners.models import ApiKey, Dump, DumpFile
from partners.services.delivering import tell_of_dump
from partners.services.feed import read_state
from partners.services.serving import look_again_at
from partners.site import site_address
from partners.tokens import token_at

PAGE = 1000
DUMP_TASK = "partners.tasks.write_dump"
State = Dump.State
Format = DumpFile.Format
WRITTEN_FORMATS = (Format.JSONL, Format.PARQUET)
Page = tuple[Sequence[int], Sequence[Look]]
# Writes the pages of a component to one file a format; returns the last key, None if there was none, and how many rows.
WriteFiles = Callable[[str, Iterable[Page], Sequence[Path]], tuple[int | None, int]]


def request_dump(*, asked_by: ApiKey | None = None) -> Dump:
    """Order a dump; return the one that waits already, if there is one."""
    try:
        with transaction.atomic():
            dump = Dump.objects.create(asked_by=asked_by)
            transaction.on_commit(lambda: async_task(DUMP_TASK, dump.pk))
    except IntegrityError:
        return Dump.objects.get(state=State.QUEUED)
    return dump


def write_parts(*, dump_id: int, within_s: float, write: WriteFiles) -> bool:
    """Go on with a dump for `within_s` seconds or to its end; return whether there is more to do.

    A dump that is ready, or has failed, is left alone.
    """
    dump = Dump.objects.get(pk=dump_id)
    if dump.state not in {State.QUEUED, State.RUNNING}:
        return False
    _begin(dump)
    end_s = time.monotonic() + within_s
    for kind, listed in CATALOGUE.items():
        while (number := _next_part(dump, kind)) is not None:
            _write_part(dump, listed, *number, write)
            if time.monotonic() > end_s:
                return True
    _finish(dump)
    return False


def fail_dump(*, dump_id: int, error: str) -> None:
    """Give a dump up, and say why; its files go."""
    dump = Dump.objects.get(pk=dump_id)
    now = timezone.now()
    Dump.objects.filter(pk=dump_id).update(
        state=State.FAILED, error=error, state_at=now, finished_at=now
    )
    shutil.rmtree(dump.path, ignore_errors=True)


def give_up_dumps(*, before: dt.datetime) -> int:
    """Give up dumps that were begun before `before` and that no job goes on with any more; return how many.

    A job that failed again and again is not done again: its files would lie there for ever.
    """
    stuck = Dump.objects.filter(state=State.RUNNING, state_at__lt=before)
    ids = list(stuck.values_list("pk", flat=True))
    for dump_id in ids:
        fail_dump(dump_id=dump_id, error="It was begun long ago, and the worker did not finish it.")
    return len(ids)


def remove_old_dumps(*, keep: int) -> int:
    """Remove all but the `keep` newest dumps that are ready, and those that failed before; return how many went."""
    ready = Dump.objects.filter(state=State.READY).order_by("-pk")
    oldest_kept = ready.values_list("pk", flat=True)[keep - 1 : keep].first()
    if oldest_kept is None:
        return 0
    old = Dump.objects.filter(pk__lt=oldest_kept, state__in=[State.READY, State.FAILED])
    n_removed = 0
    for dump in old:
        dump.delete()
        shutil.rmtree(dump.path, ignore_errors=True)
        n_removed += 1
    return n_removed


def _begin(dump: Dump) -> None:
    """Take the token before the first row is read: what changes from here on is in the feed after it."""
    dump.path.mkdir(parents=True, exist_ok=True)
    if dump.state == State.QUEUED:
        state = read_state()
        dump.state, dump.token = State.RUNNING, token_at(state, state.head)
        dump.state_at = timezone.now()
        dump.save(update_fields=["state", "token", "state_at"])


def _next_part(dump: Dump, kind: str) -> tuple[int, int] | None:
    """Return the number of the next part and the key after which it begins; None when the kind is done."""
    done = dump.files.filter(kind=kind, format=Format.PARQUET).order_by("-part").first()
    if done is None:
        return 1, 0
    return None if done.n_rows < settings.DUMP_PART_ROWS else (done.part + 1, done.last_id)


def _write_part(dump: Dump, listed: Listed, part: int, after: int, write: WriteFiles) -> None:
    files = [
        DumpFile(dump=dump, kind=listed.kind, part=part, format=form) for form in WRITTEN_FORMATS
    ]
    temporary = [file.path.with_suffix(".part") for file in files]
    last_id, n_rows = write(listed.component, _pages(listed, after), temporary)
    for file, path in zip(files, temporary, strict=True):
        file.last_id, file.n_rows = last_id or after, n_rows
        file.sha256, file.n_bytes = _digest(path), path.stat().st_size
        path.rename(file.path)
    DumpFile.objects.bulk_create(files)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _pages(listed: Listed, after: int) -> Iterator[Page]:
    """Yield the keys and looks of one part, page by page.

    Rows may be read between a write and the feed's next entry: the feed tells again of what it has not told so.
    """
    left, context = settings.DUMP_PART_ROWS, Context(absolute=site_address)
    while left > 0:
        ids = listed.published().filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)
        page = list(ids[: min(PAGE, left)])
        if not page:
            return
        found = list(listed.digested_looks(page, context))
        look_again_at({(listed.kind.value, key): digest for key, _look, digest in found})
        if found:
            yield [key for key, _look, _digest in found], [look for _key, look, _digest in found]
        after, left = page[-1], left - len(found)


def _finish(dump: Dump) -> None:
    now = timezone.now()
    dump.state, dump.state_at, dump.finished_at = State.READY, now, now
    with transaction.atomic():
        dump.save(update_fields=["state", "state_at", "finished_at"])
        tell_of_dump(dump=dump)
