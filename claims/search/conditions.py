"""What a statement must be to match, besides holding the words, as conditions of the database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from claims.search.asked import Asked
from claims.search.dialects import fts5_term, tsquery_term
from claims.search.words import Words

Sql = tuple[str, list[Any]]

SPEAKERS = """LEFT JOIN speakers_speaker p ON p.id = s.speaker_id
LEFT JOIN speakers_speaker r ON r.id = p.canonical_id"""
ROWS = f"""FROM claims_statement s
JOIN articles_articleversion v ON v.id = s.version_id
JOIN articles_article a ON a.id = v.article_id
{SPEAKERS}"""
LINKED = (
    """claims_claimlink l JOIN claims_claim c ON c.id = l.claim_id WHERE l.state <> 'refused'"""
)
KIND = "COALESCE(r.kind, p.kind, s.speaker_kind)"


def list_conditions(asked: Asked, words: Words, vendor: str) -> Iterator[Sql]:
    """Yield every condition on `ROWS`."""
    yield _of_status(asked)
    if words.excluded and not words.groups:
        yield _without(words, vendor)
    for column, value in {KIND: asked.kind, "s.quotation": asked.quotation}.items():
        if value:
            yield f"{column} = %s", [value]
    if asked.role:
        yield "LOWER(s.role_words) = LOWER(%s)", [asked.role]
    if asked.speaker:
        yield _said_by([asked.speaker, *asked.line])
    if asked.question or asked.stance:
        linked, values = _linked(asked)
        yield f"s.id IN (SELECT l.statement_id FROM {linked})", values  # noqa: S608 - constants
    yield from _published(asked, vendor)


def list_handles(asked: Asked, vendor: str) -> Iterator[Sql]:
    """Yield, for each filter that an index serves, the query of the statements it lets pass, whatever else is asked."""
    of_statement = "SELECT s.id FROM claims_statement s WHERE "
    if asked.question or asked.stance:
        linked, values = _linked(asked)
        yield f"SELECT DISTINCT l.statement_id AS id FROM {linked}", values  # noqa: S608 - constants
    if asked.speaker:
        sql, values = _said_by([asked.speaker, *asked.line])
        yield of_statement + sql, values
    if asked.outlet or asked.since or asked.until:
        yield _of_articles("s.id", asked, vendor)
    if asked.status:
        sql, values = _of_status(asked)
        yield of_statement + sql, values


def write_span(asked: Asked, vendor: str) -> Sql:
    """Return the query of the lowest and the highest key of what was published where and when it is asked for."""
    return _of_articles("MIN(s.id), MAX(s.id)", asked, vendor)


def _of_articles(what: str, asked: Asked, vendor: str) -> Sql:
    published = list(_published(asked, vendor))
    where = " AND ".join(sql for sql, _ in published)
    rows = "articles_article a JOIN articles_articleversion v ON v.article_id = a.id JOIN claims_statement s ON s.version_id = v.id"
    values = [value for _, given in published for value in given]
    return f"SELECT {what} FROM {rows} WHERE {where}", values  # noqa: S608 - constants


def _of_status(asked: Asked) -> Sql:
    if asked.status:
        return "s.status = %s", [asked.status]
    return "s.status IN ('proposed', 'accepted')", []


def _said_by(roots: Sequence[int]) -> Sql:
    """Return the condition that a speaker of these standing records is credited, under whichever of their records."""
    places = ", ".join(["%s"] * len(roots))
    same = f"SELECT id FROM speakers_speaker WHERE id IN ({places}) OR canonical_id IN ({places})"  # noqa: S608 - constants
    return f"s.speaker_id IN ({same})", [*roots, *roots]


def _without(words: Words, vendor: str) -> Sql:
    """Return the condition of a search that only leaves words out."""
    if vendor == "sqlite":
        without = " OR ".join(map(fts5_term, words.excluded))
        return (
            "s.id NOT IN (SELECT rowid FROM claims_statement_fts WHERE claims_statement_fts MATCH %s)",
            [without],
        )
    without = " | ".join(map(tsquery_term, words.excluded))
    found = "SELECT 1 FROM claims_statement_fts w WHERE w.statement_id = s.id AND w.tsv @@ to_tsquery('simple', %s)"
    return f"NOT EXISTS ({found})", [without]


def _linked(asked: Asked) -> Sql:
    """Return the rows in which one and the same link has the question and the stance."""
    sql, values = LINKED, []
    for column, value in {"c.question_id": asked.question, "l.stance": asked.stance}.items():
        if value:
            sql += f" AND {column} = %s"
            values.append(value)
    return sql, values


def _published(asked: Asked, vendor: str) -> Iterator[Sql]:
    """Yield what is asked of the article: where and when it was published."""
    if asked.outlet:
        yield "a.outlet_id = %s", [asked.outlet]
    if asked.since:
        yield "a.sort_at >= %s", [_midnight(asked.since, vendor)]
    if asked.until:
        yield "a.sort_at < %s", [_midnight(asked.until, vendor)]


def _midnight(day: dt.date, vendor: str) -> Any:
    moment = dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)
    return f"{day:%Y-%m-%d} 00:00:00" if vendor == "sqlite" else moment
