"""Rival claims and figures: rankings against baselines, stance and inference, figures, pairs a second.

`python -m bench.contrast` prints a table; `python -m bench contrast` the figures. The public sets are read
from `../shared/contrast` and never fitted to; what is missing is skipped.
"""

from __future__ import annotations

import itertools
import json
import random
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from analysis.contrast.comparing import compare
from analysis.contrast.rivalry import compete_many
from analysis.contrast.sides import Rivalry, Side
from analysis.contrast.stance import load_stance
from bench.figures import Figure

SHARED = Path("../shared/contrast")
FIGURE_PAIRS = Path("tests/analysis/contrast/figure_pairs.jsonl")
CUES = ("turned", "denied", "minimised", "antonym", "number")
PAIRS_A_CLAIM = 12
Row = dict[str, Any]
Score = Callable[[Rivalry], float]
SCORES: dict[str, Score] = {
    "this engine": lambda found: found.score,
    "cue sum alone": lambda found: sum(found.features.get(name, 0.0) for name in CUES),
    "inference alone": lambda found: found.features.get("contradiction", 0.0),
    "stance alone": lambda found: found.features.get("stance", 0.0),
    "stance to the question alone": lambda found: found.features.get("question", 0.0),
}


def main() -> None:
    """Print every figure as a row of a table."""
    print("| figure | measured | aim | how |\n|---|---|---|---|")
    for figure in measure():
        print(figure.row(), flush=True)


def measure() -> Iterator[Figure]:
    """Yield the figures of every set that is at hand."""
    yield from measure_figures()
    if (SHARED / "dev").exists():
        yield from measure_news()
        yield from measure_debate()
        yield from measure_stance()
        yield from measure_seeds()


def measure_figures() -> Iterator[Figure]:
    """Compare the figures of the table of pairs written for this project, both ways round."""
    pairs = read(FIGURE_PAIRS)
    began = time.process_time()
    right = [_says(compare(pair["a"], pair["b"]), pair) for pair in pairs]
    seconds = time.process_time() - began
    yield Figure("figures, right", 100 * float(np.mean(right)), "%", ">= 97", f"{len(pairs)} pairs")
    yield Figure("figures, speed", len(pairs) / seconds, "pairs/CPU s")


def _says(found: Any, pair: Row) -> bool:
    return bool((found.relation, found.why) == (pair["relation"], pair["why"]))


def measure_news() -> Iterator[Figure]:
    """Rank claim and headline: those that compete against the rest."""
    rows = read(SHARED / "dev" / "compete_news.jsonl")
    began = time.process_time()
    found = compete_many([(_side(row["a"]), _side(row["b"]), row["question"]) for row in rows])
    seconds = time.process_time() - began
    gold = np.array([row["label"] == "competes" for row in rows])
    note = f"{len(rows)} claims and headlines, {gold.sum()} compete"
    for name, score in SCORES.items():
        scores = np.array([score(each) for each in found])
        aim = ">= 0.90" if name == "this engine" else ""
        yield Figure(f"news AUC, {name}", auc(scores, gold), "", aim, note)
        yield Figure(f"news AP, {name}", average_precision(scores, gold), "", "", note)
    yield Figure("news, accuracy at 0.5", _accuracy(found, gold), "", "", note)
    yield Figure("news, calibration error", calibration_error(found, gold), "", "", "10 bins")
    yield Figure(
        "speed with a question", len(rows) / seconds, "pairs/CPU s", "", "4 readings a pair"
    )
    turned = compete_many([(_side(row["a"]), _side(row["b"]), None) for row in rows])
    bare = auc(np.array([each.score for each in turned]), gold)
    yield Figure("news AUC, no question given", bare, "", "", note)


def measure_debate() -> Iterator[Figure]:
    """Rank pairs of perspectives on one claim: those of opposite sides first."""
    pairs, gold = debate_pairs(read(SHARED / "dev" / "stance_debate.jsonl"))
    began = time.process_time()
    found = compete_many(pairs)
    seconds = time.process_time() - began
    note = f"{len(pairs)} pairs, {gold.mean():.2f} opposed"
    for name, score in SCORES.items():
        scores = np.array([score(each) for each in found])
        aim = ">= 0.88" if name == "this engine" else ""
        yield Figure(f"debate P@50, {name}", precision_at(scores, gold, 50), "", aim, note)
        yield Figure(f"debate P@200, {name}", precision_at(scores, gold, 200), "", "", note)
        yield Figure(f"debate AUC, {name}", auc(scores, gold), "", "", note)
    yield Figure("speed, shared questions", len(pairs) / seconds, "pairs/CPU s", "", note)


