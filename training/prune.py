"""`prune`: leave out the attention heads and inner units that matter least, before training goes on.

How much a part matters is how much the loss would change if it were left out, to first order: the mean size
of the gradient at a gate of 1 on its output (Michel, Levy and Neubig 2019), over windows of the articles learned.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Sequence
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor

from training.batches import collate, draw_batches
from training.gold import read_articles
from training.net import HEAD_WIDTH, Layer, Net, net_of
from training.paths import DATA, RUNS
from training.train import loss_of

ROUND = 64  # inner units are kept in whole groups, which is what the run time multiplies fast
FEWEST_HEADS, FEWEST_INNER = 4, 512


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--run", default="shipped", help="whose best.pt is cut down")
    parser.add_argument("--out", default="pruned", help="the run whose start.pt is written")
    parser.add_argument("--heads", type=int, default=48, help="kept in all, of 72")
    parser.add_argument("--inner", type=int, default=5376, help="inner units kept in all, of 9216")
    parser.add_argument("--batches", type=int, default=40)
    parser.add_argument("--threads", type=int, default=1)


def run(args: argparse.Namespace) -> None:
    """Write `start.pt` of the new run; `train --start` goes on from it."""
    torch.set_num_threads(args.threads)
    net = net_of(torch.load(RUNS / args.run / "best.pt"))
    heads, inner = weigh(net, args.batches)
    kept_heads = choose(heads, args.heads, FEWEST_HEADS)
    kept_inner = choose(inner, args.inner // ROUND * ROUND, FEWEST_INNER, ROUND)
    for number, (h, i) in enumerate(zip(kept_heads, kept_inner, strict=True)):
        print(f"layer {number}: {len(h)} heads, {len(i)} inner units")
    folder = RUNS / args.out
    folder.mkdir(parents=True, exist_ok=True)
    torch.save(cut(net, kept_heads, kept_inner), folder / "start.pt")


def weigh(net: Net, n_batches: int) -> tuple[list[Tensor], list[Tensor]]:
    """Return for every layer how much each head, and each inner unit, matters."""
    tokenizer = Tokenizer.from_file(str(DATA / "tokenizer.json"))
    learned = list(read_articles(DATA / "learned.jsonl", tokenizer))
    layers: list[Layer] = list(net.encoder.layers)  # type: ignore[arg-type]
    gates = [
        (
            torch.ones(layer.query.out_features // HEAD_WIDTH, requires_grad=True),
            torch.ones(layer.inner.out_features, requires_grad=True),
        )
        for layer in layers
    ]
    for layer, (head, unit) in zip(layers, gates, strict=True):
        layer.mixed.register_forward_pre_hook(
            gated(lambda gate: gate.repeat_interleave(HEAD_WIDTH), head)
        )
        layer.outer.register_forward_pre_hook(gated(lambda gate: gate, unit))
    net.eval().requires_grad_(False)
    sums = [(torch.zeros_like(head), torch.zeros_like(unit)) for head, unit in gates]
    for batch in draw_batches(learned, 4, random.Random(0))[:n_batches]:  # noqa: S311 - no secret
        loss_of(net, collate(batch)).backward()
        for (head, unit), (of_heads, of_units) in zip(gates, sums, strict=True):
            of_heads.add_(taken_gradient(head).abs())
            of_units.add_(taken_gradient(unit).abs())
    return [head for head, _ in sums], [unit for _, unit in sums]


def taken_gradient(gate: Tensor) -> Tensor:
    """Return the gradient at `gate`, which starts from nothing again."""
    gradient, gate.grad = gate.grad, None
    return torch.zeros_like(gate) if gradient is None else gradient


def gated(spread: Callable[[Tensor], Tensor], gate: Tensor) -> Callable[..., Any]:
    """Return a hook that multiplies what a matrix is given by `gate`."""

    def hook(_module: object, given: tuple[Tensor]) -> tuple[Tensor]:
        return (given[0] * spread(gate),)

    return hook


def choose(weights: Sequence[Tensor], n_kept: int, fewest: int, group: int = 1) -> list[Tensor]:
    """Return the indexes kept in each layer: `n_kept` in all, at least `fewest`, in whole groups."""
    counts = [fewest] * len(weights)
    ranked = [weight.sort(descending=True).values for weight in weights]
    while sum(counts) + group <= n_kept:
        gains = [
            float(rank[n : n + group].sum()) if n + group <= len(rank) else -1.0
            for rank, n in zip(ranked, counts, strict=True)
        ]
        counts[max(range(len(gains)), key=gains.__getitem__)] += group
    return [w.topk(n).indices.sort().values for w, n in zip(weights, counts, strict=True)]


def cut(net: Net, heads: Sequence[Tensor], inner: Sequence[Tensor]) -> dict[str, Tensor]:
    """Return the weights of `net` less all heads and inner units not named."""
    state = dict(net.state_dict())
    for number, (kept, units) in enumerate(zip(heads, inner, strict=True)):
        name = f"encoder.layers.{number}"
        rows = (kept[:, None] * HEAD_WIDTH + torch.arange(HEAD_WIDTH)).flatten()
        for part in ("query", "key", "value"):
            for kind in ("weight", "bias"):
                state[f"{name}.{part}.{kind}"] = state[f"{name}.{part}.{kind}"][rows]
        state[f"{name}.mixed.weight"] = state[f"{name}.mixed.weight"][:, rows]
        for kind in ("weight", "bias"):
            state[f"{name}.inner.{kind}"] = state[f"{name}.inner.{kind}"][units]
        state[f"{name}.outer.weight"] = state[f"{name}.outer.weight"][:, units]
    return {key: value.clone() for key, value in state.items()}
