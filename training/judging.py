"""Whether a draft is right by an annotated article: contents overlap, and the source is the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from analysis.attribution.drafts import Draft
from analysis.types import Span

WORD = re.compile(r"\w+(?:['’.,]\w+)*")
MIN_OVERLAP = 0.5


def judge_drafts(
    text: str, drafts: Sequence[Draft], annotated: Sequence[dict[str, Any]]
) -> list[bool]:
    """Return for each draft whether it is right; each annotation answers for one draft at most."""
    ours = [(words_of(text, d.content), words_of(text, d.source)) for d in drafts]
    gold = [(words_in(text, a["content"]), words_in(text, a["source"])) for a in annotated]
    pairs = sorted(
        (
            (overlap(content, wanted), i, j)
            for i, (content, _) in enumerate(ours)
            for j, (wanted, _) in enumerate(gold)
            if content & wanted
        ),
        reverse=True,
    )
    right = [False] * len(drafts)
    taken_ours: set[int] = set()
    taken_gold: set[int] = set()
    for score, i, j in pairs:
        if i in taken_ours or j in taken_gold:
            continue
        taken_ours.add(i)
        taken_gold.add(j)
        source, wanted = ours[i][1], gold[j][1]
        right[i] = score >= MIN_OVERLAP and bool(source & wanted or not (source or wanted))
    return right


def overlap(a: set[int], b: set[int]) -> float:
    """Return the share of their words that both hold."""
    return len(a & b) / len(a | b)


def words_of(text: str, spans: Iterable[Span]) -> set[int]:
    return words_in(text, [(span.start, span.end) for span in spans])


def words_in(text: str, spans: Iterable[Sequence[int]]) -> set[int]:
    """Return where the words begin that the spans touch."""
    found: set[int] = set()
    for start, end in spans:
        found |= {word.start() for word in WORD.finditer(text, start, end)}
    return found
