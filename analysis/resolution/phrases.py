"""A source span taken apart: determiner, owner, head noun or name, complement, apposition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from analysis.resolution.lexicon import (
    ANONYMOUS_NOUNS,
    COLLECTIVE_NOUNS,
    DOCUMENT_NOUNS,
    DOMAINS,
    ORG_HEADS,
    REPORT_NOUNS,
    ROLES,
    STATEMENT_NOUNS,
    singular,
)
from analysis.resolution.lists import list_end
from analysis.resolution.names import Name, find_names
from analysis.resolution.tokens import Token, Tokens
from analysis.types import Span

DETERMINERS: Final = frozenset(
    [
        "the",
        "a",
        "an",
        "this",
        "that",
        "these",
        "those",
        "his",
        "her",
        "its",
        "their",
        "our",
        "my",
        "your",
        "one",
        "another",
        "any",
        "each",
        "every",
        "such",
        "same",
    ]
)
_INTRODUCERS: Final = frozenset(
    [
        "according",
        "inside",
        "within",
        "among",
        "amongst",
        "to",
        "said",
        "says",
        "say",
        "from",
        "by",
        "as",
        "told",
        "tells",
        "adds",
        "added",
        "and",
        "but",
        "while",
        "yet",
        "for",
        "per",
        "in",
        "though",
        "although",
        "because",
        "when",
        "where",
        "if",
        "that",
        "so",
        "because",
        "reported",
        "wrote",
    ]
)
_STOPS: Final = frozenset(["-", ",", ";", ":", "—", "–", "--", "(", ")", "\n", "“", "”", '"', ".", "?", "!", "[", "]", "...", "…"])  # fmt: skip
_ENDERS: Final = frozenset(
    [
        "of",
        "for",
        "from",
        "in",
        "by",
        "with",
        "on",
        "to",
        "about",
        "among",
        "against",
        "near",
        "over",
        "under",
        "who",
        "which",
        "whose",
        "whom",
        "that",
        "at",
        "inside",
        "outside",
        "within",
        "behind",
        "across",
        "between",
        "through",
        "without",
        "familiar",
        "close",
        "speaking",
        "writing",
        "citing",
        "including",
        "like",
        "than",
        "working",
        "involved",
        "present",
        "following",
        "seeking",
        "based",
        "monitoring",
        "surveyed",
        "polled",
        "interviewed",
        "briefed",
        "aware",
        "opposed",
    ]
)
_RELATIVES: Final = frozenset(["who", "which", "that", "whose", "whom"])
_PARTICIPLES: Final = frozenset(
    ["taken", "made", "written", "held", "seen", "shown", "sent", "known", "put", "given"]
)
_HEADS: Final = (
    DOCUMENT_NOUNS | STATEMENT_NOUNS | REPORT_NOUNS | ROLES | COLLECTIVE_NOUNS | ANONYMOUS_NOUNS
) | frozenset(ORG_HEADS)
_DATELINE: Final = 8
_DASHES: Final = frozenset(["-", "—", "–", "--", "―"])
_POSSESSIVES: Final = frozenset(["'s", "’s"])


@dataclass(frozen=True, slots=True)
class Phrase:
    """The parts of a source noun phrase; `words` are the nucleus without its determiner."""

    span: Span
    determiner: str | None
    words: tuple[str, ...]
    owner: tuple[str, ...]
    head: str
    head_name: Name | None
    names: tuple[Name, ...]
    preposition: str | None
    complement: tuple[str, ...]
    tail: tuple[str, ...]
    tail_start: int | None
    is_coordinated: bool
    surface: str

    @property
    def is_pronoun(self) -> bool:
        """Tell whether the nucleus is one bare word that may be a pronoun."""
        alone = len(self.words) == 1 and not self.owner and self.determiner is None
        return alone and self.preposition is None and not self.tail


def parse_source(text: str, tokens: Tokens, span: Span) -> Phrase | None:
    """Return the parts of the noun phrase in `span`, None when the span holds no word."""
    items = _without_introducer(tokens.between(span.start, span.end))
    if not items:
        return None
    local = Tokens(tuple(items), tuple(t.start for t in items), tokens.lower_words)
    names = find_names(local)
    end_i, is_coordinated, owner_end = _nucleus(items, names)
    of_list = list_end(items, _complement(items, end_i)[2])
    if of_list is not None:
        end_i, is_coordinated, owner_end = of_list, True, 0
    determiner = items[0].low if items[0].low in DETERMINERS and end_i > 1 else None
    first = 1 if determiner else 0
    nucleus = items[first:end_i]
    if not nucleus:
        return None
    owner = tuple(t.text for t in items[first:owner_end]) if owner_end > first else ()
    head_name = next((n for n in names if n.start_i < end_i <= n.end_i), None)
    preposition, complement, after = _complement(items, end_i)
    if of_list is not None:
        preposition, complement, after = None, (), end_i
    return Phrase(
        span=Span(nucleus[0].start, nucleus[-1].end),
        determiner=determiner,
        words=tuple(t.text for t in nucleus),
        owner=owner,
        head=nucleus[-1].low,
        head_name=head_name,
        names=names,
        preposition=preposition,
        complement=complement,
        tail=tuple(t.text for t in items[after:]),
        tail_start=items[after].start if after < len(items) else None,
        is_coordinated=is_coordinated,
        surface=_surface(text, items[first:], after - first, end_i - first),
    )


def _surface(text: str, items: Sequence[Token], after: int, end: int) -> str:
    """Return the words of the source from its nucleus to the first comma or clause, as written."""
    stop = max(after, end, 1)
    return " ".join(text[items[0].start : items[min(stop, len(items)) - 1].end].split())


def _without_introducer(items: Sequence[Token]) -> Sequence[Token]:
    """Drop leading marks and words such as "according to" or an inverted "said"."""
    first, last = _dateline_end(items), len(items)
    while first < last and (
        not items[first].is_word or (items[first].low in _INTRODUCERS and last - first > 1)
    ):
        first += 1
    while last > first and not items[last - 1].is_word:
        last -= 1
    while last - first > 1 and items[last - 1].text in {"'s", "’s"}:
        last -= 1
    return items[first:last]


def _dateline_end(items: Sequence[Token]) -> int:
    """Return how many tokens a dateline takes: "BRUSSELS (Reuters) -" before the source."""
    for k, token in enumerate(items[:_DATELINE]):
        if token.text in _DASHES and k > 0 and items[0].text.isupper() and len(items[0].text) > 2:
            return k + 1
        if token.is_word and not token.is_cap:
            return 0
    return 0


def _nucleus(items: Sequence[Token], names: Sequence[Name]) -> tuple[int, bool, int]:
    """Return where the nucleus ends, whether "and" joins two heads, and where its owner ends."""
    name_end = {name.start_i: name.end_i for name in names}
    i = owner_end = 0
    is_coordinated = False
    while i < len(items):
        token = items[i]
        if i in name_end:
            i = name_end[i]
            continue
        if _is_portfolio(items, i):
            i += 2
            continue
        if token.text in _POSSESSIVES or (token.text in {"'", "’"} and i + 1 < len(items)):
            owner_end = i
        elif token.text in _STOPS or (i > 0 and _ends_nucleus(token, items[i - 1])):
            break
        elif token.low in {"and", "or", "&"} and i > 0:
            is_coordinated = True
        i += 1
    return i, is_coordinated, owner_end


def _is_portfolio(items: Sequence[Token], i: int) -> bool:
    """Tell whether "of" at `i` belongs to a role before a name: "secretary of state Ada Brook"."""
    if items[i].low not in {"of", "for"} or i == 0 or i + 2 >= len(items):
        return False
    return items[i - 1].low in ROLES and items[i + 1].low in DOMAINS and items[i + 2].is_cap


def _ends_nucleus(token: Token, before: Token) -> bool:
    """Tell whether a preposition, clause or participle closes the noun phrase before it."""
    if token.low in _ENDERS:
        return token.text != "WHO"
    is_participle = token.low.endswith(("ed", "ing")) or token.low in _PARTICIPLES
    if not is_participle or token.is_cap:
        return False
    low = singular(before.low)
    return low in _HEADS or before.low in _HEADS


def _complement(items: Sequence[Token], end_i: int) -> tuple[str | None, tuple[str, ...], int]:
    """Return the preposition and words after the nucleus up to a comma or relative clause."""
    if end_i >= len(items) or items[end_i].text in _STOPS or items[end_i].low in _RELATIVES:
        return None, (), end_i
    k = end_i + 1
    while k < len(items) and items[k].text not in _STOPS and items[k].low not in _RELATIVES:
        k += 1
    return items[end_i].low, tuple(t.text for t in items[end_i + 1 : k]), k
