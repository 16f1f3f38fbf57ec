"""Words, numbers and signs of a text with where they stand; enough grammar to read figures."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}[.:]\d{2}(?=\s*(?:[ap]\.?m\b|hrs|hours\b|GMT|local))"
    r"|\d{1,2}:\d{2}|\d+(?:\.\d+)?|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\w\s]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or a sign; `low` is the word in lower case with a plain apostrophe."""

    text: str
    low: str
    start: int
    end: int

    @property
    def is_number(self) -> bool:
        """Tell whether the token is written in digits."""
        return self.text[0].isdigit()

    @property
    def is_word(self) -> bool:
        """Tell whether the token is made of letters."""
        return self.text[0].isalpha()

    @property
    def is_capital(self) -> bool:
        """Tell whether the token is a word with a capital letter."""
        return self.text[0].isupper()


def split(text: str) -> tuple[Token, ...]:
    """Return the tokens of `text` in order."""
    return tuple(
        Token(m.group(), m.group().lower().replace("’", "'"), m.start(), m.end())
        for m in _TOKEN.finditer(text)
    )


def says(tokens: tuple[Token, ...], at: int, words: str) -> bool:
    """Tell whether the tokens from `at` on are `words`, which are in lower case."""
    wanted = words.split()
    return [token.low for token in tokens[at : at + len(wanted)]] == wanted


def says_before(tokens: tuple[Token, ...], at: int, words: str) -> bool:
    """Tell whether the tokens that end just before `at` are `words`."""
    start = at - len(words.split())
    return start >= 0 and says(tokens, start, words)
