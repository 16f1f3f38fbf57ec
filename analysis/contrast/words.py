"""Word lists written as one line of words."""

from __future__ import annotations


def word_set(row: str) -> frozenset[str]:
    """Return the words of a row."""
    return frozenset(row.split())


def word_index(row: str, *, first: int = 0) -> dict[str, int]:
    """Return each word of a row with its number."""
    return {word: number for number, word in enumerate(row.split(), start=first)}
