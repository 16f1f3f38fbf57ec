"""Words that withhold a name: "on condition of anonymity because the talks were private"."""

from __future__ import annotations

import re
from typing import Final

from analysis.resolution.lexicon import ANONYMOUS_PHRASES, fold
from analysis.resolution.phrases import Phrase

_REACH: Final = 200
_WHY: Final = re.compile(
    r"[^,.;:?!“”\"()—–]*?\s(?:because|since|as|for fear|fearing|citing|due to|owing to|out of|to avoid|so as|in order)\s[^,.;:?!“”\"()—–]+"
)
_LONGEST: Final = 140


def anonymity_reason(text: str, phrase: Phrase, end: int) -> str | None:
    """Return the words that withhold a name in or right after the source, and why where they say so.

    None when nothing there withholds it.
    """
    window = text[phrase.span.start : min(len(text), end + _REACH)].split("\n")[0]
    low = fold(window)
    for words in ANONYMOUS_PHRASES:
        place = low.find(words)
        if place >= 0 and not _crosses_sentence(low[:place], len(fold(phrase.surface))):
            return _with_why(" ".join(window.split()), place, words)
    return None


def _with_why(said: str, place: int, words: str) -> str:
    """Return the words found with the clause that gives the reason, as written."""
    end = place + len(words)
    why = _WHY.match(said, end)
    if why is None or why.end() - end > _LONGEST:
        return said[place:end]
    return said[place : why.end()].rstrip()


def _crosses_sentence(before: str, known: int) -> bool:
    """Tell whether a sentence ends between the source and the words that withhold its name."""
    return any(mark in before[known:] for mark in (". ", "? ", "! ", "” ", '" '))
