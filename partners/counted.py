"""The rows that a claim's counts are made from, and the claims that a write to each has counted again.

What `partners.counts.counted_now` reads belongs here; `tests/partners/test_counts.py` lets a newsroom work at random and fails
where a kept count differs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

_ROWS = {"INSERT": ("NEW",), "DELETE": ("OLD",), "UPDATE": ("NEW", "OLD")}


@dataclass(frozen=True, slots=True)
class Counted:
    """Writes to one table: on an update only if one of `columns` changed, if any are named.

    `statements` is a condition on a statement's key that finds those whose claims are concerned; `{row}` in it is the row
    that was written. Without it that row is itself a link.
    """

    table: str
    events: tuple[str, ...]
    statements: str = ""
    columns: tuple[str, ...] = ()

    def when(self, event: str, differs: str) -> str:
        """Return the condition on which the event matters; empty if it always does."""
        if self.columns:
            return " OR ".join(f"NEW.{name} {differs} OLD.{name}" for name in self.columns)
        if self.statements:
            return ""
        return " OR ".join(f"{row}.state = 'confirmed'" for row in _ROWS[event])

    def notes(self, event: str) -> Iterator[str]:
        """Yield the statements that ask for a count."""
        if not self.statements:
            for row in _ROWS[event]:
                yield f"INSERT INTO partners_recount(claim_id) VALUES ({row}.claim_id)"  # noqa: S608
            return
        found = self.statements.format(row=_ROWS[event][0])  # an update leaves the key as it was
        yield (
            "INSERT INTO partners_recount(claim_id) SELECT DISTINCT claim_id FROM claims_claimlink "  # noqa: S608 - constants
            f"WHERE state = 'confirmed' AND statement_id {found}"
        )


COUNTED_FROM = (
    Counted("claims_claimlink", ("INSERT", "UPDATE", "DELETE")),
    Counted(
        "claims_statement",
        ("UPDATE",),
        "= {row}.id",
        columns=("status", "version_id", "speaker_id"),
    ),
    # While a second reading waits, claims do not count the statement.
    Counted("claims_readingdue", ("INSERT", "DELETE"), "= {row}.statement_id"),
    Counted(
        "articles_articleversion",
        ("UPDATE",),
        "IN (SELECT id FROM claims_statement WHERE version_id = {row}.id)",
        columns=("article_id",),
    ),
    Counted(
        "articles_article",
        ("UPDATE",),
        "IN (SELECT s.id FROM claims_statement s JOIN articles_articleversion v ON v.id = s.version_id"
        " WHERE v.article_id = {row}.id)",
        columns=("state", "origin_id"),
    ),
    # A merge makes one speaker of two.
    Counted(
        "speakers_speaker",
        ("UPDATE",),
        "IN (SELECT id FROM claims_statement WHERE speaker_id = {row}.id)",
        columns=("canonical_id",),
    ),
)
