"""`manage.py restart_feed`: end all tokens of the change feed."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from partners.services.feed import restart_feed


class Command(BaseCommand):
    """Needed once after a backup was restored: partners may have been told of things that are no longer so."""

    help = "End all tokens of the change feed, so that every partner makes a full copy again."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Restart, and say what follows."""
        state = restart_feed()
        self.stdout.write(
            f"The feed is now called {state.epoch}. Every token given before answers 410, and partners make a "
            "full copy again."
        )
