"""How often names are judged as their tables say."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from analysis.names import Verdict, judge_names
from analysis.types import SpeakerKind
from bench.figures import Figure

TABLES = Path(__file__).parents[2] / "tests" / "analysis" / "names"
# Of each table: right as written, precision and recall of "same", when it was first judged.
FIRST_SIGHT = {
    "pairs.tsv": "first sight: 305 of 329 right, precision .973, recall .937",
    "fresh_pairs.tsv": "first sight: precision .969 (63 of 65), recall .900",
    "blind_pairs.tsv": "first sight: precision .930 (53 of 57), recall .841; a label put right since",
}


def measure_pairs() -> Iterator[Figure]:
    """Yield precision and recall of "same" on each table, most of whose faults were mended since, and the speed."""
    for table, first in FIRST_SIGHT.items():
        lines = (TABLES / table).read_text(encoding="utf-8").splitlines()
        rows = [line.split("\t") for line in lines if not line.startswith("#")]
        started = time.perf_counter()
        said = [_judge(a, b, kind) for a, b, kind, *_rest in rows]
        rate = len(rows) / (time.perf_counter() - started)
        wanted = [row[3] for row in rows]
        n_hit = sum(s is Verdict.SAME and w == "same" for s, w in zip(said, wanted, strict=True))
        note = f"{len(rows)} pairs written here; {first}"
        yield Figure(f"precision of same, {table}", n_hit / said.count(Verdict.SAME), "", "> 0.99", note)  # fmt: skip
        yield Figure(f"recall of same, {table}", n_hit / wanted.count("same"), "", "", note)
        yield Figure(f"pairs judged, {table}", rate, "pairs/s", "", "one process, nothing kept")


def _judge(a: str, b: str, kind: str) -> Verdict:
    kinds = [None if part == "-" else SpeakerKind(part) for part in kind.split("/")]
    return judge_names(a, b, one_kind=kinds[0], other_kind=kinds[-1]).verdict
