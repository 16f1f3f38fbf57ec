"""Names: how often "same" is right on pairs written here, and linking 10,000 mentions in registries of growing size.

`CROSSCLAIM_BENCH_URL` names an empty PostgreSQL database to measure on; SQLite in a folder of its own without it.
`CROSSCLAIM_BENCH_NAMES` bounds the largest registry, for a quick look.
"""

from __future__ import annotations

import os
import random
import resource
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from analysis.names import Verdict, judge_names
from analysis.types import SpeakerKind
from bench.figures import Figure

PAIRS = Path("tests/analysis/names/pairs.tsv")
SIZES = (10_000, 100_000, 1_000_000)
N_MENTIONS = 10_000
N_BATCH = 500
N_TYPED = 60
N_COMPARED = 500
_ONSETS = [
    "b",
    "br",
    "ch",
    "d",
    "dr",
    "f",
    "g",
    "gr",
    "h",
    "j",
    "k",
    "kl",
    "l",
    "m",
    "n",
    "p",
    "pr",
    "r",
    "s",
    "sh",
    "st",
    "t",
    "tr",
    "v",
    "z",
]
_VOWELS = ["a", "e", "i", "o", "u", "ai", "ei"]
_CODAS = ["", "", "n", "r", "l", "s", "k", "nd", "rt", "m"]
_GIVEN = [
    "Mohammed",
    "Vladimir",
    "Robert",
    "William",
    "Elizabeth",
    "Anna",
    "John",
    "Maria",
    "Sergei",
    "Yulia",
    "Ahmed",
    "Hassan",
    "Michael",
    "Peter",
    "Karl",
    "Elena",
    "Nicholas",
    "Thomas",
    "Stephen",
    "Katherine",
    "Margaret",
    "Alexander",
    "Daniel",
    "Samuel",
    "Fatima",
    "Omar",
    "Ivan",
    "Laura",
    "Victor",
    "Irene",
]
_OTHER_FORMS = {
    "Mohammed": "Muhammad", "Vladimir": "Volodymyr", "Robert": "Bob", "William": "Bill", "Elizabeth": "Liz",
    "Sergei": "Sergey", "Yulia": "Iuliia", "Ahmed": "Ahmad", "Michael": "Mike", "Karl": "Carl", "Thomas": "Tom",
    "Stephen": "Steven", "Katherine": "Kate", "Alexander": "Aleksandr", "Omar": "Umar", "Victor": "Viktor",
}  # fmt: skip
_BODIES = (
    "Ministry of {}",
    "{} Agency",
    "{} Foundation",
    "{} Ltd",
    "Institute for {} Studies",
    "Port Authority of {}",
)


def measure() -> Iterator[Figure]:
    """Yield quality on the table of pairs, pairs a second, and the cost of linking by the size of the registry."""
    yield from _measure_pairs()
    largest = int(os.environ.get("CROSSCLAIM_BENCH_NAMES", SIZES[-1]))
    with TemporaryDirectory() as folder:
        _open(folder)
        stored = 0
        for size in (size for size in SIZES if size <= largest):
            started = time.perf_counter()
            _grow(stored, size)
            note = "names with their keys, by bulk insert"
            rate = (size - stored) / (time.perf_counter() - started)
            yield Figure(f"stored, up to {size:,}", rate, "names/s", "", note)
            stored = size
            yield from _measure_linking(size)
            yield from _measure_typing(size)
            yield from _measure_duplicates(size)
        yield from _measure_storage(folder)


def _measure_pairs() -> Iterator[Figure]:
    rows = [
        line.split("\t")
        for line in PAIRS.read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    ]
    started = time.perf_counter()
    found = [(_judge(a, b, kind), Verdict(verdict)) for a, b, kind, verdict, _why in rows]
    seconds = time.perf_counter() - started
    n_right = sum(said == wanted for said, wanted in found)
    said_same = [wanted for said, wanted in found if said is Verdict.SAME]
    n_same = sum(wanted is Verdict.SAME for _said, wanted in found)
    n_hit = said_same.count(Verdict.SAME)
    note = f"{len(rows)} pairs written for this project; first sight: see above"
    yield Figure("pairs judged as written", 100 * n_right / len(rows), "%", "", note)
    yield Figure("precision of same", n_hit / len(said_same), "", "> 0.99", note)
    yield Figure("recall of same", n_hit / n_same, "", "", note)
    yield Figure("pairs judged", len(rows) / seconds, "pairs/s", "", "one process, nothing kept")


def _judge(a: str, b: str, kind: str) -> Verdict:
    kinds = [None if part == "-" else SpeakerKind(part) for part in kind.split("/")]
    return judge_names(a, b, one_kind=kinds[0], other_kind=kinds[-1]).verdict