def debate_pairs(rows: Sequence[Row]) -> tuple[list[tuple[Side, Side, str]], np.ndarray]:
    """Return up to twelve pairs a claim, one perspective of a cluster at most, with their labels."""
    draw = random.Random(0)  # noqa: S311 - no secret
    pairs, gold = [], []
    for _, group in itertools.groupby(sorted(rows, key=_claim), key=_claim):
        firsts = list({(row["s5"], row["cluster"]): row for row in group}.values())
        every = list(itertools.combinations(firsts, 2))
        for one, other in draw.sample(every, min(PAIRS_A_CLAIM, len(every))):
            pairs.append((Side(one["b"]), Side(other["b"]), one["a"]))
            gold.append(one["s5"] != other["s5"])
    return pairs, np.array(gold)


def _claim(row: Row) -> int:
    return int(row["cId"])


def measure_stance() -> Iterator[Figure]:
    """Read each perspective under its claim: for it or against it."""
    rows = read(SHARED / "dev" / "stance_debate.jsonl")
    readings = load_stance().read([(row["a"], row["b"]) for row in rows])
    said = np.array([reading.undermines > 0.5 for reading in readings])
    gold = np.array([row["y"] == 1 for row in rows])
    note = f"{len(rows)} perspectives"
    yield Figure("debate stance, macro F1", macro_f1(said, gold), "", ">= 0.66", note)
    scores = np.array([reading.undermines for reading in readings])
    yield Figure("debate stance, AUC", auc(scores, gold), "", "", note)


def measure_seeds() -> Iterator[Figure]:
    """Rank all pairs of two sources in the seed articles, no question given."""
    given = json.loads((SHARED / "seeds.json").read_text("utf-8"))
    graded = {frozenset((pair["a"], pair["b"])) for pair in given["gold"]}
    pairs = [
        (one, other)
        for one, other in itertools.combinations(given["statements"], 2)
        if one["source"] != other["source"]
    ]
    sides = [(Side(a["text"], a["source"]), Side(b["text"], b["source"]), None) for a, b in pairs]
    scores = np.array([found.score for found in compete_many(sides)])
    gold = np.array([frozenset((a["id"], b["id"])) in graded for a, b in pairs])
    note = f"{len(pairs)} pairs of two sources, {gold.sum()} graded rivals; not held out"
    yield Figure("seeds P@5", precision_at(scores, gold, 5), "", ">= 0.8", note)
    yield Figure("seeds P@10", precision_at(scores, gold, 10), "", "", note)
    yield Figure("seeds AP", average_precision(scores, gold), "", "", note)


def read(path: Path) -> list[Row]:
    """Return the rows of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def _side(row: Row) -> Side:
    return Side(row["text"], row.get("speaker"), row.get("date"))


def auc(scores: np.ndarray, gold: np.ndarray) -> float:
    """Return the chance that a right pair scores above a wrong one; ties count half."""
    right, wrong = scores[gold], scores[~gold]
    above = (right[:, None] > wrong[None]).mean() + (right[:, None] == wrong[None]).mean() / 2
    return float(above)


def average_precision(scores: np.ndarray, gold: np.ndarray) -> float:
    """Return the mean precision at each right pair."""
    hits = gold[np.argsort(-scores, kind="stable")]
    return float((hits.cumsum() / np.arange(1, len(hits) + 1))[hits].mean())


def precision_at(scores: np.ndarray, gold: np.ndarray, n: int) -> float:
    """Return the share of right pairs among the first `n`."""
    return float(gold[np.argsort(-scores, kind="stable")][:n].mean())


def macro_f1(said: np.ndarray, gold: np.ndarray) -> float:
    """Return the mean F1 of the two classes."""
    scores = []
    for value in (True, False):
        both = ((said == value) & (gold == value)).sum()
        scores.append(2 * both / ((said == value).sum() + (gold == value).sum()))
    return float(np.mean(scores))


def _accuracy(found: Sequence[Rivalry], gold: np.ndarray) -> float:
    return float((np.array([each.score >= 0.5 for each in found]) == gold).mean())


def calibration_error(found: Sequence[Rivalry], gold: np.ndarray) -> float:
    """Return how far score and share of right pairs lie apart, over ten bins of scores."""
    scores = np.array([each.score for each in found])
    bins = np.minimum((scores * 10).astype(int), 9)
    parts = [(bins == n) for n in range(10) if (bins == n).any()]
    gaps = [abs(scores[part].mean() - gold[part].mean()) * part.sum() for part in parts]
    return float(sum(gaps) / len(scores))


if __name__ == "__main__":
    main()
