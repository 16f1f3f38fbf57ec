"""`manage.py refresh_lists`: make anew what the lists of the API keep, or check it."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from partners.services.counting import count_all_claims, find_miscounted
from partners.triggers import count_everything, date_everything
from partners.weeks import find_misdated


class Command(BaseCommand):
    """Needed only where writes went past the triggers of the database; these and the worker do the rest."""

    help = "Count what speaks to each claim, and find the week of each statement, anew."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take `--check`."""
        parser.add_argument(
            "--check",
            action="store_true",
            help="compare what is kept with the rows; change nothing",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Make it anew, or compare; an error names what differs."""
        if not options["check"]:
            date_everything()
            count_everything()
            self.stdout.write(f"{count_all_claims():,} claims counted.")
            return
        claims, n_statements = find_miscounted(), len(find_misdated())
        if claims or n_statements:
            raise CommandError(
                f"Kept otherwise than the rows have it: {len(claims):,} claims and {n_statements:,} statements. "
                "Run `manage.py refresh_lists`."
            )
        self.stdout.write("All that is kept holds.")
