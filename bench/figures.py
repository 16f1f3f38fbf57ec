"""What a benchmark hands back."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number; `aim` is the bound it should keep ("< 100"), `note` says how it was taken."""

    name: str
    value: float
    unit: str
    aim: str = ""
    note: str = ""

    def row(self) -> str:
        """Return the figure as a row of a Markdown table."""
        return f"| {self.name} | {self.value:,.4g} {self.unit} | {self.aim or '-'} | {self.note} |"


def measure_apart(module: str, *arguments: str, suffix: str) -> Iterator[Figure]:
    """Run `python -m module` and yield the figures it writes with `write_figures`, `suffix` behind their names."""
    command = [sys.executable, "-m", module, *arguments]
    ran = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    for line in ran.stdout.splitlines():
        figure = Figure(**json.loads(line))
        yield replace(figure, name=f"{figure.name}, {suffix}")


def write_figures(figures: Iterable[Figure]) -> None:
    """Write each figure to standard output as soon as it is measured, for `measure_apart`."""
    for figure in figures:
        sys.stdout.write(json.dumps(asdict(figure)) + "\n")
        sys.stdout.flush()
