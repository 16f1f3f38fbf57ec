"""Who said what: F1 on annotated articles, and words per CPU second of the whole `extract`.

`python -m bench.attribution [--baseline FOLDER]` prints a table beside the peers' figures. One thread;
furniture, model, repairs and speakers are counted, loading is not. Words are what blanks part.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from analysis.extract_command import extraction_row
from analysis.extraction import extract
from bench.figures import Figure

SHARED = Path("../shared/nlp")
Row = dict[str, Any]
Evaluate = Callable[[Sequence[Row], Sequence[Row]], Row]

# From the research report on the same corpus's test articles, by the same evaluator: attribution,
# statement slice, direct, indirect, words per CPU second. Not run here.
REPORTED = {
    "regex, quotation marks": (20.2, 28.2, 48.8, 0.0, ">1M"),
    "textacy": (26.3, 37.0, 64.4, 2.0, "4,152"),
    "GenderGapTracker": (46.1, 59.7, 58.6, 36.8, "5,841"),
    "BBC Citron, retrained": (48.5, 59.7, 65.2, 40.0, "3,133"),
    "two annotators (20 articles)": (75.3, 80.0, 95.0, 69.3, ""),
}


def main() -> None:
    """Print the table."""
    args = read_arguments()
    evaluate = load_evaluator(args.evaluator)
    gold = read_jsonl(args.gold)
    n_words = sum(len(article["text"].split()) for article in gold)
    print(f"{len(gold)} articles, {n_words:,} words\n")
    print(
        "| system | attribution | strict | statement | direct | indirect | speaker | words/CPU s |"
    )
    print("|---|---|---|---|---|---|---|---|")
    rows, seconds = run_ours(gold)
    print_scores("this engine", evaluate(gold, rows), n_words / seconds)
    if args.baseline:
        rows, seconds = run_baseline(args.baseline, args.gold)
        print_scores("prototype-minilm, this session", evaluate(gold, rows), n_words / seconds)
    for name, (attribution, statement, direct, indirect, speed) in REPORTED.items():
        print(
            f"| {name} (reported, test) | {attribution} |  | {statement} | {direct} | {indirect} |  | {speed} |"
        )
    print(f"\npeak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def measure() -> Iterator[Figure]:
    """Yield F1 and speed; nothing where the annotated articles are not at hand."""
    gold_path, evaluator = SHARED / "dev.jsonl", SHARED / "evaluate.py"
    if not gold_path.exists():
        return
    gold = read_jsonl(gold_path)
    rows, seconds = run_ours(gold)
    scores = load_evaluator(evaluator)(gold, rows)
    note = f"{len(gold)} PolNeAR development articles"
    for part, name, aim in (
        ("all", "attribution F1", ">= 72"),
        ("statement", "attribution F1, reported speech", ""),
        ("direct", "attribution F1, direct quotations", ""),
        ("indirect", "attribution F1, indirect quotations", ""),
    ):
        yield Figure(name, 100 * scores[part]["attribution"]["f1"], "%", aim, note)
    n_words = sum(len(article["text"].split()) for article in gold)
    yield Figure("speed", n_words / seconds, "words/CPU s", ">= 8,000", "one thread, whole extract")


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--evaluator", type=Path, default=SHARED / "evaluate.py")
    parser.add_argument("--gold", type=Path, default=SHARED / "dev.jsonl")
    parser.add_argument("--baseline", type=Path, help="folder of a predict.py to run as well")
    return parser.parse_args()


def load_evaluator(path: Path) -> Evaluate:
    """Return the function `evaluate` of the file given."""
    spec = spec_from_file_location("evaluator", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"cannot load the evaluator {path}")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    found: Evaluate = module.evaluate
    return found


def read_jsonl(path: Path) -> list[Row]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def run_ours(gold: Sequence[Row]) -> tuple[list[Row], float]:
    """Return what the command would write, and the CPU seconds of `extract`."""
    extract(gold[0]["text"])  # the model is loaded at the first call
    started = time.process_time()
    rows = [(article["id"], extract(article["text"])) for article in gold]
    seconds = time.process_time() - started
    return [{"id": given, **extraction_row(found)} for given, found in rows], seconds


def run_baseline(folder: Path, gold: Path) -> tuple[list[Row], float]:
    """Return the baseline's rows, and its CPU seconds less those of starting on one article."""
    rows, seconds = run_predict(folder, gold)
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as one:
        one.write(gold.read_text(encoding="utf-8").splitlines()[0] + "\n")
        one.flush()
        _, starting = run_predict(folder, Path(one.name))
    return rows, seconds - starting


def run_predict(folder: Path, gold: Path) -> tuple[list[Row], float]:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, str(folder / "predict.py"), "--jsonl", str(gold)]
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return [json.loads(line) for line in done.stdout.splitlines()], seconds


def print_scores(name: str, scores: Row, speed: float) -> None:
    def f1(part: str, key: str = "attribution") -> str:
        return f"{100 * scores[part][key]['f1']:.1f}"

    cells = [
        name,
        f1("all"),
        f1("all", "attribution_strict"),
        f1("statement"),
        f1("direct"),
        f1("indirect"),
        f"{100 * scores['all']['speaker_acc']:.1f}",
        f"{speed:,.0f}",
    ]
    print(f"| {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
