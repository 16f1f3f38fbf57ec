"""Read texts in order of arrival, write the group of each; what is written is never revised."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from analysis.matching.embedding import embed
from analysis.matching.grouping import THRESHOLD, Grouping
from analysis.matching.rows import Row, read_rows
from analysis.matching.words import clean_post


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command line takes."""
    parser.add_argument(
        "--threshold",
        type=float,
        default=THRESHOLD,
        help="how alike a text must be to join a group (default %(default)s)",
    )


def run(args: argparse.Namespace) -> int:
    """Write a line a text, in the order given, each at once; return 1 if any row failed.

    A group is named by the number of its first row. Each text is taken to follow the one before it.
    """
    grouping, status = Grouping(threshold=args.threshold), 0
    previous: int | None = None
    for number, row in enumerate(read_rows(sys.stdin.buffer, "-"), start=1):
        if row.error:
            status = 1
        written = answer(row, number, grouping, previous)
        previous = previous if row.error else number
        sys.stdout.write(json.dumps(written) + "\n")
        sys.stdout.flush()
    return status


def answer(row: Row, number: int, grouping: Grouping, previous: int | None) -> dict[str, Any]:
    """Return the row to write for one text."""
    if row.error:
        return {"id": row.id, "error": row.error}
    vector = embed([clean_post(row.text)])[0]
    placement = grouping.place(number, row.text, vector, follows=previous)
    return {"id": row.id, "group": placement.group}
