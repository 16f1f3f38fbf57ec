"""`stance_train`: fine-tune MiniLM on pairs for a given time; resumes from its last checkpoint."""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from tokenizers import Tokenizer
from torch import Tensor

from training.paths import DATA, RUNS
from training.stance_net import StanceNet, load_minilm
from training.stance_prepare import FOLDER, UNKNOWN, Row, read

MAX_PIECES = 96
BATCH = 32
N_LOOK = 10  # one held-out row in ten is looked at between, all of them at the end
WARM_UP_S = 60
AVERAGE_DECAY = 0.998
Batch = tuple[Tensor, Tensor, Tensor, Tensor, Tensor]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--run", default="stance", help="name of the folder under training/runs/")
    parser.add_argument("--minutes", type=float, default=36, help="of training, pauses not counted")
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--head-rate", type=float, default=4e-4)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--save-every", type=float, default=4, help="minutes between checkpoints")


def run(args: argparse.Namespace) -> None:
    """Train until the time is used up; keep `last.pt` and the running average `best.pt`."""
    torch.set_num_threads(args.threads)
    folder = RUNS / args.run
    folder.mkdir(parents=True, exist_ok=True)
    trainer = Trainer(args, folder)
    trainer.resume()
    trainer.train(read(FOLDER / "learned.jsonl"), read(FOLDER / "held_out.jsonl"))


class Trainer:
    """The net, its running average, the optimiser, and the seconds they have had."""

    def __init__(self, args: argparse.Namespace, folder: Path) -> None:
        torch.manual_seed(args.seed)
        self.args, self.folder = args, folder
        self.encode = Encoder(DATA / "tokenizer.json")
        self.net, self.average = StanceNet(), StanceNet()
        load_minilm(self.net, DATA / "minilm.safetensors")
        self.net.freeze()
        self.average.load_state_dict(self.net.state_dict())
        self.optimiser = make_optimiser(self.net, args.rate, args.head_rate)
        self.rates = [group["lr"] for group in self.optimiser.param_groups]
        self.step, self.used_s = 0, 0.0

    def resume(self) -> None:
        path = self.folder / "last.pt"
        if not path.exists():
            return
        saved = torch.load(path)
        self.net.load_state_dict(saved["net"])
        self.average.load_state_dict(saved["average"])
        self.optimiser.load_state_dict(saved["optimiser"])
        self.step, self.used_s = saved["step"], saved["used_s"]
        print(f"resumed at step {self.step}, {self.used_s:.0f} s used")

    def save(self) -> None:
        state = {
            "net": self.net.state_dict(),
            "average": self.average.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "step": self.step,
            "used_s": self.used_s,
        }
        torch.save(state, self.folder / "last.part")
        (self.folder / "last.part").replace(self.folder / "last.pt")
        torch.save(self.average.state_dict(), self.folder / "best.pt")

    def train(self, learned: list[Row], held_out: list[Row]) -> None:
        budget_s, saved_s = self.args.minutes * 60, self.used_s
        losses: list[float] = []
        for batch in self.draw(learned):
            began = time.monotonic()
            losses.append(self.learn(batch, self.used_s / budget_s))
            self.used_s += time.monotonic() - began
            if self.step % 100 == 0:
                mean = np.mean(losses[-100:])
                print(f"step {self.step} loss {mean:.4f} {self.used_s / 60:.1f} min", flush=True)
            if self.used_s >= budget_s:
                break
            if self.used_s - saved_s > self.args.save_every * 60:
                saved_s = self.used_s
                self.check(held_out[::N_LOOK])
        self.check(held_out)

    def draw(self, rows: list[Row]) -> Iterator[Batch]:
        """Yield batches of like length without end, in a new order each epoch."""
        shuffler = random.Random(self.args.seed + self.step)  # noqa: S311 - no secret
        while True:
            order = shuffler.sample(rows, len(rows))
            for start in range(0, len(order), BATCH * 50):
                block = sorted(order[start : start + BATCH * 50], key=n_letters)
                cuts = list(range(0, len(block), BATCH))
                shuffler.shuffle(cuts)
                yield from (self.encode(block[cut : cut + BATCH]) for cut in cuts)

    def learn(self, batch: Batch, share: float) -> float:
        """Take one step; return its loss."""
        self.net.train()
        scale = min(1.0, (self.used_s + 1) / WARM_UP_S) * max(0.02, min(1.0, (1 - share) / 0.7))
        for group, rate in zip(self.optimiser.param_groups, self.rates, strict=True):
            group["lr"] = rate * scale
        loss = loss_of(self.net, batch)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.net.parameters(), 1.0)
        self.optimiser.step()
        self.optimiser.zero_grad(set_to_none=True)
        self.step += 1
        keep = min(AVERAGE_DECAY, self.step / (self.step + 20))
        with torch.no_grad():
            for mean, now in zip(self.average.parameters(), self.net.parameters(), strict=True):
                if now.requires_grad:
                    mean.lerp_(now, 1 - keep)
        return float(loss.item())

    def check(self, held_out: list[Row]) -> None:
        self.save()
        print(
            json.dumps({"step": self.step, **judge(self.average, self.encode, held_out)}),
            flush=True,
        )


