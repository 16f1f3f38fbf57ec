"""One registry: `python -m bench._names.registry fill|measure DATABASE SIZE`, figures as lines of JSON.

Filling goes on where it was stopped. Measuring is a process of its own, so that its memory is that of the look-ups.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Iterator, Sequence

from bench._names.made_up import made_up, other_form
from bench.database import open_database
from bench.figures import Figure, write_figures

N_MENTIONS = 10_000
N_BATCH = 500
N_TYPED = 60
N_COMPARED = 500
N_FILLED = 20_000
# Numbers of made-up names that no registry holds.
FIRST_STRANGER = 1_000_000


def fill(size: int) -> Iterator[Figure]:
    """Store names with their keys until there are `size`; yield the speed if there were none."""
    from django.core.management import call_command
    from django.db import connection

    from speakers.models import Speaker

    call_command("migrate", verbosity=0)
    stored = Speaker.objects.count()
    if connection.vendor == "sqlite":
        with (
            connection.cursor() as cursor
        ):  # else the index of keys is read from disk for every row
            cursor.execute("PRAGMA cache_size = -800000")
    started = time.perf_counter()
    for low in range(stored, size, N_FILLED):
        _store(low, min(low + N_FILLED, size))
    if stored < size and connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # as it does by itself on a live registry; SQLite does not
    if not stored:
        rate = size / (time.perf_counter() - started)
        note = "names with their keys, by bulk insert"
        yield Figure(f"stored, up to {size:,}", rate, "names/s", "", note)


def _store(low: int, high: int) -> None:
    from django.db import transaction

    from bench.archive.tables import insert_rows
    from speakers.models import NameKey, NameStart, Speaker, SpeakerName
    from speakers.names import name_key
    from speakers.services.name_keys import keys_of, starts_of

    made = [(i + 1, *made_up(i)) for i in range(low, high)]
    named = [(pk, pk, name, name_key(name), "full") for pk, name, _kind in made]
    keys = ((pk, key) for pk, name, kind in made for key in sorted(keys_of(name, kind)))
    starts = ((pk, start) for pk, _pk, _name, key, _kind in named for start in starts_of(key))
    with transaction.atomic():
        rows = ((pk, name, kind, f"s-{pk}") for pk, name, kind in made)
        insert_rows(Speaker, ("id", "name", "kind", "slug"), rows)
        insert_rows(SpeakerName, ("id", "speaker_id", "name", "key", "kind"), named)
        insert_rows(NameKey, ("name_id", "key"), keys)
        insert_rows(NameStart, ("name_id", "key"), starts)


def measure(size: int) -> Iterator[Figure]:
    """Yield what look-ups cost in a registry of `size` names, which stays as it is."""
    yield from _measure_linking(size)
    yield from _measure_typing(size)
    yield from _measure_duplicates(size)
    yield Figure(f"database at {size:,}", _stored_mb(), "MB", "", "everything, indexes included")


def _measure_linking(size: int) -> Iterator[Figure]:
    """Link as many mentions as ever, half of them registered in another form, half of nobody who is there."""
    from speakers.candidates import Mention
    from speakers.models import Speaker
    from speakers.services.linking import find_speakers

    rng = random.Random(size)  # noqa: S311 - the same mentions every time
    n = min(N_MENTIONS, size)
    known = [made_up(i) for i in rng.sample(range(size), n // 2)]
    meant = {Mention(other_form(name), kind): name for name, kind in known}
    strangers = [Mention(*made_up(FIRST_STRANGER + i)) for i in range(n // 2)]
    mentions = [*meant, *strangers]
    rng.shuffle(mentions)
    before = _peak_mb()
    started = time.perf_counter()
    linked: dict[Mention, Speaker] = {}
    slowest = 0.0
    for low in range(0, len(mentions), N_BATCH):
        began = time.perf_counter()
        found = find_speakers(mentions[low : low + N_BATCH])
        linked |= {mention: one.speaker for mention, one in found.items() if one.speaker}
        slowest = max(slowest, time.perf_counter() - began)
    seconds = time.perf_counter() - started
    note = f"in batches of {N_BATCH}, the slowest {slowest:.2f} s"
    yield Figure(f"{n:,} mentions against {size:,} names", seconds, "s", "", note)
    taken, note = _peak_mb() - before, f"peak of the process {_peak_mb():,.0f} MB"
    yield Figure(f"memory taken for it at {size:,}", taken, "MB", "", note)
    n_right = sum(linked[one].name == name for one, name in meant.items() if one in linked)
    note = f"{n_right:,} of {len(meant):,} in the registry, in another form there"
    yield Figure(f"linked to whom they mean at {size:,}", 100 * n_right / len(meant), "%", "", note)
    n_wrong = len(linked) - n_right
    note = f"of {len(linked):,} links; half of the mentions are of nobody in the registry"
    yield Figure(f"linked to another at {size:,}", n_wrong, "links", "", note)


def _measure_typing(size: int) -> Iterator[Figure]:
    """Suggest speakers for every beginning of names, as a field does while somebody types."""
    from speakers.matching import match_names
    from speakers.models import Speaker

    rng = random.Random(size)  # noqa: S311 - the same names every time
    typed = sorted(
        {
            words[:n]
            for words in (made_up(i)[0].lower() for i in rng.sample(range(size), N_TYPED))
            for n in (1, 2, 4, 8, len(words))
        }
    )
    for what, look in (
        ("suggested", lambda words: list(Speaker.objects.suggested(words)[:12])),
        ("matched with roles and other spellings", match_names),
    ):
        seconds = []
        for words in typed:
            began = time.perf_counter()
            look(words)
            seconds.append(time.perf_counter() - began)
        seconds.sort()
        p95 = seconds[int(len(seconds) * 0.95)] * 1000
        note = f"{len(typed)} beginnings of names, 1 letter to all; slowest {seconds[-1] * 1000:.0f} ms"
        yield Figure(f"{what} for what is typed at {size:,}, 95th percentile", p95, "ms", "", note)


def _measure_duplicates(size: int) -> Iterator[Figure]:
    """Compare some records with all that share a key, as the worker does with those that changed."""
    from speakers.models import LikelyPair, Speaker
    from speakers.services.duplicates import N_BATCH as N_RECORDS
    from speakers.services.duplicates import compare_records

    Speaker.objects.update(compared_at=None)
    began = time.perf_counter()
    n = sum(compare_records() for _batch in range(N_COMPARED // N_RECORDS))
    rate = n / (time.perf_counter() - began)
    note = f"{n:,} records, {LikelyPair.objects.count():,} pairs kept; batches of {N_RECORDS}"
    yield Figure(f"records compared at {size:,}", rate, "records/s", "", note)
    LikelyPair.objects.all().delete()


def _stored_mb() -> float:
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
        else:
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
        return float(cursor.fetchone()[0]) / 1e6


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(arguments: Sequence[str]) -> int:
    """Do one step on one database."""
    step, database, size = arguments
    open_database(database)
    write_figures({"fill": fill, "measure": measure}[step](int(size)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
