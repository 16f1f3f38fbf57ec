"""Write the registry as Popolo JSON."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from speakers.popolo import popolo_text


class Command(BaseCommand):
    """`manage.py export_registry [FILE]`: people, organisations, posts and memberships, to a file or standard output."""

    help = "Write the registry as Popolo JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take a file to write."""
        parser.add_argument("file", nargs="?", type=Path, help="default: standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write row by row."""
        path: Path | None = options["file"]
        if path is None:
            for part in popolo_text():
                self.stdout.write(part, ending="")
            return
        with path.open("w", encoding="utf-8") as file:
            file.writelines(popolo_text())
