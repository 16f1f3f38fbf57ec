"""`python -m bench export`: what partners take out of a large archive, on SQLite and PostgreSQL."""

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
from bench.export.measured import Speed
from bench.export.measuring import WHAT
from bench.pages.command import fill, name_of, usual_databases
from bench.pages.timing import Row
from bench.recording import command_of, record_sections

N, N_ROWS = 50, 100_000


# What was measured on one database, by what was asked for.
Column = dict[str, list[Row | Speed]]
TITLES = {
    "lists": "Pages of 50, each asked for something else. Milliseconds: median / p95 / p99.",
    "whole": "Statements a second, and the most memory that a process of the server had resident.",
    "feed": "Changes a second, and the most memory that one process had resident.",
    "dump": "Things of all kinds a second, and the most memory that the worker had resident.",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure every database named; fill it first where need be."""
    parser = argparse.ArgumentParser(prog="python -m bench export", description=__doc__)
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument(
        "--database",
        action="append",
        help="a file or a URL, may be repeated; without it SQLite in var/ and a throw-away PostgreSQL",
    )
    parser.add_argument("--only", action="append", choices=WHAT, help="may be repeated")
    parser.add_argument("--n", type=int, default=N, help=f"requests of each kind, {N} if not given")
    parser.add_argument(
        "--rows", type=int, default=N_ROWS, help="rows read of a whole list; of the feed a fifth"
    )
    parser.add_argument("--write", action="store_true", help="record it in bench/results.md")
    options = parser.parse_args(arguments)
    with ExitStack() as stack:
        databases = options.database or list(usual_databases(options.statements, stack))
        columns = {}
        for database in databases:
            fill(database, options.statements)
            columns[name_of(database)] = _measure(database, options)
    sections = dict(write_sections(columns, options))
    for text in sections.values():
        sys.stdout.write(f"\n{text}\n")
    if options.write:
        record_sections(sections)
    return 0


def _measure(database: str, options: argparse.Namespace) -> Column:
    """Return what one database gave, each line printed as it comes."""
    asked = {
        "database": database,
        "statements": options.statements,
        "what": options.only or list(WHAT),
        "n": options.n,
        "rows": options.rows,
    }
    command = [sys.executable, "-m", "bench.export.measuring", json.dumps(asked)]
    column: Column = {}
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        for line in child.stdout:
            got = json.loads(line)
            one = Row(**got["row"]) if "row" in got else Speed(**got["speed"])
            column.setdefault(got["what"], []).append(one)
            sys.stdout.write(f"{name_of(database):10} {line}")
            sys.stdout.flush()
    if child.returncode:
        raise SystemExit(f"measuring {name_of(database)} failed")
    return column


def write_sections(
    columns: dict[str, Column], options: argparse.Namespace
) -> Iterator[tuple[str, str]]:
    """Yield name and text of a section for each thing that was measured."""
    command = command_of("export", options, kept=("statements", "n", "rows", "only"))
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    where = (
        f"{options.statements:,} statements; gunicorn with 2 processes of 4 threads over loopback, client and database on "
        f"the same machine, a key with `read` and `excerpts`. {describe_machine(command)} Load at the end {load}."
    )
    for what in next(iter(columns.values())):
        titles = ["what", *columns, "how"]
        if what == "lists":
            titles.insert(1, "aim (p95)")
        rows = zip(*(column[what] for column in columns.values()), strict=True)
        lines = [f"| {' | '.join(titles)} |", "|---" * len(titles) + "|", *map(_line, rows)]
        yield f"export: {what}", "\n".join([f"{where} {TITLES[what]}", "", *lines])


def _line(side_by_side: Sequence[Row | Speed]) -> str:
    """Return the line of one thing on each database; how it was taken is the same on all."""
    first = side_by_side[0]
    cells = [first.name, *([first.aim] if isinstance(first, Row) else [])]
    cells += [_cell(one) for one in side_by_side]
    how = f"{first.n:,}" + (" times" if isinstance(first, Row) else "")
    return f"| {' | '.join([*cells, '; '.join(filter(None, (how, first.note)))])} |"


def _cell(one: Row | Speed) -> str:
    if isinstance(one, Row):
        return f"{one.median:.0f} / **{one.p95:.0f}** / {one.p99:.0f}"
    return f"**{one.per_s:,.0f}** /s, {one.peak_mib:,.0f} MiB"


if __name__ == "__main__":
    sys.exit(main())
