"""`manage.py forget_changes --before DATE`: shorten the change feed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from partners.services.feed import forget_changes


class Command(BaseCommand):
    """Never needed for want of speed; only where the entries of many years take too much room."""

    help = "Delete the entries of the change feed made before a day. Tokens from before then answer 410."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the day."""
        parser.add_argument("--before", required=True, metavar="YYYY-MM-DD")

    def handle(self, *_args: Any, before: str, **_options: Any) -> None:
        """Forget, and say how many entries went."""
        try:
            day = dt.datetime.fromisoformat(before)
        except ValueError as error:
            raise CommandError(f"expected a day as YYYY-MM-DD, got {before!r}") from error
        n_forgotten = forget_changes(before=day if day.tzinfo else day.replace(tzinfo=dt.UTC))
        self.stdout.write(f"{n_forgotten:,} entries deleted.")
