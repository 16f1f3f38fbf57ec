"""Which of the figures of two texts are put side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from analysis.contrast.figure import Figure

Pair = tuple[Figure, Figure]
T = TypeVar("T")


def sort_pairs(found: Sequence[T], sides: Callable[[T], Pair]) -> list[T]:
    """Return comparisons likeliest first: one noun, like words around, then the order of the texts."""
    return sorted(found, key=lambda each: _rank(*sides(each)))


def _rank(a: Figure, b: Figure) -> tuple[int, int, int, int]:
    is_loose = a.unit != b.unit or a.of != b.of
    return (
        is_loose and not (a.unit and b.unit),
        -len(a.around & b.around),
        a.start + b.start,
        abs(a.start - b.start),
    )
