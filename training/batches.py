"""Windows drawn anew each epoch, and put together into tensors."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from analysis.attribution.encoding import MAX_PIECES, Window, pack_units
from training.gold import IGNORED, Article, window_labels

N_BUCKET = 50  # batches whose windows are sorted by length together


@dataclass(frozen=True, slots=True)
class Batch:
    ids: Tensor
    mask: Tensor
    shapes: Tensor
    tags: Tensor
    pointers: Tensor
    barred: Tensor  # added to pointer scores: only `[CLS]` and first pieces can be pointed to


def draw_windows(
    articles: Sequence[Article], rng: random.Random | None
) -> list[tuple[Article, Window]]:
    """Return all windows; with `rng`, the first of each article is shortened at random."""
    drawn = []
    for article in articles:
        cap = rng.randint(MAX_PIECES // 4, MAX_PIECES) if rng else MAX_PIECES
        drawn += [(article, window) for window in pack_units(article.units, cap)]
    return drawn


def draw_batches(
    articles: Sequence[Article], size: int, rng: random.Random
) -> list[list[tuple[Article, Window]]]:
    """Return one epoch: windows of like length together, batches in random order."""
    drawn = draw_windows(articles, rng)
    rng.shuffle(drawn)
    batches = []
    for start in range(0, len(drawn), size * N_BUCKET):
        bucket = sorted(drawn[start : start + size * N_BUCKET], key=lambda pair: len(pair[1].ids))
        batches += [bucket[i : i + size] for i in range(0, len(bucket), size)]
    rng.shuffle(batches)
    return batches


def collate(pairs: Sequence[tuple[Article, Window]]) -> Batch:
    shape = (len(pairs), max(len(window.ids) for _, window in pairs))
    ids, shapes, mask = (np.zeros(shape, np.int64) for _ in range(3))
    tags, pointers = (np.full(shape, IGNORED, np.int64) for _ in range(2))
    barred = np.full(shape, -1e4, np.float32)
    for row, (article, window) in enumerate(pairs):
        length = len(window.ids)
        ids[row, :length], shapes[row, :length], mask[row, :length] = window.ids, window.shapes, 1
        tags[row, window.first], pointers[row, window.first] = window_labels(article, window)
        barred[row, window.first] = barred[row, 0] = 0
    return Batch(*map(torch.from_numpy, (ids, mask, shapes, tags, pointers, barred)))
