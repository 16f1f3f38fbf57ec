"""`manage.py rebuild_search`: fill the full-text index anew."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from claims.search.index import rebuild_index


class Command(BaseCommand):
    """Only needed when the index is suspected to be wrong: triggers keep it by themselves."""

    help = "Fill the full-text index of statements anew from the rows as they stand."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Rebuild, and say how many statements the index holds."""
        n_indexed = rebuild_index()
        self.stdout.write(f"{n_indexed} statements in the index.")
