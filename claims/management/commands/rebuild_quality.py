"""`manage.py rebuild_quality`: count anew how the engine's proposals fared."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from claims.services.counting import rebuild_outcomes


class Command(BaseCommand):
    """Needed after rows were put in past the services, or when desks should hold for what was decided before."""

    help = "Count anew, from the statements and their log, how the engine's proposals fared."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Rebuild, and say how many proposals are decided."""
        n_decided = rebuild_outcomes()
        self.stdout.write(f"{n_decided} decided proposals are counted.")