def _open(folder: str) -> None:
    os.environ |= {"DEBUG": "1", "CROSSCLAIM_VAR": folder, "LOG_LEVEL": "ERROR"}
    os.environ.pop("DATABASE_URL", None)
    if url := os.environ.get("CROSSCLAIM_BENCH_URL"):
        os.environ["DATABASE_URL"] = url
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.DEBUG = False
    call_command("migrate", verbosity=0)


def made_up(i: int) -> tuple[str, str]:
    """Return the name and kind of the `i`-th speaker: seven people in ten, about as many namesakes as in life."""
    rng = random.Random(i)  # noqa: S311 - the same names every time
    word = _word(rng) + _word(rng, is_last=True)
    if i % 10 < 7:
        middle = f" {rng.choice('ABCDEFGHJKLMNPRST')}." if rng.random() < 0.2 else ""
        return f"{rng.choice(_GIVEN)}{middle} {word.capitalize()}", "person"
    words = f"{word.capitalize()} {_word(rng, is_last=True).capitalize()}"
    return rng.choice(_BODIES).format(words), "agency"


def other_form(name: str) -> str:
    """Return a name as another article may have it: a spelling or short form, capitals, or the surname first."""
    first, _space, rest = name.partition(" ")
    if first in _OTHER_FORMS:
        return f"{_OTHER_FORMS[first]} {rest}"
    return f"{rest}, {first}" if first in _GIVEN else name.upper()


def _word(rng: random.Random, *, is_last: bool = False) -> str:
    end = rng.choice(_CODAS) if is_last else ""
    return (
        rng.choice(_ONSETS) + rng.choice(_VOWELS) + rng.choice(_ONSETS) + rng.choice(_VOWELS) + end
    )


def _grow(start: int, stop: int) -> None:
    from django.db import connection, transaction

    from speakers.models import NameKey, NameStart, Speaker, SpeakerName
    from speakers.names import name_key
    from speakers.services.name_keys import keys_of, starts_of

    for low in range(start, stop, 5000):
        with transaction.atomic():
            made = [made_up(i) for i in range(low, min(low + 5000, stop))]
            speakers = Speaker.objects.bulk_create(
                Speaker(name=name, slug=f"s-{low + i}", kind=kind)
                for i, (name, kind) in enumerate(made)
            )
            names = SpeakerName.objects.bulk_create(
                SpeakerName(speaker=s, name=s.name, key=name_key(s.name), kind="full")
                for s in speakers
            )
            NameKey.objects.bulk_create(
                NameKey(name=row, key=key)
                for row, s in zip(names, speakers, strict=True)
                for key in keys_of(row.name, s.kind)
            )
            NameStart.objects.bulk_create(
                NameStart(name=row, key=start) for row in names for start in starts_of(row.key)
            )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as PostgreSQL does by itself on a live registry


def _measure_linking(size: int) -> Iterator[Figure]:
    """Link as many mentions as ever, half of them registered in another form, half of nobody who is there."""
    from speakers.candidates import Mention
    from speakers.services.linking import find_speakers

    rng = random.Random(size)  # noqa: S311 - the same mentions every time
    n = min(N_MENTIONS, size)
    known = [made_up(i) for i in rng.sample(range(size), n // 2)]
    unknown = [made_up(SIZES[-1] + i) for i in range(n // 2)]
    mentions = [Mention(other_form(name), kind) for name, kind in known]
    mentions += [Mention(name, kind) for name, kind in unknown]
    rng.shuffle(mentions)
    before = _peak_mb()
    started = time.perf_counter()
    n_linked = 0
    slowest = 0.0
    for low in range(0, n, N_BATCH):
        began = time.perf_counter()
        matches = find_speakers(mentions[low : low + N_BATCH])
        n_linked += sum(match.speaker is not None for match in matches.values())
        slowest = max(slowest, time.perf_counter() - began)
    seconds = time.perf_counter() - started
    note = f"{n_linked:,} linked; in batches of {N_BATCH}, the slowest {slowest:.2f} s"
    yield Figure(f"{n:,} mentions against {size:,} names", seconds, "s", "", note)
    note = f"peak of the process {_peak_mb():,.0f} MB"
    yield Figure(f"memory taken for it at {size:,}", _peak_mb() - before, "MB", "", note)


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


def _measure_storage(folder: str) -> Iterator[Figure]:
    path = Path(folder) / "db.sqlite3"
    if path.exists():
        size = sum(file.stat().st_size for file in path.parent.glob("db.sqlite3*")) / 1e6
        yield Figure("database on disk", size, "MB", "", "everything, SQLite")


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
