"""Who stands inside whose words: nesting of attributions, and the outlets that relay."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from analysis.types import Attribution

_LOOK_BACK: Final = 40


def find_enclosing(attributions: Sequence[Attribution]) -> tuple[int | None, ...]:
    """Return for each attribution the index of the one whose content holds it whole, or None."""
    spans = sorted(
        (span.start, span.end, i) for i, a in enumerate(attributions) for span in a.content
    )
    starts = [start for start, _, _ in spans]
    return tuple(_enclosing(a, i, spans, starts) for i, a in enumerate(attributions))


def _enclosing(
    attribution: Attribution, i: int, spans: Sequence[tuple[int, int, int]], starts: Sequence[int]
) -> int | None:
    parts = (*attribution.source, *attribution.cue, *attribution.content)
    if not parts or not attribution.source:
        return None
    first = min(span.start for span in parts)
    last = max(span.end for span in parts)
    stop = bisect_right(starts, first)
    best: tuple[int, int] | None = None
    for _start, end, j in spans[max(0, stop - _LOOK_BACK) : stop]:
        if j != i and end >= last and (best is None or end < best[0]):
            best = (end, j)
    return best[1] if best else None
