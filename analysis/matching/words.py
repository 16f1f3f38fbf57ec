"""The words of a text as matching sees them: posts cleaned, words folded, stemmed and weighed."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# "... the bridge was closed https://t.co/x — Ana Ruiz (@ana) May 3, 2026": how a post is copied off a page
SIGNATURE = re.compile(r"\s+[—–-]\s+[^—–]{1,80}\(@\w{1,30}\).{0,60}$", re.DOTALL)
ADDRESS = re.compile(r"(?:https?://|www\.|pic\.twitter\.com/)\S+", re.IGNORECASE)
MARKED = re.compile(r"[@#](\w+)")
HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=\d)|_+")
WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")
BLANK = re.compile(r"\s+")

COMMON = """a an and are as at be been but by did do does for from had has have he her hers him his i if in into is
it its me my of on or our ours she so than that the their theirs them then there these they this those to
too us was we were what when where which who whom why will with would you your yours"""
STOP_WORDS = frozenset(COMMON.split())


def clean_post(text: str) -> str:
    """Return a post as a sentence: no addresses, no signature, `#FloodRelief` as two words.

    A text that is no post comes back as it was, but for its blanks. Nothing is left of a text that is only
    an address: it is returned whole then, so that there is always something to compare.
    """
    cleaned = SIGNATURE.sub(" ", ADDRESS.sub(" ", text))
    cleaned = MARKED.sub(lambda found: HUMP.sub(" ", found[1]), cleaned)
    cleaned = BLANK.sub(" ", cleaned).strip()
    return cleaned or text


def split_words(text: str) -> list[str]:
    """Return the words and numbers of a text, folded: no case, no accents, `1,200` as `1200`."""
    return [fold_word(word) for word in WORD.findall(text)]


def find_terms(text: str) -> list[str]:
    """Return the stems of the words that carry meaning, in order and with repeats."""
    return [stem(word) for word in split_words(text) if word not in STOP_WORDS]


@lru_cache(maxsize=65_536)
def fold_word(word: str) -> str:
    """Return a word without case, accents, possessive and the commas of thousands."""
    if word[0].isdigit():
        return word.replace(",", "").rstrip(".")
    plain = unicodedata.normalize("NFKD", word.casefold().replace("’", "'"))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return plain.removesuffix("'s") or word


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Return a word without the commonest English endings: light, so that few words fall together."""
    if len(word) < 4 or not word.isascii() or word[0].isdigit():
        return word
    for ending, rest in (
        ("ies", "y"),
        ("sses", "ss"),
        ("ing", ""),
        ("edly", ""),
        ("ed", ""),
        ("s", ""),
    ):
        if not word.endswith(ending) or (ending == "s" and word.endswith(("ss", "us", "is"))):
            continue
        kept = word[: -len(ending)] + rest
        if len(kept) < 3 or not re.search("[aeiouy]", kept):
            continue
        return _repair(kept) if ending in {"ing", "ed", "edly"} else kept.removesuffix("e")
    return word.removesuffix("e") if len(word) > 4 else word


def _repair(kept: str) -> str:
    """Return `stop` for `stopp`, `clos` for `clos`: what an ending added goes too."""
    if len(kept) > 3 and kept[-1] == kept[-2] and kept[-1] not in "lsz":
        return kept[:-1]
    return kept
