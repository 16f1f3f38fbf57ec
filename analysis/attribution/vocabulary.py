"""Lists of words, written as one would read them."""

from __future__ import annotations


def word_set(words: str) -> frozenset[str]:
    """Return the words of a string that has blanks between them."""
    return frozenset(words.split())
