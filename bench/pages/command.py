"""`python -m bench pages`: the pages on a large archive, on SQLite and PostgreSQL in one run."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack

from bench.__main__ import describe_machine
from bench.database import ROOT
from bench.pages.measuring import WHAT
from bench.pages.timing import Row
from bench.recording import command_of, record_sections
from scripts.with_postgres import find_binaries
from scripts.with_postgres import serving as serving_postgres

N = 50
# As a server is set up that must not lose anything: nothing here is hastened.
DURABLE = ("max_connections=60", "shared_buffers=512MB", "effective_cache_size=4GB", "jit=off")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure every database named; fill it first where need be."""
    parser = argparse.ArgumentParser(prog="python -m bench pages", description=__doc__)
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument(
        "--database",
        action="append",
        help="a file or a URL, may be repeated; without it SQLite in var/ and a throw-away PostgreSQL",
    )
    parser.add_argument("--only", action="append", choices=WHAT, help="may be repeated")
    parser.add_argument("--n", type=int, default=N, help=f"requests of each kind, {N} if not given")
    parser.add_argument("--write", action="store_true", help="record the table in bench/results.md")
    options = parser.parse_args(arguments)
    with ExitStack() as stack:
        databases = options.database or list(usual_databases(options.statements, stack))
        columns = {}
        for database in databases:
            fill(database, options.statements)
            columns[name_of(database)] = list(_measure(database, options))
    text = "\n".join(write_table(columns, options))
    sys.stdout.write(f"\n{text}\n")
    if options.write:
        record_sections({"pages": text})
    return 0


def usual_databases(n_statements: int, stack: ExitStack) -> Iterator[str]:
    """Yield the SQLite file in `var/` and the address of a PostgreSQL that lives as long as `stack`."""
    yield str(ROOT / "var" / "archive" / f"archive-{n_statements}.sqlite3")
    binaries = find_binaries()
    if binaries is None:
        sys.stderr.write("No PostgreSQL here: SQLite alone is measured.\n")
        return
    yield stack.enter_context(serving_postgres(binaries, settings=DURABLE))


def name_of(database: str) -> str:
    """Return what a column is called."""
    return "PostgreSQL" if database.startswith("postgres") else "SQLite"


def fill(database: str, n_statements: int) -> None:
    """Bring the archive to so many statements; what is there stays."""
    command = [sys.executable, "-m", "bench", "archive", "--database", database]
    subprocess.run([*command, "--statements", str(n_statements)], cwd=ROOT, check=True)


def _measure(database: str, options: argparse.Namespace) -> Iterator[Row]:
    """Yield the rows of one database, each printed as it comes."""
    asked = {
        "database": database,
        "statements": options.statements,
        "what": options.only or list(WHAT),
        "n": options.n,
    }
    command = [sys.executable, "-m", "bench.pages.measuring", json.dumps(asked)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        for line in child.stdout:
            row = Row(**json.loads(line))
            sys.stdout.write(
                f"{name_of(database):10} {row.name:50} {row.median:8.1f} {row.p95:8.1f} {row.p99:8.1f}  {row.note}\n"
            )
            sys.stdout.flush()
            yield row
    if child.returncode:
        raise SystemExit(f"measuring {name_of(database)} failed")


def write_table(columns: dict[str, list[Row]], options: argparse.Namespace) -> Iterator[str]:
    """Yield the lines of the section: what was measured, on what, and a row for each kind of request."""
    command = command_of("pages", options, kept=("statements", "n", "only"))
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    yield (
        f"{options.statements:,} statements; gunicorn with 2 processes of 4 threads over "
        f"loopback, client and database on the same machine. A contrast page is of the question with most statements, 2,000 of a "
        f"million. {describe_machine(command)} Load at the end {load}. "
        "Milliseconds: median / p95 / p99."
    )
    yield ""
    names = list(columns)
    yield f"| what | aim (p95) | {' | '.join(names)} | how |"
    yield "|---|---|" + "---|" * (len(names) + 1)
    for rows in zip(*columns.values(), strict=True):
        times = " | ".join(f"{r.median:.0f} / **{r.p95:.0f}** / {r.p99:.0f}" for r in rows)
        first = rows[0]
        how = f"{first.n} times" + (f"; {first.note}" if first.note else "")
        yield f"| {first.name} | {first.aim or '-'} | {times} | {how} |"


if __name__ == "__main__":
    sys.exit(main())
