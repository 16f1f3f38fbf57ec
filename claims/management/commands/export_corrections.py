"""`manage.py export_corrections`: what editors decided, in the format that `training/` learns from."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from claims.quality.corrections import count_partial, read_corrections
from claims.services.counting import count_outcomes

N_CHUNKS = 10_000


class Command(BaseCommand):
    """Writes one line an article whose statements are all decided; says how many are decided in part."""

    help = "Write articles whose statements editors have all decided as JSON lines that training/ reads."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file to write; standard output without one."""
        parser.add_argument(
            "file", nargs="?", type=Path, help="file to write instead of standard output"
        )

    def handle(self, *args: Any, file: Path | None, **options: Any) -> None:
        """Write line by line, then tell on standard error what was left out."""
        count_outcomes(n_chunks=N_CHUNKS)
        if file is None:
            n_written = self._write(self.stdout)
        else:
            with file.open("w", encoding="utf-8") as out:
                n_written = self._write(out)
        self.stderr.write(
            f"{n_written} articles written; {count_partial()} more are decided in part and were left out."
        )

    def _write(self, out: Any) -> int:
        n_written = 0
        for line in read_corrections():
            out.write(line.rstrip("\n") if out is self.stdout else line)
            n_written += 1
        return n_written
