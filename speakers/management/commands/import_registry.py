"""Take a file of people, bodies, posts and mandates into the registry."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from speakers.errors import RegistryError
from speakers.models import ImportLine, RegistryImport
from speakers.services.imports import (
    discard_import,
    go_on_with_import,
    request_import,
    start_import,
    undo_import,
)

PART_S = 5.0


class Command(BaseCommand):
    """`manage.py import_registry FILE [--dry-run]`, and `--undo NUMBER` for a whole import."""

    help = "Import people, organisations, posts and memberships: Popolo JSON or CSV, or Wikidata entity JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take a file, or the number of an import to undo."""
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("file", nargs="?", type=Path, help="the file to import")
        what.add_argument("--undo", type=int, metavar="NUMBER", help="undo this import instead")
        parser.add_argument("--dry-run", action="store_true", help="show what would change")
        parser.add_argument(
            "--format",
            choices=RegistryImport.Format.values,
            default="",
            help="default: by the file",
        )
        parser.add_argument(
            "--list",
            default="",
            metavar="NAME",
            help="the list whose identifiers these are (default: the file's name)",
        )
        parser.add_argument(
            "--match-names",
            action="store_true",
            help="join a record with the only one of its name, if nothing speaks against it",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Look through, then import; or undo."""
        try:
            run = self._undo(options["undo"]) if options["undo"] else self._import(options)
        except RegistryError as error:
            raise CommandError(str(error)) from error
        if run.state == RegistryImport.State.FAILED:
            raise CommandError(run.failure)

    def _import(self, options: dict[str, Any]) -> RegistryImport:
        path: Path = options["file"]
        try:
            data = path.read_bytes()
        except OSError as error:
            raise CommandError(f"{path} cannot be read ({error.strerror}).") from error
        run = request_import(
            name=path.name,
            data=data,
            actor=None,
            format_=options["format"],
            scheme=options["list"],
            matches_names=options["match_names"],
            is_queued=False,
        )
        self._work(run)
        if run.state != RegistryImport.State.CHECKED:
            return run
        if options["dry_run"]:
            self._show(run)
            discard_import(run=run)
            self.stdout.write("Nothing was written: this was a dry run.")
            return run
        start_import(run=run, is_queued=False)
        self._work(run)
        self._show(run, is_brief=True)
        self.stdout.write(f"This is import {run.pk}: --undo {run.pk} takes it back.")
        return run

    def _undo(self, number: int) -> RegistryImport:
        run = RegistryImport.objects.filter(pk=number).first()
        if run is None:
            raise CommandError(f"There is no import {number}.")
        undo_import(run=run, actor=None, is_queued=False)
        self._work(run)
        for line in run.lines.filter(undo=ImportLine.Undo.LEFT):
            self.stdout.write(f"  line {line.line}: {line.label}: left alone, {line.undo_said}")
        n = run.lines.filter(undo=ImportLine.Undo.TAKEN_BACK).count()
        self.stdout.write(f"{n} records taken back.")
        return run

    def _work(self, run: RegistryImport) -> None:
        """Do all of a step, and say how far it is."""
        is_unfinished = True
        while is_unfinished:
            is_unfinished = go_on_with_import(import_id=run.pk, within_s=PART_S)
            run.refresh_from_db()
            if is_unfinished:
                self.stderr.write(f"  {run.n_done:,} of {run.n_records:,} …")

    def _show(self, run: RegistryImport, *, is_brief: bool = False) -> None:
        refused = ImportLine.Outcome.REFUSED
        shown = run.lines.filter(outcome=refused) if is_brief else run.lines.all()
        for line in shown.exclude(outcome=ImportLine.Outcome.UNCHANGED).iterator():
            self.stdout.write(f"  line {line.line}: {line.label}: {line.get_outcome_display()}")
            for change in line.changes:
                self.stdout.write(
                    f"    {change['field']}: {change['before'] or '–'} → {change['after'] or '–'}"
                )
            for note in line.notes_said:
                self.stdout.write(f"    {note}")
        counts = RegistryImport.objects.with_outcomes().get(pk=run.pk)
        self.stdout.write(
            ", ".join(
                f"{getattr(counts, f'n_{outcome}')} {outcome}"
                for outcome in ("added", "changed", "unchanged", "refused")
            )
            + "."
        )
