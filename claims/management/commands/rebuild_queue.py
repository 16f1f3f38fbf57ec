"""`manage.py rebuild_queue`: make the review queue anew."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from claims.services.filing import rebuild_queue


class Command(BaseCommand):
    """Needed after rows were put in past the services, and after an upgrade from a release without a queue."""

    help = "Make the review queue anew from the statements as they stand."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Rebuild, and say how many statements wait."""
        n_waiting = rebuild_queue()
        self.stdout.write(f"{n_waiting} statements wait.")
