"""How often names are judged as their tables say."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from analysis.names import Verdict, judge_names
from analysis.types import SpeakerKind
from bench.figures import Figure

TABLES = Path(__file__).parents[2] / "tests" / "analysis" / "names"
FIRST_TABLE = "first sight: 305 of 329 right, precision .973, recall .937"
# Of each writing of `blind_pairs.tsv`: precision and recall of "same" when it was first judged, by the rules as they were.
FIRST_SIGHT = {
    "1": "first sight: precision .969 (63 of 65), recall .900",
    "2": "first sight: precision .930 (53 of 57), recall .841; a label put right since",
    "3": "first sight: precision .931 (94 of 101), recall .696",
    "4": "first sight: precision .975 (77 of 79), recall .819",
    "5": "first sight: precision .932 (68 of 73), recall .840",
    "6": "first sight: precision .988 (80 of 81), recall .889",
    "7": "first sight: precision .971 (99 of 102), recall .876",
    "8": "first sight: precision .989 (94 of 95), recall .922; a label put right since",
    "9": "first sight: precision .948 (91 of 96), recall .929; a label put right since",
    "10": "first sight: precision .986 (71 of 72), recall .816",
    "11": "first sight: precision .916 (87 of 95), recall .879; two labels put right since",
    "12": "first sight: precision .972 (105 of 108), recall .913; a label put right since",
    "13": "first sight: precision .961 (74 of 77), recall .822; a label put right since",
    "14": "first sight: precision .952 (100 of 105), recall .952; four labels put right since",
    "15": "first sight: precision .932 (96 of 103), recall .932; four labels put right since",
    "16": "first sight: precision .964 (81 of 84), recall .920; a label put right since",
}


def measure_pairs() -> Iterator[Figure]:
    """Yield precision and recall of "same" on each table, most of whose faults were mended since, and the speed."""
    yield from _measure("pairs.tsv", _read("pairs.tsv"), FIRST_TABLE)
    blind = _read("blind_pairs.tsv")
    for writing, first in FIRST_SIGHT.items():
        rows = [row[1:] for row in blind if row[0] == writing]
        yield from _measure(f"blind_pairs.tsv, writing {writing}", rows, first)


def _read(table: str) -> list[list[str]]:
    lines = (TABLES / table).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def _measure(table: str, rows: list[list[str]], first: str) -> Iterator[Figure]:
    started = time.perf_counter()
    said = [_judge(a, b, kind) for a, b, kind, *_rest in rows]
    rate = len(rows) / (time.perf_counter() - started)
    wanted = [row[3] for row in rows]
    n_hit = sum(s is Verdict.SAME and w == "same" for s, w in zip(said, wanted, strict=True))
    note = f"{len(rows)} pairs written here; {first}"
    yield Figure(
        f"precision of same, {table}", n_hit / said.count(Verdict.SAME), "", "> 0.99", note
    )
    yield Figure(f"recall of same, {table}", n_hit / wanted.count("same"), "", "", note)
    yield Figure(f"pairs judged, {table}", rate, "pairs/s", "", "one process, nothing kept")


def _judge(a: str, b: str, kind: str) -> Verdict:
    kinds = [None if part == "-" else SpeakerKind(part) for part in kind.split("/")]
    return judge_names(a, b, one_kind=kinds[0], other_kind=kinds[-1]).verdict
