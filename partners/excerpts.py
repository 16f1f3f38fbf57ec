"""As many words of an article as its outlet lets out of the house."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from claims.models import Statement
from claims.selectors import Selector, joined_words

# Used for articles that no outlet stands behind, such as pasted text.
DEFAULT_LIMIT = 60
# Scripts that leave no spaces count by the letter; everything else by what stands between spaces.
_WORD = re.compile(
    r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]|[^\s\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]+"
)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The part of a statement's words, and of its selectors, that partners get."""

    words: str
    content: list[Selector]
    cue: list[Selector]
    source: list[Selector]
    is_excerpt: bool


def excerpt_of(statement: Statement) -> Excerpt:
    """Return what may leave of `statement`, as its outlet's excerpt limit has it; found out once for each object.

    If content, cue and source are each within the limit, all of it. Otherwise each is cut at the limit,
    `words` cut so ends in an ellipsis, and no selector keeps its prefix and suffix: they would show words beyond the cut.
    A cut selector ends where its words end, so slicing the version's text still gives `exact`.
    """
    known: Excerpt | None = statement.__dict__.get("_excerpt")
    if known is None:
        known = statement.__dict__["_excerpt"] = _find_excerpt(statement)
    return known


def _find_excerpt(statement: Statement) -> Excerpt:
    outlet = statement.version.article.outlet
    limit = DEFAULT_LIMIT if outlet is None else outlet.excerpt_limit
    roles: tuple[list[Selector], list[Selector], list[Selector]] = (
        statement.content,
        statement.cue,
        statement.source,
    )
    if all(_count_words(selectors) <= limit for selectors in roles):
        return Excerpt(statement.words, *roles, is_excerpt=False)
    content, cue, source = (_cut(selectors, limit) for selectors in roles)
    is_cut_short = _count_words(content) < _count_words(statement.content)
    words = f"{joined_words(content)} …".strip() if is_cut_short else statement.words
    return Excerpt(words, content, cue, source, is_excerpt=True)


def _count_words(selectors: Sequence[Selector]) -> int:
    return sum(len(_WORD.findall(selector["exact"])) for selector in selectors)


def _cut(selectors: Sequence[Selector], limit: int) -> list[Selector]:
    kept: list[Selector] = []
    for selector in selectors:
        ends = [match.end() for match in _WORD.finditer(selector["exact"])][:limit]
        if not ends:
            break
        exact = selector["exact"][: ends[-1]]
        start = selector["start"]
        kept.append(
            Selector(start=start, end=start + len(exact), exact=exact, prefix="", suffix="")
        )
        limit -= len(ends)
    return kept
