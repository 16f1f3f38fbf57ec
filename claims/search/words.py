"""What an editor types into the search box, read without ever failing.

    twelve dead            both words, in any of their forms
    "twelve dead"          these words, in this order, exactly
    negligen*              every word that begins so
    fire OR blaze          either
    -drill, -"fire drill"  without

Everything else is taken for words; a lone operator means nothing.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from claims.search.inflections import find_forms

MAX_CHARS = 500
MAX_TERMS = 24
_PART = re.compile(r'(?P<minus>[-−–])?"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+)')
_QUOTES = str.maketrans("“”„«»‟", '""""""')
_TOKEN = re.compile(r"[^\W_]+")
_MARKS = re.compile("[\u0300-\u036f]")


@dataclass(frozen=True, slots=True)
class Term:
    """One word in its `forms`, or a phrase of several `tokens` in order."""

    tokens: tuple[str, ...]
    is_prefix: bool = False
    is_exact: bool = False

    @property
    def forms(self) -> tuple[str, ...]:
        """The forms of a single word; itself alone if it is to stand exactly, or to begin so."""
        is_plain = len(self.tokens) == 1 and not self.is_prefix and not self.is_exact
        return find_forms(self.tokens[0]) if is_plain else self.tokens


@dataclass(frozen=True, slots=True)
class Words:
    """What was typed: every group must be met by one of its terms, and none of `excluded` may stand."""

    groups: tuple[tuple[Term, ...], ...] = ()
    excluded: tuple[Term, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.groups or self.excluded)

    @property
    def sought(self) -> list[Term]:
        """The terms to be found and marked."""
        return [term for group in self.groups for term in group]


def parse_words(typed: str) -> Words:
    """Return what `typed` asks for. Any text is accepted; what is no word is passed over."""
    groups: list[list[Term]] = []
    excluded: list[Term] = []
    is_or = False
    for part in _PART.finditer(typed[:MAX_CHARS].translate(_QUOTES)):
        if part["word"] in ("OR", "|"):
            is_or = bool(groups)
            continue
        if part["word"] == "AND":
            continue
        term, is_excluded = _read(part)
        if term is None:
            continue
        if len(excluded) + sum(map(len, groups)) >= MAX_TERMS:
            break
        if is_excluded:
            excluded.append(term)
        elif is_or:
            groups[-1].append(term)
        else:
            groups.append([term])
        is_or = False
    return Words(tuple(tuple(group) for group in groups), tuple(excluded))


def split_tokens(text: str) -> tuple[str, ...]:
    """Return the words of `text` as the index holds them: no case, no accents, no punctuation."""
    return tuple(_TOKEN.findall(fold(text)))


def fold(text: str) -> str:
    """Return `text` without case and accents, as the index compares it."""
    return _MARKS.sub("", unicodedata.normalize("NFD", text.lower()))


def _read(part: re.Match[str]) -> tuple[Term | None, bool]:
    """Return the term of one part, or None if it holds no word, and whether it is to be left out."""
    if part["phrase"] is not None:
        tokens = split_tokens(part["phrase"])
        return Term(tokens, is_exact=True) if tokens else None, bool(part["minus"])
    word = part["word"]
    tokens = split_tokens(word)
    is_prefix = word.endswith("*") and len(tokens) == 1
    return Term(tokens, is_prefix) if tokens else None, word[0] in "-−–"
