"""How the week of each statement is kept: what is written when a statement, or an article's date, is.

`tests/partners/test_weeks.py` lets a newsroom work at random and fails where a week differs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

# The days since the year 1 began, as `datetime.date.toordinal` counts them, by the seven.
_WEEK = {
    "sqlite": "CAST(julianday(date(a.published_at)) - 1721424.5 AS INTEGER) / 7",
    "postgresql": "((a.published_at AT TIME ZONE 'UTC')::date - DATE '0001-01-01' + 1) / 7",
}
# A statement and its article's new date may be written at once: who comes second must see what the first wrote.
_LOCK = {"sqlite": "", "postgresql": " FOR SHARE OF a"}


@dataclass(frozen=True, slots=True)
class Dated:
    """Writes of one kind to one table: on an update only if `column` changed. `of` finds the statements, as `s`, `v` or `a`."""

    table: str
    event: str
    of: str
    column: str = ""

    def when(self, differs: str) -> str:
        """Return the condition on which the write matters; empty if it always does."""
        return f"NEW.{self.column} {differs} OLD.{self.column}" if self.column else ""

    def steps(self, vendor: str) -> Iterator[str]:
        """Yield the statements that bring the weeks up to date."""
        if self.event == "UPDATE":
            yield _forget(self.of)
        yield _store(vendor, self.of) + _LOCK[vendor]


def put_right(vendor: str) -> Iterator[str]:
    """Yield the statements that make every week what it should be, and leave alone those that are."""
    week = f"CASE WHEN a.published_at IS NULL THEN -1 ELSE {_WEEK[vendor]} END"
    yield _forget(
        f"w.week <> {week}", join="JOIN partners_statementweek w ON w.statement_id = s.id"
    )
    yield _store(
        vendor,
        "NOT EXISTS (SELECT 1 FROM partners_statementweek w WHERE w.statement_id = s.id)",
    )


_STATEMENTS = (
    "FROM claims_statement s JOIN articles_articleversion v ON v.id = s.version_id"
    " JOIN articles_article a ON a.id = v.article_id"
)


def _forget(of: str, join: str = "") -> str:
    found = f"SELECT s.id {_STATEMENTS} {join} WHERE {of}"
    return f"DELETE FROM partners_statementweek WHERE statement_id IN ({found})"  # noqa: S608


def _store(vendor: str, of: str) -> str:
    found = f"SELECT s.id, {_WEEK[vendor]} {_STATEMENTS} WHERE a.published_at IS NOT NULL AND {of}"
    return f"INSERT INTO partners_statementweek(statement_id, week) {found}"


DATED_FROM = (
    Dated("claims_statement", "INSERT", "s.id = NEW.id"),
    Dated("claims_statement", "UPDATE", "s.id = NEW.id", column="version_id"),
    Dated("articles_articleversion", "UPDATE", "v.id = NEW.id", column="article_id"),
    Dated("articles_article", "UPDATE", "a.id = NEW.id", column="published_at"),
)
