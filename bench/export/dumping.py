"""A dump of everything, written as the worker writes it, in a process of its own; nothing of it stays."""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.database import open_database
from bench.export.measured import Speed, own_peak_mib

FOLDER = "export-bench-"


def dump(database: str) -> Iterator[Speed]:
    """Measure a whole dump, and how far its memory had grown after the first part of the statements."""
    open_database(database)
    from django.conf import settings
    from django.db.models import Sum

    from partners.dump_files import write_files
    from partners.models import Dump
    from partners.services.dumping import write_parts

    settings.DUMPS_DIR = Path(tempfile.mkdtemp(prefix=FOLDER, dir=settings.VAR_DIR))
    one = Dump.objects.create()
    try:
        peaks, started = [], time.perf_counter()
        while write_parts(dump_id=one.pk, within_s=0.0, write=write_files):  # part by part
            peaks.append(
                (one.files.filter(format="jsonl").aggregate(n=Sum("n_rows"))["n"], own_peak_mib())
            )
        seconds = time.perf_counter() - started
        for form in ("jsonl", "parquet"):
            files = one.files.filter(format=form)
            n, n_bytes = (files.aggregate(n=Sum(column))["n"] for column in ("n_rows", "n_bytes"))
            name = f"dump, {'JSON lines, gzip' if form == 'jsonl' else 'Parquet'}"
            yield Speed(name, n, seconds, own_peak_mib(), _note(n_bytes, len(files), peaks))
    finally:
        one.delete()
        shutil.rmtree(settings.DUMPS_DIR)


def _note(n_bytes: int, n_files: int, peaks: list[tuple[int, float]]) -> str:
    early = next(((n, peak) for n, peak in peaks if n >= 50_000), peaks[-1])
    return (
        f"both formats in one pass; {n_files} files, {n_bytes / 2**20:,.0f} MiB; "
        f"{early[1]:,.0f} MiB resident after {early[0]:,} rows"
    )


def main() -> int:
    """Measure what the parent asked for."""
    for speed in dump(sys.argv[1]):
        sys.stdout.write(json.dumps({"what": "dump", "speed": speed.as_dict()}) + "\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
