"""What of a question leaves the house: no more words of an article than its outlet allows, and what was taken back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claims.contrast.columns import ClaimColumn, Contrast
from claims.contrast.said import COLUMNS, Said
from claims.models import ClaimLink, Question
from claims.querysets_reading import unread_rows
from claims.text_fragments import shown_url

N_EXCERPTS = 4
N_WITHDRAWN = 5
N_CHANGES = 2


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The words of one statement, cut where the outlet's limit is reached."""

    said: Said
    words: str
    lead: str = ""

    @property
    def publisher_href(self) -> str:
        """The publisher's address, opening at these words; empty without an address."""
        return shown_url(self.said.url or "", self.said.content, self.words)


@dataclass(frozen=True, slots=True)
class EmbedColumn:
    """One claim with some of what was said on it, and how many statements more there are."""

    column: ClaimColumn
    excerpts: tuple[Excerpt, ...]
    n_more: int
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class Embed:
    """The columns, the articles that their publishers have corrected, and the latest statements that were withdrawn."""

    columns: tuple[EmbedColumn, ...]
    corrected: tuple[Said, ...]
    withdrawn: tuple[Said, ...] = ()


def build_embed(
    contrast: Contrast,
    *,
    n_excerpts: int = N_EXCERPTS,
    is_whole: bool = False,
    withdrawn: Iterable[Said] = (),
) -> Embed:
    """Return the excerpts: of each claim its first `n_excerpts` statements if `is_whole`, else the turns of so many first speakers."""
    left: dict[int, int] = {}
    columns = []
    for column in contrast.columns:
        speakers = column.holders[:n_excerpts]
        turns = [one for holder in speakers for one in find_turns(holder.said)]
        kept = column.said[:n_excerpts] if is_whole else turns
        excerpts = tuple(_excerpt(one, left) for one in kept)
        columns.append(EmbedColumn(column, excerpts, len(column.said) - len(excerpts), is_whole))
    corrected = {one.article_id: one for one in contrast.said if one.is_corrected}
    return Embed(tuple(columns), tuple(corrected.values()), tuple(withdrawn))


def find_turns(said: Sequence[Said]) -> list[Said]:
    """Return where one speaker first takes a stance and where they change it; of many changes the latest.

    Who asserted twelve dead and qualified the figure later is shown with both.
    """
    turns = [one for i, one in enumerate(said) if not i or one.stance != said[i - 1].stance]
    return [*turns[:1], *turns[1:][-N_CHANGES:]]


def find_withdrawn(question: Question) -> list[Said]:
    """Return the latest statements that bore on `question` in public and were withdrawn, by editors or with their article."""
    links = ClaimLink.objects.withdrawn().exclude(unread_rows("statement"))
    links = links.filter(claim__question=question)
    rows = links.order_by("-statement__modified_at", "-pk")
    return [Said.of(row) for row in rows.values_list(*COLUMNS)[:N_WITHDRAWN]]


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
