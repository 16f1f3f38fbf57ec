"""Run the benchmarks: `python -m bench [--write] [NAME...]`.

A benchmark is a module of this package with a function `measure() -> Iterable[Figure]`. Without names all
of them run. `--write` records the figures in `bench/results.md`, leaving what stands above its marker.
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
from pathlib import Path

import bench

RESULTS = Path(__file__).with_name("results.md")
MARKER = "<!-- figures: everything below is written by `make bench` -->"
HEAD = "| figure | measured | aim | how |\n|---|---|---|---|"
NOT_BENCHMARKS = {"__main__", "figures"}


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
    yield (module.__doc__ or "").strip().partition("\n")[0] + "\n"
    yield HEAD
    for figure in module.measure():
        yield figure.row()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what was asked for; return 2 when a name is unknown."""
    parser = argparse.ArgumentParser(
        prog="python -m bench", description="Measure speed and quality."
    )
    parser.add_argument("names", nargs="*", help="benchmarks to run; all when none is named")
    parser.add_argument(
        "--write", action="store_true", help="record the figures in bench/results.md"
    )
    options = parser.parse_args(arguments)
    known = find_benchmarks()
    unknown = set(options.names) - set(known)
    if unknown:
        parser.error(f"unknown: {', '.join(sorted(unknown))}; there are: {', '.join(known)}")
    lines = [
        f"Measured on {dt.datetime.now(dt.UTC):%Y-%m-%d}, {os.cpu_count()} cores, Python {platform.python_version()}."
    ]
    for name in options.names or known:
        for line in run_benchmark(name):
            lines.append(line)
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()
    if options.write:
        _record(lines)
    return 0


def _record(lines: Sequence[str]) -> None:
    """Replace what stands below the marker."""
    kept = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else "# Results\n\n"
    above = kept.partition(MARKER)[0].rstrip()
    RESULTS.write_text(f"{above}\n\n{MARKER}\n\n" + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
