"""Is one text a copy of another? Compared by runs of three words, so an edited wire story is still found.

A sketch is a fixed quarter of a text's shingle hashes ("mod 4" sampling), so that two sketches estimate what
two texts share without reading the texts; `is_same_report` then decides on the texts themselves.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Collection, Sequence

SHINGLE_WORDS = 3
MIN_SHINGLES = 20
MIN_JACCARD = 0.8
MIN_CONTAINMENT = 0.9
_SAMPLED = 4
_MAX_SKETCH = 2_000
_WORD = re.compile(r"\w+")


def shingles(text: str) -> frozenset[int]:
    """Return the hashes of all runs of three words in `text`, case and punctuation aside."""
    words = _WORD.findall(text.casefold())
    runs = zip(*(words[i:] for i in range(SHINGLE_WORDS)), strict=False)
    return frozenset(zlib.crc32(" ".join(run).encode("utf-8")) for run in runs)


def sketch(text: str) -> list[int]:
    """Return the sampled shingles of `text`, sorted, as stored with a version; empty for a very short text."""
    found = shingles(text)
    if len(found) < MIN_SHINGLES:
        return []
    return sorted(value for value in found if value % _SAMPLED == 0)[:_MAX_SKETCH]


def share(one: Collection[int], other: Collection[int]) -> tuple[float, float]:
    """Return the Jaccard index of two sets, and how much of the smaller lies in the larger."""
    a, b = frozenset(one), frozenset(other)
    if not a or not b:
        return 0.0, 0.0
    n_common = len(a & b)
    return n_common / len(a | b), n_common / min(len(a), len(b))


def is_same_report(one: str, other: str) -> bool:
    """Tell whether one text is a copy of the other: nearly the same words, or the shorter inside the longer."""
    a, b = shingles(one), shingles(other)
    if min(len(a), len(b)) < MIN_SHINGLES:
        return a == b and bool(a)
    jaccard, containment = share(a, b)
    return jaccard >= MIN_JACCARD or containment >= MIN_CONTAINMENT


def cut_out(text: str, spans: Sequence[Sequence[int]]) -> str:
    """Return `text` without the `[start, end]` spans, which are in text order and do not overlap."""
    kept, at = [], 0
    for start, end in spans:
        kept.append(text[at:start])
        at = end
    return "".join([*kept, text[at:]])
