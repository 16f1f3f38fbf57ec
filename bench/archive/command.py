"""`python -m bench archive`: fill a database with a made-up archive."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence

from bench.database import open_database


def main(arguments: Sequence[str] | None = None) -> int:
    """Fill the database named; return 2 when it cannot be."""
    parser = argparse.ArgumentParser(prog="python -m bench archive", description=__doc__)
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument(
        "--database", default="var/archive/archive.sqlite3", help="a file, or a URL"
    )
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    open_database(options.database)
    from django.core.management import call_command

    from analysis.matching.embedding import ENGINE, embed
    from bench.archive.filling import Plan, fill_archive
    from bench.archive.second import draw_second_readings
    from claims.models import QueueEntry
    from partners.models import Touch
    from partners.services.counting import count_all_claims

    started = time.perf_counter()

    def say(words: str) -> None:
        sys.stdout.write(f"{time.perf_counter() - started:7.1f} s  {words}\n")
        sys.stdout.flush()

    call_command("migrate", verbosity=0, interactive=False)
    try:
        n = fill_archive(
            Plan(options.statements, options.seed), embed=embed, engine=ENGINE, say=say
        )
    except ValueError as error:
        parser.error(str(error))
    n_due = draw_second_readings()
    if n_counted := count_all_claims():
        say(f"{n_counted:,} claims counted")
    Touch.objects.all().delete()  # an archive is measured, not followed: its change feed stays empty
    say(f"{QueueEntry.objects.count():,} stand in the review queue, {n_due:,} for a second reading")
    say(f"done: {n:,} statements added to {options.database}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
