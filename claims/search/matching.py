"""What is found: one statement to the database gives the page, the total and every facet's counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connections

from claims.search.asked import Asked
from claims.search.dialects import as_fts5, as_tsquery, fts5_term, tsquery_term
from claims.search.words import Words, parse_words

N_VALUES = 8
# Facets are counted among so many of the first that match: beyond it a count would cost more than it tells.
N_COUNTED = 10_000
Sql = tuple[str, list[Any]]

_FROM = """FROM claims_statement s
JOIN articles_articleversion v ON v.id = s.version_id
JOIN articles_article a ON a.id = v.article_id
LEFT JOIN speakers_speaker p ON p.id = s.speaker_id
LEFT JOIN speakers_speaker r ON r.id = p.canonical_id"""
_LINKED = (
    """claims_claimlink l JOIN claims_claim c ON c.id = l.claim_id WHERE l.state <> 'refused'"""
)
_ORDERS = {
    "relevance": "score, said_at DESC, id DESC",
    "newest": "said_at DESC, id DESC",
    "oldest": "said_at, id",
}


@dataclass(frozen=True, slots=True)
class Found:
    """The page's statements in order, how many match in all, and for each facet its values with counts.

    Counts are among the first `N_COUNTED` that match; `is_capped` if there are more.
    """

    ids: list[int] = field(default_factory=list)
    n_total: int = 0
    facets: dict[str, list[tuple[str, int]]] = field(default_factory=dict)

    @property
    def is_capped(self) -> bool:
        """Whether the facets leave some of what matches uncounted."""
        return self.n_total > N_COUNTED


def find_statements(
    asked: Asked, *, offset: int = 0, n_page: int = 20, using: str = "default"
) -> Found:
    """Return statements `offset` and following that match, the best first unless `asked.sort` says otherwise.

    A facet lists its most frequent values; days are all listed, in order.
    """
    vendor = connections[using].vendor
    hits, params = _hits(asked, vendor)
    order = _ORDERS[asked.sort if parse_words(asked.words).groups else _unranked(asked.sort)]
    page = (
        f"SELECT 'page', CAST(id AS varchar(200)), ROW_NUMBER() OVER (ORDER BY {order}) "  # noqa: S608 - constants
        f"FROM (SELECT id, score, said_at FROM hits ORDER BY {order} LIMIT %s OFFSET %s) q"
    )
    parts = [page, "SELECT 'total', '', COUNT(*) FROM hits", *_facets(asked)]
    sql = (
        f"WITH hits AS MATERIALIZED ({hits}), counted AS MATERIALIZED ({_counted(order, vendor)}) "
    )
    sql += " UNION ALL ".join(parts)
    question = [asked.question] if asked.question else []
    with connections[using].cursor() as cursor:
        cursor.execute(sql, [*params, n_page, offset, *question])
        return _read(cursor.fetchall())


def match_ids(asked: Asked, ids: Sequence[int], *, using: str = "default") -> set[int]:
    """Return those of the statements `ids` that match."""
    if not ids:
        return set()
    hits, params = _hits(asked, connections[using].vendor, is_scored=False)
    places = ", ".join(["%s"] * len(ids))
    with connections[using].cursor() as cursor:
        cursor.execute(f"{hits} AND s.id IN ({places})", [*params, *ids])
        return {row[0] for row in cursor.fetchall()}


def _unranked(sort: str) -> str:
    """Return the order for a search without words, which has nothing to rank by."""
    return "newest" if sort == "relevance" else sort


def _hits(asked: Asked, vendor: str, *, is_scored: bool = True) -> Sql:
    """Return the query of all that matches, with what it is ordered by."""
    words = parse_words(asked.words)
    is_scored = is_scored and asked.sort == "relevance" and bool(words.groups)
    match, params = _match(words, vendor, is_scored=is_scored) if words.groups else ("", [])
    score = "f.score" if is_scored else "0"
    conditions = list(_conditions(asked, words, vendor))
    where = " AND ".join(sql for sql, _ in conditions)
    sql = f"SELECT s.id, a.sort_at AS said_at, {score} AS score {_FROM} {match} WHERE {where}"
    return sql, [*params, *(value for _, values in conditions for value in values)]


def _counted(order: str, vendor: str) -> str:
    """Return the query of what the facets count."""
    day = (
        "substr(a.sort_at, 1, 10)"
        if vendor == "sqlite"
        else "to_char(a.sort_at AT TIME ZONE 'UTC', 'YYYY-MM-DD')"
    )
    first = f"SELECT id AS hit FROM hits ORDER BY {order} LIMIT {N_COUNTED}"  # noqa: S608 - constants
    return f"""SELECT s.id, COALESCE(p.canonical_id, s.speaker_id) AS speaker, COALESCE(r.kind, p.kind, s.speaker_kind) AS kind,
 s.role_words AS role, s.quotation, s.status, a.outlet_id AS outlet, {day} AS day
{_FROM} JOIN ({first}) h ON h.hit = s.id"""


def _match(words: Words, vendor: str, *, is_scored: bool) -> Sql:
    """Return the join with the index."""
    if vendor == "sqlite":
        score = "round(bm25(claims_statement_fts, 8.0, 4.0, 1.0), 3)" if is_scored else "0"
        found = f"SELECT rowid AS id, {score} AS score FROM claims_statement_fts WHERE claims_statement_fts MATCH %s"  # noqa: S608
        return f"JOIN ({found}) f ON f.id = s.id", [as_fts5(words)]
    rank = "round((-ts_rank('{0, 0.1, 0.5, 1}', tsv, q, 1))::numeric, 4)" if is_scored else "0"
    found = f"SELECT statement_id AS id, {rank} AS score FROM claims_statement_fts, to_tsquery('simple', %s) q WHERE tsv @@ q"  # noqa: S608
    return f"JOIN ({found}) f ON f.id = s.id", [as_tsquery(words)]


def _conditions(asked: Asked, words: Words, vendor: str) -> Iterator[Sql]:
    if asked.status:
        yield "s.status = %s", [asked.status]
    else:
        yield "s.status IN ('proposed', 'accepted')", []
    if words.excluded and not words.groups:
        yield _without(words, vendor)
    equal = {
        "COALESCE(r.kind, p.kind, s.speaker_kind)": asked.kind,
        "a.outlet_id": asked.outlet,
        "s.quotation": asked.quotation,
    }
    for column, value in equal.items():
        if value:
            yield f"{column} = %s", [value]
    if asked.role:
        yield "LOWER(s.role_words) = LOWER(%s)", [asked.role]
    if asked.speaker:
        yield _said_by([asked.speaker, *asked.line])
    if asked.question or asked.stance:
        yield _linked(asked)
    if asked.since:
        yield "a.sort_at >= %s", [_midnight(asked.since, vendor)]
    if asked.until:
        yield "a.sort_at < %s", [_midnight(asked.until, vendor)]


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
    found = "SELECT statement_id FROM claims_statement_fts WHERE tsv @@ to_tsquery('simple', %s)"
    return f"s.id NOT IN ({found})", [without]


def _linked(asked: Asked) -> Sql:
    """Return the condition that one and the same link has the question and the stance."""
    sql, values = f"s.id IN (SELECT l.statement_id FROM {_LINKED}", []  # noqa: S608 - constants
    for column, value in {"c.question_id": asked.question, "l.stance": asked.stance}.items():
        if value:
            sql += f" AND {column} = %s"
            values.append(value)
    return f"{sql})", values


def _midnight(day: dt.date, vendor: str) -> Any:
    moment = dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)
    return f"{day:%Y-%m-%d} 00:00:00" if vendor == "sqlite" else moment


def _facets(asked: Asked) -> Iterator[str]:
    """Yield a query of `(facet, value, count)` for each facet; one takes the question as its parameter."""
    grouped = {name: name for name in ("speaker", "kind", "outlet", "quotation", "status")}
    grouped["role"] = "LOWER(role)"  # "Interior Minister" and "Interior minister" are one
    for name, one in grouped.items():
        yield (
            f"SELECT * FROM (SELECT '{name}', CAST(MIN({name}) AS varchar(500)), COUNT(*) FROM counted "  # noqa: S608 - constants
            f"WHERE {name} IS NOT NULL GROUP BY {one} ORDER BY 3 DESC, 2 LIMIT {N_VALUES + 1}) f_{name}"
        )
    yield "SELECT 'day', day, COUNT(*) FROM counted GROUP BY day"
    linked = f"SELECT DISTINCT l.statement_id, c.question_id, l.stance FROM {_LINKED} AND l.statement_id IN (SELECT id FROM counted)"  # noqa: S608 - constants
    yield (
        f"SELECT * FROM (SELECT 'question', CAST(question_id AS varchar(20)), COUNT(DISTINCT statement_id) "  # noqa: S608
        f"FROM ({linked}) x GROUP BY question_id ORDER BY 3 DESC, 2 LIMIT {N_VALUES + 1}) f_question"
    )
    of_question = "WHERE question_id = %s " if asked.question else ""
    yield (
        f"SELECT * FROM (SELECT 'stance', stance, COUNT(DISTINCT statement_id) "  # noqa: S608
        f"FROM ({linked}) x {of_question}GROUP BY stance ORDER BY 3 DESC, 2) f_stance"
    )


def _read(rows: Sequence[tuple[str, str, int]]) -> Found:
    facets: dict[str, list[tuple[str, int]]] = {}
    for name, value, n in rows:
        if value or name == "total":
            facets.setdefault(name, []).append((value, n))
    ids = [int(value) for value, _ in sorted(facets.pop("page", []), key=lambda row: row[1])]
    n_total = facets.pop("total")[0][1]
    for name, values in facets.items():
        values.sort(key=lambda row: row[0] if name == "day" else (-row[1], row[0]))
    return Found(ids, n_total, facets)
