"""Imports: 10,000 records of people, bodies, posts and mandates looked through, imported, imported again, and undone.

On SQLite, and with `CROSSCLAIM_BENCH_URL` on that PostgreSQL server too; `CROSSCLAIM_BENCH_RECORDS` asks for fewer records.
"""

from __future__ import annotations

import csv
import io
import os
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import count, islice
from typing import Any

from bench._names.made_up import made_up
from bench.database import databases, open_database
from bench.figures import Figure, measure_apart, write_figures

N_RECORDS = 10_000
PART_S = 120.0  # as long as the worker goes on at a time
COLUMNS = (
    *("type", "id", "name", "other_names", "classification", "country", "label"),
    *("organization_id", "person_id", "post_id", "start_date", "end_date"),
)


def measure() -> Iterator[Figure]:
    """Yield records a second of each step, and the memory of all, by database; each database in a new process."""
    n_records = int(os.environ.get("CROSSCLAIM_BENCH_RECORDS", N_RECORDS))
    for engine, database in databases("imports", is_new=True):
        yield from measure_apart("bench.imports", database, str(n_records), suffix=engine)


def made_up_list(n_records: int) -> str:
    """Return a CSV of so many records: of 25 one body, four posts of it, ten people with an alias, ten mandates."""
    text = io.StringIO()
    rows = csv.DictWriter(text, COLUMNS)
    rows.writeheader()
    rows.writerows(islice(_rows(), n_records))
    return text.getvalue()


def _rows() -> Iterator[dict[str, str]]:
    named = (made_up(i) for i in count())
    people = (name for name, kind in named if kind == "person")
    for i in count():
        body = f"b{i}"
        yield {"type": "organization", "id": body, "name": f"Ministry {i} of {i % 40}",
               "classification": "ministry", "country": "FR"}  # fmt: skip
        for j in range(4):
            yield {
                "type": "post",
                "id": f"{body}p{j}",
                "label": f"Head of division {j}",
                "organization_id": body,
            }
        for j, name in enumerate(islice(people, 10)):
            person, initial = f"{body}h{j}", f"{name[0]}. {name.split()[-1]}"
            yield {
                "type": "person",
                "id": person,
                "name": name,
                "other_names": initial,
                "country": "FR",
            }
            yield {"type": "membership", "id": f"{person}m", "person_id": person, "post_id": f"{body}p{j % 4}",
                   "start_date": f"{1990 + 3 * j}-02", "end_date": f"{1993 + 3 * j}-01-31"}  # fmt: skip


def run_imports(n_records: int) -> Iterator[Figure]:
    """Yield what each step of an import costs, one after the other, in an empty registry."""
    from django.core.management import call_command

    from speakers.services.imports import discard_import, request_import, start_import, undo_import

    call_command("migrate", verbosity=0)
    data = made_up_list(n_records).encode()

    def hand_in() -> Any:
        return request_import(name="list.csv", data=data, actor=None, is_queued=False)

    run = hand_in()
    yield _timed("looked through (dry run)", run)
    start_import(run=run, is_queued=False)
    yield _timed("imported", run)
    again = hand_in()
    yield _timed("the same list looked through again", again)
    discard_import(run=again)
    undo_import(run=run, actor=None, is_queued=False)
    yield _timed("undone", run)
    yield _memory()


def _timed(what: str, run: Any) -> Figure:
    """Do all of the step that the import waits for."""
    from speakers.services.imports import go_on_with_import

    started = time.perf_counter()
    while go_on_with_import(import_id=run.pk, within_s=PART_S):
        pass
    seconds = time.perf_counter() - started
    outcomes = Counter(run.lines.values_list("outcome", "undo"))
    said = ", ".join(f"{n:,} {undo or outcome}" for (outcome, undo), n in sorted(outcomes.items()))
    n_lines = outcomes.total()
    return Figure(
        what, n_lines / seconds, "records/s", "", f"{n_lines:,} records in {seconds:.1f} s: {said}"
    )


def _memory() -> Figure:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Figure("memory", peak, "MB", "", "peak of the process over all steps")


def main(arguments: Sequence[str]) -> int:
    """Measure on one database."""
    database, n_records = arguments
    open_database(database)
    write_figures(run_imports(int(n_records)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
