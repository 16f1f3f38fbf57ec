"""Words that oppose each other, read from the list that ships with the code."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from analysis.contrast.stems import stem

_LIST = Path(__file__).with_name("data") / "antonyms.txt"
_PREFIXES = ("un", "in", "im", "ir", "il", "dis", "non", "mis", "de")


@cache
def read_antonyms() -> dict[str, frozenset[str]]:
    """Return for each stem the stems that oppose it."""
    found: dict[str, set[str]] = {}
    for line in _LIST.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        left, right = ([stem(word) for word in side.split()] for side in line.split("/"))
        for one in left:
            for other in right:
                if one != other:
                    found.setdefault(one, set()).add(other)
                    found.setdefault(other, set()).add(one)
    return {word: frozenset(others) for word, others in found.items()}


def are_antonyms(one: str, other: str) -> bool:
    """Tell whether two stems oppose each other, by the list or by a prefix ("safe", "unsafe")."""
    if other in read_antonyms().get(one, ()):
        return True
    short, long = sorted((one, other), key=len)
    return len(short) > 4 and any(long == prefix + short for prefix in _PREFIXES)
