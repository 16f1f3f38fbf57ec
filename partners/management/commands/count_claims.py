"""`manage.py count_claims`: count what speaks to claims, or check what is kept."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from partners.services.counting import count_all_claims, find_miscounted
from partners.triggers import count_everything


class Command(BaseCommand):
    """Needed only where writes went past the triggers of the database; the worker does the rest."""

    help = "Count what speaks to each claim, as the API shows it, anew."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take `--check`."""
        parser.add_argument(
            "--check",
            action="store_true",
            help="compare what is kept with the rows; change nothing",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Count, or compare; an error names what differs."""
        if not options["check"]:
            count_everything()
            self.stdout.write(f"{count_all_claims():,} claims counted.")
        elif wrong := find_miscounted():
            raise CommandError(
                f"{len(wrong):,} claims were miscounted, the first is {wrong[0]}: run `manage.py count_claims`."
            )
        else:
            self.stdout.write("All kept counts hold.")
