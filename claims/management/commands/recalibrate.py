"""`manage.py recalibrate`: fit the confidence to what editors accept."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from analysis.attribution.model import ENGINE
from claims.errors import ReviewError
from claims.models import Recalibration
from claims.quality.calibration import Report, compare, fit
from claims.services.counting import count_outcomes
from claims.services.recalibrating import (
    drop_recalibration,
    read_decisions,
    store_recalibration,
    use_recalibration,
    used_recalibration,
    weights_of,
)

N_CHUNKS = 10_000
COLUMNS = ("shipped", "in use", "refitted")
ROWS = (
    ("error", "expected calibration error"),
    ("brier", "Brier score"),
    ("log_loss", "log loss"),
    ("auc", "AUC"),
)


class Command(BaseCommand):
    """Prints the figures before and after; puts the new confidence to use unless it is worse."""

    help = "Fit the engine's confidence on editors' decisions, print before and after, and put it to use in new runs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take `--dry-run` and `--force`, or one of `--reset`, `--use` and `--list`."""
        parser.add_argument(
            "--dry-run", action="store_true", help="print the figures, change nothing"
        )
        parser.add_argument(
            "--force", action="store_true", help="put to use even what is no better"
        )
        other = parser.add_mutually_exclusive_group()
        other.add_argument(
            "--reset", action="store_true", help="go back to the confidence that ships"
        )
        other.add_argument("--use", type=int, metavar="N", help="go back to the recalibration N")
        other.add_argument("--list", action="store_true", help="list the recalibrations there are")

    def handle(
        self, *args: Any, dry_run: bool, force: bool, reset: bool, use: int | None, **options: Any
    ) -> None:
        """Fit, or do what was asked instead."""
        if options["list"]:
            self._list()
        elif reset:
            done = "is in use again" if drop_recalibration() else "is in use already"
            self.stdout.write(f"The confidence that ships {done}.")
        elif use is not None:
            self._use(use)
        else:
            self._fit(dry_run=dry_run, force=force)

    def _fit(self, *, dry_run: bool, force: bool) -> None:
        count_outcomes(n_chunks=N_CHUNKS)
        decisions, used = read_decisions(engine=ENGINE), used_recalibration(engine=ENGINE)
        try:
            report = compare(decisions, in_use=weights_of(used) if used else None)
        except ValueError as error:
            raise CommandError(f"nothing is changed: {error}") from error
        self._print(report)
        if dry_run:
            return
        if not report.is_better and not force:
            self.stdout.write("Nothing is changed: the confidence in use does as well or better.")
            return
        row = store_recalibration(engine=ENGINE, weights=fit(decisions), report=report)
        self.stdout.write(f"New runs are by {row.name}; --reset goes back.")

    def _print(self, report: Report) -> None:
        self.stdout.write(
            f"{report.n_decisions} decisions on proposals of {ENGINE}, {report.n_accepted} accepted."
        )
        columns = (report.shipped, report.in_use, report.refitted)
        self.stdout.write(f"{'':28}" + "".join(f"{name:>10}" for name in COLUMNS))
        for field, label in ROWS:
            values = "".join(f"{getattr(figures, field):>10.4f}" for figures in columns)
            self.stdout.write(f"{label:28}{values}")
        self.stdout.write(
            "Refitted: five folds, each article scored by weights that did not see it."
        )

    def _use(self, number: int) -> None:
        try:
            row = use_recalibration(number=number)
        except ReviewError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"In use: {row.name}, fitted on {row.n_decisions} decisions.")

    def _list(self) -> None:
        for row in Recalibration.objects.all():
            mark = "in use" if row.is_used else ""
            made = f"{row.made_at:%Y-%m-%d %H:%M}"
            self.stdout.write(f"{row.name}  {made}  {row.n_decisions} decisions  {mark}".rstrip())
        if not Recalibration.objects.exists():
            self.stdout.write("There is none: the confidence that ships is in use.")
