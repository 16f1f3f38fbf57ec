"""`manage.py rebuild_index`: make the missing vectors, and write the index file anew."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from claims.matching_gateway import ENGINE
from claims.models import Statement
from claims.tasks import make_vectors
from claims.vector_store import index_path, open_index

AT_ONCE = 2_000


class Command(BaseCommand):
    """Safe to stop and to start again: what is made stays made."""

    help = "Make the vectors that statements and claims lack, and write the search index anew."

    def handle(self, *args: Any, **options: Any) -> None:
        """Walk the statements by key, then save the index."""
        n_made, last = 0, 0
        shown = Statement.objects.shown().order_by("pk")
        while keys := list(shown.filter(pk__gt=last).values_list("pk", flat=True)[:AT_ONCE]):
            n_made += make_vectors(keys)
            last = keys[-1]
        make_vectors(())
        index_path().unlink(missing_ok=True)
        index = open_index(engine=ENGINE)
        path = index.save()
        self.stdout.write(f"{n_made} vectors made, {len(index.rows)} in {path}.")
