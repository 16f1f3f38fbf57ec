"""`manage.py propose_links`: look anew whom the names that no record is credited for may mean."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from claims.services.link_proposals import propose_links


class Command(BaseCommand):
    """Needed after a large import into the registry, and after an upgrade from a release without proposed links."""

    help = "Propose speakers for all statements that none is credited for."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Propose, and say how many proposals stand."""
        n_made = propose_links()
        self.stdout.write(f"{n_made:,} links proposed.")