class Encoder:
    """Rows to tensors, pieces of both texts in one row."""

    def __init__(self, path: Path) -> None:
        self.tokenizer = Tokenizer.from_file(str(path))
        self.tokenizer.enable_truncation(MAX_PIECES)
        self.tokenizer.enable_padding()

    def __call__(self, rows: list[Row]) -> Batch:
        found = self.tokenizer.encode_batch([(row["a"], row["b"]) for row in rows])
        ids = torch.tensor([e.ids for e in found])
        kinds = torch.tensor([e.type_ids for e in found])
        mask = torch.tensor([e.attention_mask for e in found])
        labels = [torch.tensor([row[name] for row in rows]) for name in ("nli", "stance")]
        return ids, kinds, mask, labels[0], labels[1]


def n_letters(row: Row) -> int:
    return len(row["a"]) + len(row["b"])


def make_optimiser(net: StanceNet, rate: float, head_rate: float) -> torch.optim.Optimizer:
    """AdamW: the encoder at `rate`, with weight decay on its matrices, the heads faster."""
    matrices, vectors, heads = [], [], []
    for name, value in net.named_parameters():
        if not value.requires_grad:
            continue
        if name.startswith(("nli.", "stance.")):
            heads.append(value)
        else:
            (matrices if value.dim() > 1 else vectors).append(value)
    groups = [
        {"params": matrices, "lr": rate, "weight_decay": 0.01},
        {"params": vectors, "lr": rate, "weight_decay": 0.0},
        {"params": heads, "lr": head_rate, "weight_decay": 0.01},
    ]
    return torch.optim.AdamW(groups, fused=True)


def loss_of(net: StanceNet, batch: Batch) -> Tensor:
    ids, kinds, mask, nli, stance = batch
    with torch.autocast("cpu", dtype=torch.bfloat16):
        nli_said, stance_said = net(ids, kinds, mask)
    loss = torch.zeros(())
    if (nli != UNKNOWN).any():
        share = (nli != UNKNOWN).float().mean()
        known = F.cross_entropy(nli_said.float(), nli, ignore_index=UNKNOWN, label_smoothing=0.05)
        loss = loss + share * known
    if (stance != UNKNOWN).any():
        share = (stance != UNKNOWN).float().mean()
        loss = loss + share * F.cross_entropy(
            stance_said.float(), stance, ignore_index=UNKNOWN, label_smoothing=0.02
        )
    return loss


def judge(net: StanceNet, encode: Encoder, rows: list[Row]) -> dict[str, float]:
    """Return the share of right answers of each head on each set held out."""
    net.eval()
    right: dict[str, list[bool]] = {}
    ordered = sorted(rows, key=n_letters)
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        for start in range(0, len(ordered), 64):
            some = ordered[start : start + 64]
            ids, kinds, mask, *_ = encode(some)
            for name, said in zip(("nli", "stance"), net(ids, kinds, mask), strict=True):
                for row, answer in zip(some, said.argmax(1).tolist(), strict=True):
                    if row[name] != UNKNOWN:
                        right.setdefault(f"{name} {row['set']}", []).append(answer == row[name])
    return {name: round(float(np.mean(found)), 3) for name, found in sorted(right.items())}
