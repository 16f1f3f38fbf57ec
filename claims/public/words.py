"""The words of statements, as far as whoever looks may see them: an outlet says how many words may leave the house."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from claims.models import Statement

DEFAULT_LIMIT = 60


@dataclass(frozen=True, slots=True)
class Shown:
    """A statement with the words that may be shown of it."""

    statement: Statement
    words: str
    lead: str


def show_words(statements: Iterable[Statement], *, is_public: bool) -> list[Shown]:
    """Return the statements with their words; in public no more of one article than its outlet allows."""
    left: dict[int, int] = {}
    return [_cut(one, left) if is_public else Shown(one, one.words, one.lead) for one in statements]


def _cut(one: Statement, left: dict[int, int]) -> Shown:
    article = one.version.article
    limit = article.outlet.excerpt_limit if article.outlet is not None else DEFAULT_LIMIT
    allowed = left.setdefault(article.pk, limit)
    n_lead = len(one.lead.split())
    lead = one.lead if n_lead < allowed else ""
    allowed -= n_lead if lead else 0
    words = one.words.split()
    left[article.pk] = max(0, allowed - len(words))
    if len(words) <= allowed:
        return Shown(one, one.words, lead)
    return Shown(one, " ".join([*words[:allowed], "…"]), lead)
