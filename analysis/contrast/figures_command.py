"""Compare the figures of two texts: lines {"id", "a", "b"} in, one line of JSON out for each."""

from __future__ import annotations

import argparse
import math
from typing import Any

from analysis.contrast.comparing import Comparison, compare
from analysis.contrast.figure import Figure
from analysis.contrast.lines import add_files, answer_lines


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command line takes."""
    add_files(parser)


def run(args: argparse.Namespace) -> int:
    """Write a line a pair; return 1 if any pair failed."""
    return answer_lines(args.files, answer)


def answer(row: dict[str, Any]) -> dict[str, Any]:
    """Return the comparison of the two texts of a row."""
    a, b = row.get("a"), row.get("b")
    if not isinstance(a, str) or not isinstance(b, str):
        raise TypeError("expected a and b to be strings")
    return comparison_row(compare(a, b))


def comparison_row(found: Comparison) -> dict[str, Any]:
    """Return a comparison in the form that docs/contrast-engine.md names."""
    return {
        "comparable": found.is_comparable,
        "relation": found.relation.value if found.relation else None,
        "a": figure_row(found.a),
        "b": figure_row(found.b),
        "why": found.why.value if found.why else None,
    }


def figure_row(figure: Figure | None) -> dict[str, Any] | None:
    """Return a figure with its bounds; an open end is null, dates and times are words."""
    if figure is None:
        return None
    if figure.moment:
        low, high = figure.moment.words()
        return {"low": low, "high": high, "unit": figure.unit}
    return {"low": _plain(figure.low), "high": _plain(figure.high), "unit": figure.unit}


def _plain(value: float) -> float | int | None:
    if math.isinf(value):
        return None
    rounded = round(value, 6)
    return int(rounded) if rounded == int(rounded) else rounded
