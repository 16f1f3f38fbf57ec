"""Whether a text is English, cheaply: the extractor knows no other language."""

from __future__ import annotations

import re

from analysis.attribution.vocabulary import word_set

# the commonest English words that are not common words of another European language
COMMON_WORDS = word_set(
    """the of and to that is was for it with as his on be at by had not are but from have they
    which you were her she there would their we him been has when who will more if out so said
    what up its about than into them only some could these after this or an"""
)
WORD = re.compile(r"[^\W\d_]+")
SAMPLE = 20_000  # characters looked at
MIN_SHARE = 0.15  # newspaper English has 0.30 to 0.45, other languages below 0.08
MIN_WORDS = 20


def looks_english(text: str) -> bool:
    """Tell whether the first part of `text` looks like English prose.

    A text of fewer than 20 words gets the benefit of the doubt while it is in Latin letters.
    """
    words = [word.lower() for word in WORD.findall(text[:SAMPLE])]
    if len(words) < MIN_WORDS:
        return _is_latin(words)
    n_common = sum(word in COMMON_WORDS for word in words)
    return n_common >= MIN_SHARE * len(words)


def _is_latin(words: list[str]) -> bool:
    letters = "".join(words)
    n_latin = sum(letter < "\u0250" for letter in letters)
    return 2 * n_latin >= len(letters)
