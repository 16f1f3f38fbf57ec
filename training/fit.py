"""`fit`: fit the link ranking and the confidence on the articles held out, with the int8 model."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from analysis.attribution.confidence import Calibration
from analysis.attribution.decoding import read_fragments
from analysis.attribution.drafts import SIGNALS
from analysis.attribution.encoding import Window, pack_units
from analysis.attribution.linking import N_FEATURES, LinkWeights, Neighbourhood
from analysis.attribution.model import Model
from analysis.extraction import draft_attributions
from analysis.sessions import open_session
from training.gold import IGNORED, NOBODY, Article, read_articles
from training.judging import judge_drafts
from training.paths import DATA, SHIPPED

Choice = tuple[NDArray[np.float64], int]
N_FOLDS = 5


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, default=SHIPPED)


def run(args: argparse.Namespace) -> None:
    """Write links.json and confidence.json beside the exported model."""
    tokenizer = Tokenizer.from_file(str(args.out / "tokenizer.json"))
    session = open_session(args.out / "model.int8.onnx")
    articles = list(read_articles(DATA / "held_out.jsonl", tokenizer))
    blank = LinkWeights(np.zeros(N_FEATURES), np.zeros(N_FEATURES + 2))
    unsure = Calibration((0.0,) * len(SIGNALS), 0.0)
    links = fit_links(articles, Model(tokenizer, session, blank, unsure))
    write_json(
        args.out / "links.json",
        {"content": links.content.tolist(), "source": links.source.tolist()},
    )
    model = Model(tokenizer, session, links, unsure)
    calibration = fit_confidence(articles, model)
    write_json(
        args.out / "confidence.json",
        {"weights": dict(zip(SIGNALS, calibration.weights, strict=True)), "bias": calibration.bias},
    )


def write_json(path: Path, row: dict[str, Any]) -> None:
    path.write_text(json.dumps(row, indent=1) + "\n", encoding="utf-8")


def fit_links(articles: Sequence[Article], model: Model) -> LinkWeights:
    """Return the weights that best choose cue and source among gold spans."""
    contents: list[Choice] = []
    sources: list[Choice] = []
    for article in articles:
        for window in pack_units(article.units):
            _, pointers = model.score(window)
            start = window.first_i
            tags = article.tags[start : start + len(window)]
            fragments = read_fragments(tags)
            around = Neighbourhood(article.text, window, fragments, pointers)
            contents += content_choices(article, window, around)
            sources += source_choices(article, window, around)
    return LinkWeights(
        fit_ranking("content", contents, N_FEATURES), fit_ranking("source", sources, N_FEATURES + 2)
    )


def content_choices(article: Article, window: Window, around: Neighbourhood) -> list[Choice]:
    cues, contents = around.fragments.cue, around.fragments.content
    if len(cues) < 2 or not contents:
        return []
    heads = [start + window.first_i for start, _ in cues]
    choices = []
    for content, rows in zip(contents, around.content_choices(), strict=True):
        wanted = article.pointers[window.first_i + content[0]]
        if wanted in heads:
            choices.append((rows, heads.index(wanted)))
    return choices


def source_choices(article: Article, window: Window, around: Neighbourhood) -> list[Choice]:
    cues = around.fragments.cue
    heads = [NOBODY, *(start + window.first_i for start, _ in around.fragments.source)]
    choices = []
    for cue, rows in zip(cues, around.source_choices() if cues else (), strict=True):
        wanted = article.pointers[window.first_i + cue[0]]
        if wanted != IGNORED and wanted in heads:
            choices.append((rows, heads.index(wanted)))
    return choices


def fit_ranking(name: str, choices: list[Choice], n_features: int) -> NDArray[np.float64]:
    """Return one weight a feature: softmax regression over each list of choices."""
    size = max(len(rows) for rows, _ in choices)
    features = torch.zeros(len(choices), size, n_features, dtype=torch.float64)
    barred = torch.full((len(choices), size), -1e4, dtype=torch.float64)
    for i, (rows, _) in enumerate(choices):
        features[i, : len(rows)] = torch.from_numpy(rows)
        barred[i, : len(rows)] = 0
    wanted = torch.tensor([best for _, best in choices])
    weights = torch.zeros(n_features, dtype=torch.float64, requires_grad=True)

    def loss() -> torch.Tensor:
        scores = features @ weights + barred
        return torch.nn.functional.cross_entropy(scores, wanted) + 1e-3 * (weights**2).sum()

    minimise(weights, loss)
    right = ((features @ weights + barred).argmax(1) == wanted).double().mean()
    print(f"{name} links: {100 * float(right):.1f} % of {len(choices)} right on gold spans")
    return weights.detach().numpy().round(5)


def minimise(weights: torch.Tensor, loss: Any) -> None:
    optimiser = torch.optim.LBFGS([weights], max_iter=300, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        optimiser.zero_grad()
        value: torch.Tensor = loss()
        value.backward()
        return value

    optimiser.step(closure)


def fit_confidence(articles: Sequence[Article], model: Model) -> Calibration:
    """Return the logistic regression of "this draft is right" on its signals."""
    signals, right, folds = [], [], []
    for number, article in enumerate(articles):
        drafts, _ = draft_attributions(article.text, model)
        signals += [draft.signals for draft in drafts]
        right += judge_drafts(article.text, drafts, article.attributions)
        folds += [number % N_FOLDS] * len(drafts)
    rows, wanted, fold = torch.tensor(signals), torch.tensor(right).float(), np.array(folds)
    predicted = np.zeros(len(fold))
    for i in range(N_FOLDS):
        weights = fit_logistic(rows[fold != i], wanted[fold != i])
        predicted[fold == i] = torch.sigmoid(rows[fold == i] @ weights[:-1] + weights[-1]).numpy()
    report_reliability(predicted, np.array(right, float))
    weights = fit_logistic(rows, wanted)
    return Calibration(
        tuple(round(float(w), 4) for w in weights[:-1]), round(float(weights[-1]), 4)
    )


def fit_logistic(rows: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
    weights = torch.zeros(rows.shape[1] + 1, requires_grad=True)

    def loss() -> torch.Tensor:
        scores = rows @ weights[:-1] + weights[-1]
        entropy = torch.nn.functional.binary_cross_entropy_with_logits(scores, wanted)
        return entropy + 1e-3 * (weights**2).sum()

    minimise(weights, loss)
    return weights.detach()


def report_reliability(predicted: NDArray[np.float64], right: NDArray[np.float64]) -> None:
    """Print, for each fifth of the confidences, what was said and what was so (cross-fitted)."""
    print("confidence said / right, by fifths of 0.2, each fitted without its own articles:")
    error = 0.0
    for low in np.arange(0, 1, 0.2):
        inside = (predicted >= low) & (predicted < low + 0.2)
        if inside.any():
            said, so = predicted[inside].mean(), right[inside].mean()
            error += inside.mean() * abs(said - so)
            print(
                f"  {low:.1f}-{low + 0.2:.1f}: {said:.2f} / {so:.2f}  ({inside.sum()} attributions)"
            )
    print(f"expected calibration error {error:.3f}, right overall {right.mean():.3f}")
