"""MiniLM reading two texts at once, with a head for inference and a head for stance."""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from training.net import (
    EMBEDDING_NAMES,
    LAYER_NAMES,
    LAYERS,
    POSITIONS,
    VOCABULARY,
    WIDTH,
    Layer,
)

N_FROZEN = 2


class StanceNet(nn.Module):
    """Logits of entailment, neutral, contradiction; and of support, undermining."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.word = nn.Embedding(VOCABULARY, WIDTH, padding_idx=0)
        self.position, self.kind = nn.Embedding(POSITIONS, WIDTH), nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = nn.Dropout(dropout)
        self.nli, self.stance = make_head(3, dropout), make_head(2, dropout)

    def forward(self, ids: Tensor, kinds: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        x = self.word(ids) + self.position.weight[: ids.shape[1]] + self.kind(kinds)
        x = self.dropout(self.norm(x))
        seen = mask.to(torch.float32)
        hidden = (1.0 - seen)[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, hidden)
        mean = (x * seen[..., None]).sum(1) / seen.sum(1, keepdim=True)
        whole = torch.cat([x[:, 0], mean.to(x.dtype)], -1)
        return self.nli(whole), self.stance(whole)

    def freeze(self) -> None:
        """Keep embeddings and the lower layers as published: the sets are small."""
        parts = [self.word, self.position, self.kind, self.norm, *self.layers[:N_FROZEN]]
        for part in parts:
            part.requires_grad_(False)

    def set_exported(self, is_exported: bool) -> None:
        for layer in self.layers:
            layer.is_exported = is_exported


def make_head(n_classes: int, dropout: float) -> nn.Sequential:
    return nn.Sequential(
        nn.Linear(2 * WIDTH, WIDTH), nn.Tanh(), nn.Dropout(dropout), nn.Linear(WIDTH, n_classes)
    )


def load_minilm(net: StanceNet, path: Path) -> None:
    """Fill everything but the heads with the published MiniLM weights."""
    published = {name.removeprefix("bert."): value for name, value in load_file(path).items()}
    state = {ours: published[f"embeddings.{theirs}"] for ours, theirs in EMBEDDING_NAMES.items()}
    for number in range(LAYERS):
        for ours, theirs in LAYER_NAMES.items():
            for part in ("weight", "bias"):
                name = f"encoder.layer.{number}.{theirs}.{part}"
                state[f"layers.{number}.{ours}.{part}"] = published[name]
    result = net.load_state_dict(state, strict=False)
    heads = [name for name in result.missing_keys if not name.startswith(("nli.", "stance."))]
    if result.unexpected_keys or heads:
        raise ValueError(f"these are not the weights of all-MiniLM-L6-v2: {result}")
