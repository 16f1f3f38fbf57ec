"""Words of a text with their offsets: one linear pass, no language model."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import Final, NamedTuple

_ABBREVIATIONS: Final = (
    "Mr|Mrs|Ms|Dr|Gen|Sens|Sen|Reps|Rep|Govs|Gov|Lt|Col|Sgt|Capt|Cmdr|Adm|Rev|Hon|Prof|Pres|St|Jr|Sr|"
    "Inc|Corp|Co|Ltd|Maj|Brig|Supt|Det|Atty|Msgr|Fr"
)
_TOKEN: Final = re.compile(
    rf"\n|(?:[^\W\d_]\.){{2,8}}(?:-[^\W_]+)?|(?:{_ABBREVIATIONS})\.(?=\s)|[A-Z]\.(?=\s)|['’](?:s|ll|re|ve|d|m)\b"
    r"|[^\W_]+(?:(?:[-‐‑&]|['’](?!(?:s|ll|re|ve|d|m)\b))[^\W_]+)*|[^\s]"
)
_SENTENCE_END: Final = frozenset(".!?:;\n")
_OPENERS: Final = frozenset("“\"‘'([—–-•*…”’")


class Token(NamedTuple):
    """One word or mark; `is_cap` is a capital first letter, `is_first` opens a sentence."""

    text: str
    start: int
    end: int
    low: str
    is_cap: bool
    is_word: bool
    is_first: bool


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one text in order, and the words that it also writes in lower case."""

    items: tuple[Token, ...]
    starts: tuple[int, ...]
    lower_words: frozenset[str]

    def index_at(self, offset: int) -> int:
        """Return the index of the first token that starts at or after `offset`."""
        return bisect_left(self.starts, offset)

    def between(self, start: int, end: int) -> tuple[Token, ...]:
        """Return the tokens that start inside `[start, end)`."""
        return self.items[self.index_at(start) : self.index_at(end)]


def tokenise(text: str) -> Tokens:
    """Return every token of `text`; line breaks are tokens, other white space is not."""
    items: list[Token] = []
    lower: set[str] = set()
    is_first = True
    for match in _TOKEN.finditer(text):
        word = match.group()
        head = word[0]
        is_word = head.isalnum()
        low = word.lower()
        is_cap = head.isupper() or (word[:3] in {"al-", "el-", "ad-"} and word[3:4].isupper())
        items.append(Token(word, match.start(), match.end(), low, is_cap, is_word, is_first))
        if is_word:
            if not is_cap:
                lower.add(low)
            is_first = False
        elif word in _SENTENCE_END:
            is_first = True
        elif word not in _OPENERS:
            is_first = False
    return Tokens(tuple(items), tuple(item.start for item in items), frozenset(lower))
