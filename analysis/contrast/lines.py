"""Rows of JSON in, rows of JSON out, in order; a row that fails says why and the rest go on."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

Answer = Callable[[dict[str, Any]], dict[str, Any]]


def add_files(parser: argparse.ArgumentParser) -> None:
    """Declare the files that a command reads."""
    parser.add_argument("files", nargs="*", metavar="FILE", help="default: standard input")


def answer_lines(files: list[str], answer: Answer) -> int:
    """Write an answer a row, each at once; return 1 if any row failed."""
    status = 0
    for line in _read(files):
        row = _answer_line(line, answer)
        status = 1 if "error" in row else status
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
        sys.stdout.flush()
    return status


def _read(files: list[str]) -> Iterator[bytes]:
    if not files:
        yield from (line for line in sys.stdin.buffer if line.strip())
    for name in files:
        with Path(name).open("rb") as stream:
            yield from (line for line in stream if line.strip())


def _answer_line(line: bytes, answer: Answer) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        return {"id": None, "error": f"not JSON: {error}"}
    if not isinstance(row, dict):
        return {"id": None, "error": "expected an object"}
    try:
        return {"id": row.get("id"), **answer(row)}
    except Exception as error:  # noqa: BLE001 - one bad row must not stop the rest
        return {"id": row.get("id"), "error": f"{type(error).__name__}: {error}"}
