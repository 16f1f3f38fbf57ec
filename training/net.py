"""MiniLM with a tag head and a pointer head, in plain torch: no other library is needed."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F  # noqa: N812 - the name every torch reader expects
from safetensors.torch import load_file
from torch import Tensor, nn

from analysis.attribution.encoding import N_SHAPES
from analysis.attribution.labels import N_TAGS

WIDTH, HEADS, INNER, LAYERS, VOCABULARY, POSITIONS = 384, 12, 1536, 6, 30522, 512
HEAD_WIDTH = WIDTH // HEADS
Sizes = tuple[int, int]  # of one layer: attention heads, inner units
WHOLE: tuple[Sizes, ...] = ((HEADS, INNER),) * LAYERS
POINTER_WIDTH = 128
LAYER_NAMES = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "mixed": "attention.output.dense",
    "mixed_norm": "attention.output.LayerNorm",
    "inner": "intermediate.dense",
    "outer": "output.dense",
    "outer_norm": "output.LayerNorm",
}
EMBEDDING_NAMES = {
    "word.weight": "word_embeddings.weight",
    "position.weight": "position_embeddings.weight",
    "kind.weight": "token_type_embeddings.weight",
    "norm.weight": "LayerNorm.weight",
    "norm.bias": "LayerNorm.bias",
}


class FusedAttention(torch.autograd.Function):
    """Attention over one unpadded window, written into ONNX as the run time's own fused kernel."""

    @staticmethod
    def forward(_ctx: object, query: Tensor, key: Tensor, value: Tensor, n_heads: int) -> Tensor:
        n, length, width = query.shape
        heads = [t.view(n, length, n_heads, -1).transpose(1, 2) for t in (query, key, value)]
        seen = F.scaled_dot_product_attention(*heads)
        return seen.transpose(1, 2).reshape(n, length, width)

    @staticmethod
    def symbolic(graph: Any, query: Any, key: Any, value: Any, n_heads: int) -> Any:
        inputs = (query, key, value)
        seen = graph.op("com.microsoft::MultiHeadAttention", *inputs, num_heads_i=n_heads)
        return seen.setType(query.type())


class Layer(nn.Module):
    """One transformer layer. Attention has no dropout: on a CPU it would force the slow path."""

    def __init__(self, dropout: float, sizes: Sizes) -> None:
        super().__init__()
        n_heads, inner = sizes
        width = n_heads * HEAD_WIDTH
        self.query, self.key = nn.Linear(WIDTH, width), nn.Linear(WIDTH, width)
        self.value, self.mixed = nn.Linear(WIDTH, width), nn.Linear(width, WIDTH)
        self.inner, self.outer = nn.Linear(WIDTH, inner), nn.Linear(inner, WIDTH)
        self.mixed_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.outer_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.is_exported = False

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        mixed = self.mixed(self.attend(x, mask))
        x = self.mixed_norm(x + self.dropout(mixed))
        return self.outer_norm(x + self.dropout(self.outer(F.gelu(self.inner(x)))))

    def attend(self, x: Tensor, mask: Tensor) -> Tensor:
        n, length, _ = x.shape
        if self.is_exported:
            inputs = (self.query(x), self.key(x), self.value(x))
            return FusedAttention.apply(*inputs, self.query.out_features // HEAD_WIDTH)

        def by_head(t: Tensor) -> Tensor:
            return t.view(n, length, -1, HEAD_WIDTH).transpose(1, 2)

        query, key, value = by_head(self.query(x)), by_head(self.key(x)), by_head(self.value(x))
        seen = F.scaled_dot_product_attention(query, key, value, mask.to(query.dtype))
        return seen.transpose(1, 2).flatten(2)


class Encoder(nn.Module):
    """MiniLM plus one embedding of case and quotation marks, which its word pieces have lost."""

    def __init__(self, dropout: float, sizes: Sequence[Sizes]) -> None:
        super().__init__()
        self.word = nn.Embedding(VOCABULARY, WIDTH, padding_idx=0)
        self.position, self.kind = nn.Embedding(POSITIONS, WIDTH), nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout, each) for each in sizes)
        self.dropout = nn.Dropout(dropout)
        self.shape = nn.Embedding(N_SHAPES, WIDTH)
        nn.init.zeros_(self.shape.weight)

    def forward(self, ids: Tensor, mask: Tensor, shapes: Tensor) -> Tensor:
        x = self.word(ids) + self.position.weight[: ids.shape[1]] + self.kind.weight[0]
        x = self.dropout(self.norm(x + self.shape(shapes)))
        hidden = (1.0 - mask.to(torch.float32))[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, hidden)
        return x


class Net(nn.Module):
    """Tags for every piece, and for every pair of pieces how well the first points to the second.

    A word of a content points to the first word of its cue, a word of a cue to the first word of
    its source, or to `[CLS]` when nobody is named.
    """

    def __init__(self, dropout: float = 0.1, sizes: Sequence[Sizes] = WHOLE) -> None:
        super().__init__()
        self.encoder = Encoder(dropout, sizes)
        self.tags = nn.Linear(WIDTH, N_TAGS)
        self.tail, self.head = nn.Linear(WIDTH, POINTER_WIDTH), nn.Linear(WIDTH, POINTER_WIDTH)
        self.head_bias = nn.Linear(WIDTH, 1)
        self.dropout = nn.Dropout(dropout)

    def forward(self, ids: Tensor, mask: Tensor, shapes: Tensor) -> tuple[Tensor, Tensor]:
        x = self.dropout(self.encoder(ids, mask, shapes))
        pointers = self.tail(x) @ self.head(x).transpose(1, 2) / math.sqrt(POINTER_WIDTH)
        return self.tags(x), pointers + self.head_bias(x).transpose(1, 2)

    def set_exported(self, is_exported: bool) -> None:
        for layer in self.encoder.layers:
            layer.is_exported = is_exported


def net_of(state: Mapping[str, Tensor]) -> Net:
    """Return the net whose weights `state` holds; how wide each layer is, its shapes tell."""
    net = Net(sizes=sizes_of(state))
    net.load_state_dict(state)
    return net


def sizes_of(state: Mapping[str, Tensor]) -> list[Sizes]:
    """Return heads and inner units of every layer in `state`."""
    sizes = []
    while (name := f"encoder.layers.{len(sizes)}") + ".query.bias" in state:
        n_heads = len(state[f"{name}.query.bias"]) // HEAD_WIDTH
        sizes.append((n_heads, len(state[f"{name}.inner.bias"])))
    return sizes


def load_minilm(net: Net, path: Path) -> None:
    """Fill the encoder of `net` with the published MiniLM weights."""
    published = {name.removeprefix("bert."): value for name, value in load_file(path).items()}
    state = {ours: published[f"embeddings.{theirs}"] for ours, theirs in EMBEDDING_NAMES.items()}
    for number in range(LAYERS):
        for ours, theirs in LAYER_NAMES.items():
            for part in ("weight", "bias"):
                name = f"encoder.layer.{number}.{theirs}.{part}"
                state[f"layers.{number}.{ours}.{part}"] = published[name]
    result = net.encoder.load_state_dict(state, strict=False)
    if result.unexpected_keys or result.missing_keys != ["shape.weight"]:
        raise ValueError(f"these are not the weights of all-MiniLM-L6-v2: {result}")
