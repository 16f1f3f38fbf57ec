"""Keeping figures in `bench/results.md`: a section of a benchmark is replaced, what it did not measure stays."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from pathlib import Path

RESULTS = Path(__file__).with_name("results.md")
MARKER = "<!-- figures: everything below is written by `make bench` -->"
_HEADING = re.compile(r"^## ", re.MULTILINE)


def record_sections(sections: dict[str, str], *, path: Path = RESULTS) -> None:
    """Write each section, whose text begins under its heading, below the marker; others keep their places."""
    kept = path.read_text(encoding="utf-8") if path.exists() else "# Results\n\n"
    above, _marker, below = kept.partition(MARKER)
    stored = dict(_split(below)) | sections
    written = "\n\n".join(f"## {name}\n\n{text.strip()}" for name, text in stored.items())
    path.write_text(f"{above.rstrip()}\n\n{MARKER}\n\n{written}\n", encoding="utf-8")


def command_of(name: str, options: argparse.Namespace, *, kept: Sequence[str]) -> str:
    """Return the command that gives the figures again: the benchmark's name and those of its options that count."""
    words = [f"python -m bench {name}"]
    for option in kept:
        given = getattr(options, option)
        values = given if isinstance(given, list) else [given]
        words += [f"--{option} {value}" for value in values if value is not None]
    return " ".join(words)


def _split(below: str) -> list[tuple[str, str]]:
    parts = [part.partition("\n") for part in _HEADING.split(below)[1:]]
    return [(name.strip(), text) for name, _newline, text in parts]
