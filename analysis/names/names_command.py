"""Judge pairs of names: lines {"id", "a": {"name", "kind"?}, "b": {...}} in, one line of JSON out for each."""

from __future__ import annotations

import argparse
from typing import Any

from analysis.contrast.lines import add_files, answer_lines
from analysis.names.judging import judge_names
from analysis.types import SpeakerKind


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command line takes."""
    add_files(parser)


def run(args: argparse.Namespace) -> int:
    """Write a line a pair; return 1 if any pair failed."""
    return answer_lines(args.files, answer)


def answer(row: dict[str, Any]) -> dict[str, Any]:
    """Return the verdict on the two names of a row."""
    (a, a_kind), (b, b_kind) = _side(row, "a"), _side(row, "b")
    found = judge_names(a, b, one_kind=a_kind, other_kind=b_kind)
    return {
        "verdict": found.verdict.value,
        "score": round(found.score, 3),
        "reasons": list(found.reasons),
    }


def _side(row: dict[str, Any], key: str) -> tuple[str, SpeakerKind | None]:
    side = row.get(key)
    if not isinstance(side, dict) or not isinstance(side.get("name"), str):
        raise TypeError(f'expected "{key}" to be an object with a "name"')
    kind = side.get("kind")
    if kind is None or kind == "":
        return side["name"], None
    if not isinstance(kind, str) or kind not in set(SpeakerKind):
        raise ValueError(
            f'"{kind}" is not a kind of speaker; the kinds are: {", ".join(SpeakerKind)}'
        )
    return side["name"], SpeakerKind(kind)
