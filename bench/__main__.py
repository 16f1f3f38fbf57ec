"""Run the benchmarks: `python -m bench [--write] [NAME...]`.

A benchmark is a module of this package with a function `measure() -> Iterable[Figure]`. Without names all
of them run. `--write` records the figures in `bench/results.md`: the sections measured are replaced, the rest stays.
Three commands have options of their own: `python -m bench archive` fills a database, `python -m bench pages`
measures the pages on it, `python -m bench export` what partners take out.
"""

from __future__ import annotations

import argparse
import datetime as dt
import importlib
import os
import pkgutil
import platform
import sys
from collections.abc import Iterator, Sequence

import bench
from bench.recording import record_sections

HEAD = "| figure | measured | aim | how |\n|---|---|---|---|"
COMMANDS = {
    "archive": "bench.archive.command",
    "export": "bench.export.command",
    "pages": "bench.pages.command",
}
NOT_BENCHMARKS = {"__main__", "figures", "database", "recording", *COMMANDS}


def find_benchmarks() -> list[str]:
    """Return the names of the modules that measure something, sorted."""
    return sorted(
        module.name
        for module in pkgutil.iter_modules(bench.__path__)
        if module.name not in NOT_BENCHMARKS and not module.name.startswith("_")
    )


def run_benchmark(name: str) -> Iterator[str]:
    """Yield the lines of one benchmark's section."""
    module = importlib.import_module(f"bench.{name}")
    yield f"\n## {name}\n"
    what = (module.__doc__ or "").strip().partition("\n")[0]
    yield f"{what} {describe_machine(f'python -m bench {name}')}\n"
    yield HEAD
    for figure in module.measure():
        yield figure.row()


def describe_machine(command: str) -> str:
    """Return with which command, when and on what the figures are measured."""
    day = f"{dt.datetime.now(dt.UTC):%Y-%m-%d}"
    return f"Measured with `{command}` on {day}, {os.cpu_count()} cores, Python {platform.python_version()}."


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what was asked for; return 2 when a name is unknown."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given and given[0] in COMMANDS:
        return int(importlib.import_module(COMMANDS[given[0]]).main(given[1:]))
    parser = argparse.ArgumentParser(
        prog="python -m bench", description="Measure speed and quality."
    )
    parser.add_argument("names", nargs="*", help="benchmarks to run; all when none is named")
    parser.add_argument(
        "--write", action="store_true", help="record the figures in bench/results.md"
    )
    options = parser.parse_args(given)
    known = find_benchmarks()
    unknown = set(options.names) - set(known)
    if unknown:
        parser.error(f"unknown: {', '.join(sorted(unknown))}; there are: {', '.join(known)}")
    sections = {}
    for name in options.names or known:
        lines = []
        for line in run_benchmark(name):
            lines.append(line)
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()
        sections[name] = "\n".join(lines[1:])
    if options.write:
        record_sections(sections)
    return 0


if __name__ == "__main__":
    sys.exit(main())
