"""The same letters with other spaces between them: whether they are still one name."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import Final

_VOWELS: Final = re.compile("[aeiouy]+")


def is_cut_alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell "De Luca" and "DeLuca" from "Fan Gang" and "Fang Ang", and from "Li Jian" and "Li Ji-an"."""
    ends = [set(accumulate(map(len, words))) for words in (one, other)]
    has_all_spaces = ends[0] <= ends[1] or ends[1] <= ends[0]
    return has_all_spaces and not _is_syllable_cut(one, other)


def is_syllable(word: str) -> bool:
    """Tell whether a folded word reads as one syllable: its vowels stand together."""
    return len(_VOWELS.findall(word)) == 1


def _is_syllable_cut(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether a word that reads as one syllable is two in the other name, which need not be the same name joined."""
    if len(one) == len(other):
        return False
    apart = {*one} ^ {*other}
    fewer = min(one, other, key=len)
    return any(map(is_syllable, apart.intersection(fewer))) and any(
        word[0] in "aeiou" for word in apart
    )
