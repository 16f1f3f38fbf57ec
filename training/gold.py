"""PolNeAR articles as the model learns them: units with a tag and a pointer for every word."""

from __future__ import annotations

import itertools
import json
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from analysis.attribution.encoding import Unit, Window, find_units
from analysis.attribution.labels import ROLES, tags_of_span

IGNORED = -100  # a word that points nowhere
NOBODY = -1  # a cue without a source


@dataclass(frozen=True, slots=True)
class Article:
    """One annotated article; `tags` and `pointers` run parallel to its words."""

    id: str
    text: str
    attributions: list[dict[str, Any]]
    units: list[Unit]
    tags: NDArray[np.int64]
    pointers: NDArray[np.int64]


def read_articles(path: Path, tokenizer: Tokenizer) -> Iterator[Article]:
    """Return the articles of a JSONL file, encoded."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield encode_article(json.loads(line), tokenizer)


def encode_article(row: dict[str, Any], tokenizer: Tokenizer) -> Article:
    units = list(find_units(row["text"], tokenizer))
    labels = _Labels(units)
    spans = [
        {role: labels.word_ranges(a.get(role) or []) for role in ROLES} for a in row["attributions"]
    ]
    for role in ("cue", "source", "content"):  # where two overlap, the first written stays
        for span in spans:
            labels.write(role, span)
    return Article(row["id"], row["text"], row["attributions"], units, labels.tags, labels.pointers)


def window_labels(article: Article, window: Window) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return per word of `window` its tag, and the piece it points to (0 is `[CLS]`)."""
    start, end = window.first_i, window.first_i + len(window)
    wanted = article.pointers[start:end]
    pointers = np.full(len(window), IGNORED, np.int64)
    is_inside = (wanted >= start) & (wanted < end)
    pointers[is_inside] = window.first[wanted[is_inside] - start]
    pointers[wanted == NOBODY] = 0
    return article.tags[start:end], pointers


class _Labels:
    """Tags and pointers of one article while they are being written."""

    def __init__(self, units: list[Unit]) -> None:
        self.starts = [start for unit in units for start in unit.starts]
        self.ends = [end for unit in units for end in unit.ends]
        self.paragraphs = [unit.paragraph for unit in units for _ in unit.starts]
        self.tags = np.zeros(len(self.starts), np.int64)
        self.pointers = np.full(len(self.starts), IGNORED, np.int64)

    def word_ranges(self, spans: list[list[int]]) -> list[tuple[int, int]]:
        found = []
        for start, end in spans:
            i = max(0, bisect_right(self.starts, start) - 1)
            inside = []
            while i < len(self.starts) and self.starts[i] < end:
                if self.ends[i] > start:
                    inside.append(i)
                i += 1
            if inside:
                found.append((inside[0], inside[-1] + 1))
        return found

    def write(self, role: str, span: dict[str, list[tuple[int, int]]]) -> None:
        target = IGNORED
        if role == "cue":
            target = span["source"][0][0] if span["source"] else NOBODY
        elif role == "content" and span["cue"]:
            target = span["cue"][0][0]
        for start, end in span[role]:
            for a, b in self._by_paragraph(start, end):
                if not self.tags[a:b].any():
                    self.tags[a:b] = tags_of_span(role, b - a)
                    self.pointers[a:b] = target

    def _by_paragraph(self, start: int, end: int) -> list[tuple[int, int]]:
        breaks = [i for i in range(start + 1, end) if self.paragraphs[i] != self.paragraphs[i - 1]]
        edges = [start, *breaks, end]
        return list(itertools.pairwise(edges))
