"""How often names are judged as their tables say."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from analysis.names import Verdict, judge_names
from analysis.types import SpeakerKind
from bench.figures import Figure

TABLES = Path(__file__).parents[2] / "tests" / "analysis" / "names"
FIRST_TABLE = "first sight: 305 of 329 right, precision .973, recall .937"


@dataclass(frozen=True, slots=True)
class FirstSight:
    """What "same" came to when a writing was first judged, by the rules as they were: right of said, and recall."""

    n_right: int
    n_said: int
    recall: float
    n_relabelled: int = 0

    def __str__(self) -> str:
        told = f"first sight: precision {self.n_right / self.n_said:.3f} ({self.n_right} of {self.n_said})"
        relabelled = f"; {self.n_relabelled} labels put right since" if self.n_relabelled else ""
        return f"{told}, recall {self.recall:.3f}{relabelled}"


# By the writing's number in `blind_pairs.tsv`. Between one block and the next the rules were mended.
BLOCKS: tuple[dict[int, FirstSight], ...] = (
    {1: FirstSight(63, 65, 0.9)},
    {2: FirstSight(53, 57, 0.841, 1)},
    {3: FirstSight(94, 101, 0.696)},
    {
        4: FirstSight(77, 79, 0.819),
        5: FirstSight(68, 73, 0.84),
        6: FirstSight(80, 81, 0.889),
        7: FirstSight(99, 102, 0.876),
        8: FirstSight(94, 95, 0.922, 1),
        9: FirstSight(91, 96, 0.929, 1),
    },
    {
        10: FirstSight(71, 72, 0.816),
        11: FirstSight(87, 95, 0.879, 2),
        12: FirstSight(105, 108, 0.913, 1),
        13: FirstSight(74, 77, 0.822, 1),
        14: FirstSight(100, 105, 0.952, 4),
        15: FirstSight(96, 103, 0.932, 4),
        16: FirstSight(81, 84, 0.92, 1),
    },
    {
        17: FirstSight(33, 40, 0.347),
        18: FirstSight(26, 26, 0.274),
        19: FirstSight(29, 30, 0.302),
        20: FirstSight(28, 34, 0.295),
    },
    {
        21: FirstSight(67, 68, 0.609),
        22: FirstSight(67, 69, 0.609),
        23: FirstSight(59, 59, 0.527),
        24: FirstSight(70, 73, 0.636),
    },
    {
        25: FirstSight(70, 70, 0.636),
        26: FirstSight(56, 58, 0.505),
        27: FirstSight(62, 62, 0.564),
        28: FirstSight(63, 65, 0.573),
    },
    {
        29: FirstSight(61, 61, 0.555),
        30: FirstSight(58, 59, 0.532),
        31: FirstSight(80, 81, 0.727),
        32: FirstSight(54, 55, 0.491),
    },
    {
        33: FirstSight(73, 74, 0.664),
        34: FirstSight(53, 53, 0.477),
        35: FirstSight(82, 85, 0.745),
        36: FirstSight(62, 63, 0.564),
    },
    {
        37: FirstSight(74, 74, 0.673),
        38: FirstSight(62, 62, 0.564),
        39: FirstSight(56, 57, 0.509),
        40: FirstSight(65, 66, 0.591),
    },
)


def measure_pairs() -> Iterator[Figure]:
    """Yield precision and recall of "same" on each table as it is now and as it was at first sight, and the speed."""
    blind = _read("blind_pairs.tsv")
    started = time.perf_counter()
    figures = [*_measure("pairs.tsv", _read("pairs.tsv"), FIRST_TABLE)]
    for block in BLOCKS:
        for writing, first in block.items():
            rows = [row[1:] for row in blind if row[0] == str(writing)]
            figures += _measure(f"writing {writing}", rows, str(first))
        if len(block) > 1:
            figures.append(_sum_up(block))
    n_pairs = len(_read("pairs.tsv")) + len(blind)
    rate = n_pairs / (time.perf_counter() - started)
    yield from figures
    yield Figure("pairs judged", rate, "pairs/s", "", f"{n_pairs:,}; one process, nothing kept")


def _sum_up(block: dict[int, FirstSight]) -> Figure:
    n_right = sum(first.n_right for first in block.values())
    n_said = sum(first.n_said for first in block.values())
    return Figure(
        f"precision of same at first sight, writings {min(block)} to {max(block)}",
        n_right / n_said,
        "",
        "> 0.99",
        f"{n_right} of {n_said}, before anything was mended on them",
    )


def _read(table: str) -> list[list[str]]:
    lines = (TABLES / table).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def _measure(table: str, rows: Sequence[Sequence[str]], first: str) -> Iterator[Figure]:
    said = [_judge(a, b, kind) for a, b, kind, *_rest in rows]
    wanted = [row[3] for row in rows]
    n_hit = sum(s is Verdict.SAME and w == "same" for s, w in zip(said, wanted, strict=True))
    recall = n_hit / wanted.count("same")
    note = f"recall {recall:.3f}; {len(rows)} pairs written here; {first}"
    yield Figure(
        f"precision of same, {table}", n_hit / said.count(Verdict.SAME), "", "> 0.99", note
    )


def _judge(a: str, b: str, kind: str) -> Verdict:
    kinds = [None if part == "-" else SpeakerKind(part) for part in kind.split("/")]
    return judge_names(a, b, one_kind=kinds[0], other_kind=kinds[-1]).verdict
