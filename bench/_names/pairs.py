"""How often names are judged as their tables say."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from analysis.names import Verdict, judge_names
from analysis.types import SpeakerKind
from bench.figures import Figure

PAIRS = Path("tests/analysis/names/pairs.tsv")


def measure_pairs() -> Iterator[Figure]:
    rows = [
        line.split("\t")
        for line in PAIRS.read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    ]
    started = time.perf_counter()
    found = [(_judge(a, b, kind), Verdict(verdict)) for a, b, kind, verdict, _why in rows]
    seconds = time.perf_counter() - started
    n_right = sum(said == wanted for said, wanted in found)
    said_same = [wanted for said, wanted in found if said is Verdict.SAME]
    n_same = sum(wanted is Verdict.SAME for _said, wanted in found)
    n_hit = said_same.count(Verdict.SAME)
    note = f"{len(rows)} pairs written for this project; first sight: see above"
    yield Figure("pairs judged as written", 100 * n_right / len(rows), "%", "", note)
    yield Figure("precision of same", n_hit / len(said_same), "", "> 0.99", note)
    yield Figure("recall of same", n_hit / n_same, "", "", note)
    yield Figure("pairs judged", len(rows) / seconds, "pairs/s", "", "one process, nothing kept")


def _judge(a: str, b: str, kind: str) -> Verdict:
    kinds = [None if part == "-" else SpeakerKind(part) for part in kind.split("/")]
    return judge_names(a, b, one_kind=kinds[0], other_kind=kinds[-1]).verdict
