"""What leaves the house in a frame on another page: no more words of an article than its outlet allows."""

from __future__ import annotations

from dataclasses import dataclass

from claims.contrast.columns import ClaimColumn, Contrast
from claims.contrast.said import Said

N_EXCERPTS = 4


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The words of one statement, cut where the outlet's limit is reached."""

    said: Said
    words: str
    lead: str = ""


@dataclass(frozen=True, slots=True)
class EmbedColumn:
    """One claim with some of what was said on it."""

    column: ClaimColumn
    excerpts: tuple[Excerpt, ...]
    n_more: int


@dataclass(frozen=True, slots=True)
class Embed:
    """The columns, and the articles that their publishers have corrected."""

    columns: tuple[EmbedColumn, ...]
    corrected: tuple[Said, ...]


def build_embed(contrast: Contrast) -> Embed:
    """Return the excerpts: of each claim the first report of its first speakers."""
    left: dict[int, int] = {}
    columns = []
    for column in contrast.columns:
        firsts = [holder.first for holder in column.holders]
        excerpts = tuple(_excerpt(one, left) for one in firsts[:N_EXCERPTS])
        columns.append(EmbedColumn(column, excerpts, max(0, len(firsts) - N_EXCERPTS)))
    corrected = {one.article_id: one for one in contrast.said if one.is_corrected}
    return Embed(tuple(columns), tuple(corrected.values()))


def _excerpt(one: Said, left: dict[int, int]) -> Excerpt:
    """Take the words, and those that report them, from what is `left` of the article's allowance."""
    allowed = left.setdefault(
        one.article_id, 60 if one.excerpt_limit is None else one.excerpt_limit
    )
    n_lead = len(one.lead.split())
    lead = one.lead if n_lead < allowed else ""
    allowed -= n_lead if lead else 0
    words = one.words.split()
    left[one.article_id] = max(0, allowed - len(words))
    if len(words) <= allowed:
        return Excerpt(one, one.words, lead)
    return Excerpt(one, " ".join([*words[:allowed], "…"]), lead)
