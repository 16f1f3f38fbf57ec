"""`manage.py rebuild_index`: make the missing vectors, and the index over them anew."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims import pgvector
from claims.matching_gateway import ENGINE
from claims.models import Statement
from claims.tasks import make_vectors
from claims.vector_store import index_path, open_index

AT_ONCE = 2_000


class Command(BaseCommand):
    """Safe to stop and to start again: what is made stays made."""

    help = "Make the vectors that statements and claims lack, and write the search index anew."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where the index is kept from now on; without either, where it is kept already."""
        where = parser.add_mutually_exclusive_group()
        where.add_argument(
            "--pgvector", action="store_true", help="in PostgreSQL, by its extension pgvector"
        )
        where.add_argument(
            "--memory", action="store_true", help="in the memory of each worker, from a file"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Walk the statements by key, then make the index."""
        n_made = self._make_vectors()
        if options["memory"]:
            pgvector.drop()
        if options["pgvector"] or pgvector.is_prepared():
            self._prepare(n_made)
            return
        index_path().unlink(missing_ok=True)
        index = open_index(engine=ENGINE)
        path = index.save()
        self.stdout.write(f"{n_made} vectors made, {len(index.rows)} in {path}.")
        if version := pgvector.server_version():
            self.stdout.write(
                f"The server has pgvector {version}: with --pgvector no worker keeps vectors in memory."
            )

    def _make_vectors(self) -> int:
        n_made, last = 0, 0
        shown = Statement.objects.shown().order_by("pk")
        while keys := list(shown.filter(pk__gt=last).values_list("pk", flat=True)[:AT_ONCE]):
            n_made += make_vectors(keys)
            last = keys[-1]
        make_vectors(())
        return n_made

    def _prepare(self, n_made: int) -> None:
        try:
            n_held = pgvector.prepare(engine=ENGINE, say=self.stdout.write)
        except pgvector.PgvectorError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{n_made} vectors made, {n_held} in the database's own index. Restart the workers to use it."
        )
