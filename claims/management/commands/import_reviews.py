"""`manage.py import_reviews`: match a feed of published reviews with the claims here."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.errors import ReviewError
from claims.models import ReviewImport
from claims.review_matching import match_reviews
from claims.services.review_imports import request_import, undo_import


class Command(BaseCommand):
    """`manage.py import_reviews FILE_OR_URL [--dry-run]`, and `--undo NUMBER`."""

    help = "Match published ClaimReview JSON-LD (a list, a DataFeed, one a line) with claims, as suggestions for editors."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take a file or an address, or the number of an import to undo."""
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("source", nargs="?", help="a file, or an address with https://")
        what.add_argument("--undo", type=int, metavar="NUMBER", help="undo this import instead")
        parser.add_argument("--dry-run", action="store_true", help="only show what would match")

    def handle(self, *args: Any, **options: Any) -> None:
        """Match and report; exit with an error if the feed cannot be read."""
        try:
            if options["undo"]:
                self._undo(options["undo"])
            else:
                self._import(options["source"], is_dry_run=options["dry_run"])
        except ReviewError as error:
            raise CommandError(str(error)) from error

    def _import(self, source: str, *, is_dry_run: bool) -> None:
        is_url = source.startswith(("https://", "http://"))
        try:
            data = None if is_url else Path(source).read_bytes()
        except OSError as error:
            raise CommandError(str(error)) from error
        run = request_import(
            source=source if is_url else Path(source).name,
            data=data,
            actor=None,
            is_dry_run=is_dry_run,
            queue=False,
        )
        match_reviews(run.pk)
        run.refresh_from_db()
        if run.state == ReviewImport.State.FAILED:
            raise CommandError(run.failure)
        for row in run.report:
            claim = f" claim {row['claim']}" if "claim" in row else ""
            self.stdout.write(
                f"{row['row']}: {row['outcome']}{claim} · {row['words']} {row.get('detail', '')}".rstrip()
            )
        counts = ", ".join(f"{name} {n}" for name, n in run.outcomes.items())
        self.stdout.write(
            f"Import {run.pk}{' (dry run)' if is_dry_run else ''}: {run.n_done} reviews: {counts}"
        )

    def _undo(self, number: int) -> None:
        run = ReviewImport.objects.filter(pk=number).first()
        if run is None:
            raise CommandError(f"There is no import {number}.")
        self.stdout.write(f"Import {number} undone: {undo_import(run=run)} suggestions taken back.")
