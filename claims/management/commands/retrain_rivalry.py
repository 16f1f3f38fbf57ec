"""`manage.py retrain_rivalry`: learn from editors' decisions which statements compete."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from analysis.contrast.rerank import fit_reranker, write_reranker
from claims.services.learning import measure, read_decisions, reranker_path


class Command(BaseCommand):
    """Prints how well rivals are told before and after; writes the weights unless they are worse."""

    help = "Fit the re-ranker on editors' decisions, print before and after, and write it under VAR_DIR/models."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take `--dry-run` and `--force`."""
        parser.add_argument(
            "--dry-run", action="store_true", help="print the figures, write nothing"
        )
        parser.add_argument("--force", action="store_true", help="write even what is no better")

    def handle(self, *args: Any, dry_run: bool, force: bool, **options: Any) -> None:
        """Measure by cross-validation, then fit on every decision."""
        decisions = read_decisions()
        try:
            learnt = measure(decisions)
            reranker = fit_reranker(decisions)
        except ValueError as error:
            raise CommandError(f"nothing is written: {error}") from error
        self.stdout.write(
            f"{learnt.n_decisions} decisions, {learnt.n_rivals} of them rivals. "
            f"AUC before {learnt.auc_before:.3f}, after {learnt.auc_after:.3f} "
            "(five folds, each scored by weights that did not see it)."
        )
        if dry_run:
            return
        if learnt.auc_after <= learnt.auc_before and not force:
            self.stdout.write("Nothing is written: the fixed weights do as well or better.")
            return
        path = reranker_path()
        path.parent.mkdir(parents=True, exist_ok=True)
        write_reranker(reranker, path)
        self.stdout.write(f"Written to {path}; workers use it from now on.")
