"""`stance_prepare`: read the public sets, add pairs made by rule, write what the stance model learns.

A row is `{"a", "b", "nli", "stance"}`: `nli` 0 entailment, 1 neutral, 2 contradiction; `stance` 0 when b
supports a, 1 when it undermines it; -100 where a set says nothing about one of the two.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from training.paths import DATA
from training.stance_frames import CONFIRMATIONS, DENIALS, OPEN, frame, negate

FOLDER = DATA / "stance"
UNKNOWN = -100
NLI_SETS = ("mnli_mm", "snli_dev", "snli_test", "negnli", "monli")
SPEAKS_OF_STANCE = frozenset({"mnli_mm", "negnli", "breaking_nli"})
N_BREAKING = 2500
N_MADE = 7000
N_SIDES = 4000
N_SNLI = 4000  # of each part: captions of pictures, the farthest from news
MAX_MADE_WORDS = 18
Row = dict[str, Any]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, help="the JSONL files of the public sets")
    parser.add_argument("--seed", type=int, default=1)


def run(args: argparse.Namespace) -> None:
    """Write learned.jsonl and held_out.jsonl; whole debates and whole premises are held out."""
    draw = random.Random(args.seed)  # noqa: S311 - no secret
    FOLDER.mkdir(parents=True, exist_ok=True)
    debates = read(args.folder / "persp_train.jsonl")
    numbers = sorted({row["cId"] for row in debates})
    held = set(draw.sample(numbers, 60))
    kept = [row for row in debates if row["cId"] not in held]
    learned = [*debate_rows(kept), *side_rows(kept, draw)]
    held_out = list(debate_rows((row for row in debates if row["cId"] in held), is_turned=False))
    sentences = []
    for name in NLI_SETS:
        rows = read(args.folder / f"{name}.jsonl")
        test = {row["a"] for row in draw.sample(rows, len(rows) // 20)}
        rest = [row for row in rows if row["a"] not in test]
        some = draw.sample(rest, N_SNLI) if name.startswith("snli") else rest
        learned += [nli_row(row, name) for row in some]
        held_out += [nli_row(row, name) for row in rows if row["a"] in test]
        sentences += [row["b"] for row in rows if row["a"] not in test]
    breaking = draw.sample(read(args.folder / "breaking_nli.jsonl"), N_BREAKING)
    learned += [nli_row(row, "breaking_nli") for row in breaking]
    made = list(made_rows(sentences, draw))
    learned += made[: len(made) - 500]
    held_out += made[len(made) - 500 :]
    for name, rows in (("learned", learned), ("held_out", held_out)):
        text = "".join(json.dumps(row) + "\n" for row in rows)
        (FOLDER / f"{name}.jsonl").write_text(text, encoding="utf-8")
        print(name, len(rows), "rows")


def read(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def debate_rows(rows: Iterable[Row], *, is_turned: bool = True) -> Iterator[Row]:
    """Yield each perspective under its claim, and under the claim turned round."""
    for row in rows:
        given = {"a": row["a"], "b": row["b"], "nli": UNKNOWN, "stance": row["y"], "set": "debate"}
        yield {**given, "claim": row["cId"]}
        if is_turned:
            yield {**given, "a": negate(row["a"]), "stance": 1 - row["y"], "set": "turned"}


def side_rows(rows: Iterable[Row], draw: random.Random) -> Iterator[Row]:
    """Yield pairs of perspectives on one claim: the same side supports, the other undermines."""
    by_claim: dict[int, list[Row]] = {}
    for row in rows:
        by_claim.setdefault(row["cId"], []).append(row)
    claims = [group for group in by_claim.values() if len(group) > 1]
    for _ in range(N_SIDES):
        one, other = draw.sample(draw.choice(claims), 2)
        stance = int(one["y"] != other["y"])
        yield {"a": one["b"], "b": other["b"], "nli": UNKNOWN, "stance": stance, "set": "sides"}


def nli_row(row: Row, name: str) -> Row:
    stance = UNKNOWN
    if name in SPEAKS_OF_STANCE and row["y"] != 1:
        stance = row["y"] // 2
    return {"a": row["a"], "b": row["b"], "nli": row["y"], "stance": stance, "set": name}


def made_rows(sentences: list[str], draw: random.Random) -> Iterator[Row]:
    """Yield a sentence with itself denied, confirmed or left open, and with another one denied."""
    short = [text for text in sentences if 4 <= len(text.split()) <= MAX_MADE_WORDS]
    for text in draw.sample(short, N_MADE):
        kind = draw.random()
        if kind < 0.45:
            pair, nli, stance = (text, frame(text, DENIALS, draw)), 2, 1
        elif kind < 0.75:
            pair, nli, stance = (text, frame(text, CONFIRMATIONS, draw)), 0, 0
        elif kind < 0.88:
            pair, nli, stance = (text, frame(text, OPEN, draw)), 1, UNKNOWN
        else:
            pair, nli, stance = (text, frame(draw.choice(short), DENIALS, draw)), 1, UNKNOWN
        if draw.random() < 0.25 and nli != 0:
            pair = (pair[1], pair[0])
        yield {"a": pair[0], "b": pair[1], "nli": nli, "stance": stance, "set": "made"}
