"""Say how likely two statements compete, and why: lines of pairs in, one line of JSON out for each.

A line is {"id", "question"?, "a": {"text", "speaker"?, "date"?, "origin"?, "cue_class"?}, "b": {...}}.
With --fit, lines {"features", "is_confirmed"} of editors' decisions are learnt from instead.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from analysis.contrast.lines import add_files, answer_lines
from analysis.contrast.rerank import fit_reranker, write_reranker
from analysis.contrast.rivalry import compete
from analysis.contrast.sides import Side
from analysis.types import CueClass


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command line takes."""
    add_files(parser)
    parser.add_argument("--features", action="store_true", help="write what the score is made of")
    parser.add_argument("--fit", type=Path, metavar="DECISIONS", help="learn from decisions")
    parser.add_argument("--reranker", type=Path, metavar="FILE", help="where --fit writes")


def run(args: argparse.Namespace) -> int:
    """Write a line a pair, or fit the re-ranker; return 1 if anything failed."""
    if args.fit:
        return fit(args.fit, args.reranker)
    return answer_lines(args.files, lambda row: answer(row, has_features=args.features))


def answer(row: dict[str, Any], *, has_features: bool = False) -> dict[str, Any]:
    """Return the rivalry of the pair of a row."""
    question = row.get("question")
    if question is not None and not isinstance(question, str):
        raise TypeError("expected question to be a string")
    found = compete(read_side(row.get("a")), read_side(row.get("b")), question)
    said: dict[str, Any] = {
        "score": found.score,
        "relation": found.relation.value,
        "reasons": list(found.reasons),
    }
    return said | {"features": found.features} if has_features else said


def read_side(row: object) -> Side:
    """Return one statement of a row; raises TypeError when it has no text."""
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise TypeError('expected a and b to be objects with a string "text"')
    given = {name: row.get(name) for name in ("speaker", "date", "origin")}
    if any(value is not None and not isinstance(value, str) for value in given.values()):
        raise TypeError("expected speaker, date and origin to be strings")
    cue = row.get("cue_class")
    return Side(row["text"], **given, cue_class=CueClass(cue) if cue else None)


def fit(decisions: Path, out: Path | None) -> int:
    """Fit the re-ranker on a file of decisions and write it."""
    if out is None:
        sys.stderr.write("--fit needs --reranker FILE to write to\n")
        return 1
    rows = [json.loads(line) for line in decisions.read_text("utf-8").splitlines() if line.strip()]
    try:
        reranker = fit_reranker((row["features"], bool(row["is_confirmed"])) for row in rows)
    except ValueError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    write_reranker(reranker, out)
    sys.stdout.write(f"learnt from {reranker.n_decisions} decisions: {out}\n")
    return 0
