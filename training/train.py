"""`train`: fine-tune MiniLM; every checkpoint can be resumed, the best average is kept.

The rate warms up, stays, and falls to nothing over the last third. To finish early, make the file
`DECAY` in the run's folder: the fall begins at once.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import torch
import torch.nn.functional as F  # noqa: N812
from tokenizers import Tokenizer

from training.batches import Batch, collate, draw_batches, draw_windows
from training.gold import Article, read_articles
from training.net import Net, load_minilm, net_of
from training.paths import DATA, RUNS

WARM_UP = 60
POINTER_WEIGHT = 0.5
TEACHER_WEIGHT = 0.5
AVERAGE_DECAY = 0.995
NO_WEIGHT_DECAY = ("bias", "norm", "shape")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--run", default="base", help="name of the folder under training/runs/")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--batch", type=int, default=10, help="windows a step")
    parser.add_argument("--rate", type=float, default=2.5e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--fall", type=int, default=550, help="steps of the falling rate")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--save-every", type=int, default=100, help="steps between checkpoints")
    parser.add_argument("--start", help="a run whose start.pt, or else best.pt, is trained on")
    parser.add_argument(
        "--corrections",
        type=Path,
        help="articles as JSONL that editors decided, learned beside the others",
    )
    parser.add_argument("--teacher", help="a run whose best.pt is imitated beside the annotation")


def run(args: argparse.Namespace) -> None:
    """Train, resuming from `last.pt` when the run's folder has one."""
    torch.set_num_threads(args.threads)
    folder = RUNS / args.run
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer.from_file(str(DATA / "tokenizer.json"))
    learned = list(read_articles(DATA / "learned.jsonl", tokenizer))
    if args.corrections:
        learned += read_articles(args.corrections, tokenizer)
    held_out = list(read_articles(DATA / "held_out.jsonl", tokenizer))
    trainer = Trainer(args, folder)
    trainer.resume()
    trainer.train(learned, held_out)


class Trainer:
    """The net, its running average, the optimiser, and how far they have come."""

    def __init__(self, args: argparse.Namespace, folder: Path) -> None:
        torch.manual_seed(args.seed)
        self.args, self.folder = args, folder
        self.net, self.average = begin(args.start), begin(args.start)
        self.teacher = net_of(torch.load(RUNS / args.teacher / "best.pt")) if args.teacher else None
        self.net.encoder.word.weight.requires_grad_(False)
        self.optimiser = make_optimiser(self.net, args.rate, args.head_rate)
        self.rates = [group["lr"] for group in self.optimiser.param_groups]
        self.step, self.fall_at, self.best = 0, -1, float("inf")

    def resume(self) -> None:
        path = self.folder / "last.pt"
        if not path.exists():
            return
        saved = torch.load(path)
        self.net.load_state_dict(saved["net"])
        self.average.load_state_dict(saved["average"])
        self.optimiser.load_state_dict(saved["optimiser"])
        self.step, self.fall_at, self.best = saved["step"], saved["fall_at"], saved["best"]
        print(f"resumed at step {self.step}")

    def save(self) -> None:
        state = {
            "net": self.net.state_dict(),
            "average": self.average.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "step": self.step,
            "fall_at": self.fall_at,
            "best": self.best,
        }
        torch.save(state, self.folder / "last.part")
        (self.folder / "last.part").replace(self.folder / "last.pt")

    def train(self, learned: list[Article], held_out: list[Article]) -> None:
        epochs = [
            draw_batches(learned, self.args.batch, self.shuffler(epoch))
            for epoch in range(self.args.epochs)
        ]
        plan = [batch for epoch in epochs for batch in epoch]
        if self.fall_at < 0:
            self.fall_at = len(plan) - self.args.fall
        print(f"{len(learned)} articles, {len(plan)} steps, {len(epochs[0])} an epoch", flush=True)
        began, loss = time.monotonic(), 0.0
        torch.manual_seed(self.args.seed + self.step)
        while self.step < min(len(plan), self.fall_at + self.args.fall):
            loss += self.learn(collate(plan[self.step]))
            self.watch_for_decay()
            if self.step % 25 == 0:
                minutes = (time.monotonic() - began) / 60
                print(f"step {self.step} loss {loss / 25:.4f} {minutes:.1f} min", flush=True)
                loss = 0.0
            if self.step % self.args.save_every == 0:
                self.check(held_out)
        self.check(held_out)

    def shuffler(self, epoch: int) -> random.Random:
        return random.Random(self.args.seed * 1000 + epoch)  # noqa: S311 - no secret

    def learn(self, batch: Batch) -> float:
        """Take one step; return its loss."""
        self.net.train()
        for group, rate in zip(self.optimiser.param_groups, self.rates, strict=True):
            group["lr"] = rate * self.share_of_rate()
        loss = loss_of(self.net, batch, self.teacher)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.net.parameters(), 1.0)
        self.optimiser.step()
        self.optimiser.zero_grad(set_to_none=True)
        self.step += 1
        keep = min(AVERAGE_DECAY, self.step / (self.step + 20))
        with torch.no_grad():
            pairs = zip(self.average.parameters(), self.net.parameters(), strict=True)
            for mean, now in pairs:
                if now.requires_grad:
                    mean.lerp_(now, 1 - keep)
        return float(loss.item())

    def share_of_rate(self) -> float:
        if self.step < self.fall_at:
            return min((self.step + 1) / WARM_UP, 1.0)
        return max(0.01, 1 - (self.step - self.fall_at) / self.args.fall)

    def watch_for_decay(self) -> None:
        if self.step < self.fall_at and (self.folder / "DECAY").exists():
            self.fall_at = self.step
            print(f"the rate falls from step {self.step}", flush=True)

    def check(self, held_out: list[Article]) -> None:
        """Save; keep the average as `best.pt` when it does better on the articles held out."""
        losses = {name: held_out_loss(net, held_out) for name, net in self.both()}
        print(json.dumps({"step": self.step, **losses}), flush=True)
        for name, net in self.both():
            if losses[name] < self.best:
                self.best = losses[name]
                torch.save(net.state_dict(), self.folder / "best.pt")
        self.save()

    def both(self) -> list[tuple[str, Net]]:
        return [("net", self.net), ("average", self.average)]


