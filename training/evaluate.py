"""`evaluate`: score the exported model on annotated articles, by the project's own count."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from analysis.attribution.model import load_model
from analysis.extraction import draft_attributions
from training.judging import judge_drafts
from training.paths import SHIPPED


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("articles", type=Path, help="annotated articles as JSONL")
    parser.add_argument("--out", type=Path, default=SHIPPED, help="folder of the model")


def run(args: argparse.Namespace) -> None:
    """Print precision, recall and F1: content overlaps by half or more, and the source is right."""
    model = load_model(args.out)
    n_right = n_found = n_annotated = 0
    with args.articles.open(encoding="utf-8") as lines:
        for article in map(json.loads, lines):
            drafts, _ = draft_attributions(article["text"], model)
            n_right += sum(judge_drafts(article["text"], drafts, article["attributions"]))
            n_found += len(drafts)
            n_annotated += len(article["attributions"])
    precision, recall = n_right / max(1, n_found), n_right / max(1, n_annotated)
    f1 = 2 * n_right / max(1, n_found + n_annotated)
    print(f"precision {100 * precision:.1f} recall {100 * recall:.1f} F1 {100 * f1:.1f}")