def make_optimiser(net: Net, rate: float, head_rate: float) -> torch.optim.Optimizer:
    """AdamW: the encoder at `rate`, with weight decay on its matrices, all that is new faster."""
    matrices, vectors, heads = [], [], []
    for name, value in net.named_parameters():
        if not value.requires_grad:
            continue
        if not name.startswith("encoder.") or "shape" in name:
            heads.append(value)
        elif any(part in name for part in NO_WEIGHT_DECAY):
            vectors.append(value)
        else:
            matrices.append(value)
    groups = [
        {"params": matrices, "lr": rate, "weight_decay": 0.01},
        {"params": vectors, "lr": rate, "weight_decay": 0.0},
        {"params": heads, "lr": head_rate, "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, fused=True)


def begin(start: str | None) -> Net:
    """Return the net as training finds it: MiniLM with new heads, or what `prune` or `recover` left of another."""
    if start:
        cut, whole = RUNS / start / "start.pt", RUNS / start / "best.pt"
        return net_of(torch.load(cut if cut.exists() else whole))
    net = Net()
    load_minilm(net, DATA / "minilm.safetensors")
    return net


def loss_of(net: Net, batch: Batch, teacher: Net | None = None) -> torch.Tensor:
    """Return the loss against the annotation, or half of it and half against what `teacher` says."""
    tags, pointers = score_batch(net, batch)
    words, points = batch.tags >= 0, batch.pointers >= 0
    loss = F.cross_entropy(tags[words], batch.tags[words])
    if points.any():
        pointing = F.cross_entropy(pointers[points], batch.pointers[points])
        loss = loss + POINTER_WEIGHT * pointing
    if teacher is None:
        return loss
    with torch.no_grad():
        wanted_tags, wanted_pointers = score_batch(teacher.eval(), batch)
    likeness = divergence(tags[words], wanted_tags[words])
    if points.any():
        likeness = likeness + POINTER_WEIGHT * divergence(pointers[points], wanted_pointers[points])
    return (1 - TEACHER_WEIGHT) * loss + TEACHER_WEIGHT * likeness


def score_batch(net: Net, batch: Batch) -> tuple[torch.Tensor, torch.Tensor]:
    """Return tag scores and pointer scores; nothing can point to a piece that is barred."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        tags, pointers = net(batch.ids, batch.mask, batch.shapes)
    return tags.float(), pointers.float() + batch.barred[:, None, :]


def divergence(scores: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
    """Return how far the probabilities of `scores` are from those of `wanted` (Kullback-Leibler)."""
    return F.kl_div(
        scores.log_softmax(-1), wanted.log_softmax(-1), reduction="batchmean", log_target=True
    )


def held_out_loss(net: Net, articles: list[Article]) -> float:
    net.eval()
    windows = sorted(draw_windows(articles, None), key=lambda pair: len(pair[1].ids))
    with torch.no_grad():
        losses = [loss_of(net, collate(windows[i : i + 10])) for i in range(0, len(windows), 10)]
    return float(torch.stack(losses).mean())
