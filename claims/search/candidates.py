"""The statements among which the best are looked for, as SQL that reads no more of the archive than it must.

To rank or to date everything that holds a common word takes seconds in an archive of a million. So at most `N_COUNTED`
are looked at, in an order in which an index gives them: of a search for words those that were added last, without words those
that were published last; added or published first if the oldest are asked for. Whatever matches no more than that is found whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from claims.search.asked import Asked
from claims.search.conditions import KIND, SPEAKERS, Sql, list_conditions
from claims.search.dialects import as_fts5, as_tsquery
from claims.search.plans import Plan
from claims.search.words import Words, parse_words

N_COUNTED = 5_000
COLUMNS = "id, said_at, speaker, kind, role, quotation, status, outlet, day"


def write_candidates(asked: Asked, plan: Plan, vendor: str) -> Sql:
    """Return the tables `hits`, of at most one row more than is looked at, and `counted`, without that one, with scores."""
    words = parse_words(asked.words)
    is_scored = asked.sort == "relevance" and bool(words.groups)
    way = "ASC" if asked.sort == "oldest" else "DESC"
    tables = list(_helpers(words, plan, way))
    tables.append(_hits(asked, words, plan, vendor, way, is_scored=is_scored))
    order = f"id {way}" if words.groups else f"said_at {way}, id {way}"
    score, params = _ranked(words) if is_scored and vendor != "sqlite" else ("score", [])
    counted = f"SELECT {COLUMNS}, {score} AS score FROM hits ORDER BY {order} LIMIT {N_COUNTED}"  # noqa: S608 - constants
    tables.append((f"counted AS MATERIALIZED ({counted})", params))
    return ", ".join(sql for sql, _ in tables), [value for _, given in tables for value in given]


def _helpers(words: Words, plan: Plan, way: str) -> Iterator[Sql]:
    if plan.few:
        yield f"few AS MATERIALIZED ({plan.few[0]})", plan.few[1]
    if plan.n_held:
        where, params = _matching(words, plan, is_sqlite=False)
        held = (
            f"SELECT f.statement_id AS id FROM claims_statement_fts f WHERE {' AND '.join(where)}"  # noqa: S608 - constants
        )
        yield f"held AS MATERIALIZED ({held} ORDER BY id {way} LIMIT {plan.n_held})", params


def _hits(asked: Asked, words: Words, plan: Plan, vendor: str, way: str, *, is_scored: bool) -> Sql:
    is_sqlite = vendor == "sqlite"
    rows, where, params = _rows(words, plan, is_sqlite=is_sqlite)
    score = (
        "round(bm25(claims_statement_fts, 8.0, 4.0, 1.0), 3)" if is_scored and is_sqlite else "0"
    )
    day = (
        "substr(a.sort_at, 1, 10)"
        if is_sqlite
        else "to_char(a.sort_at AT TIME ZONE 'UTC', 'YYYY-MM-DD')"
    )
    order = f"a.sort_at {way}, a.id {way}"
    if words.groups:
        order = f"{_key(is_sqlite=True) if is_sqlite else 's.id'} {way}"
    for sql, values in list_conditions(asked, words, vendor):
        where.append(sql)
        params.extend(values)
    sql = f"""SELECT s.id, a.sort_at AS said_at, COALESCE(p.canonical_id, s.speaker_id) AS speaker, {KIND} AS kind,
 s.role_words AS role, s.quotation, s.status, a.outlet_id AS outlet, {day} AS day, {score} AS score
FROM {rows} {SPEAKERS} WHERE {" AND ".join(where)} ORDER BY {order} LIMIT {N_COUNTED + 1}"""  # noqa: S608 - constants
    return f"hits AS MATERIALIZED ({sql})", params


def _rows(words: Words, plan: Plan, *, is_sqlite: bool) -> tuple[str, list[str], list[Any]]:
    """Return the tables in the order in which they are best read, with what must hold of the first of them.

    SQLite knows nothing of how common words are: CROSS JOIN keeps it to this order.
    """
    then = "CROSS JOIN" if is_sqlite else "JOIN"
    around = (
        f" {then} articles_articleversion v ON v.id = s.version_id"
        f" {then} articles_article a ON a.id = v.article_id"
    )
    said = f" {then} claims_statement s ON s.id = "
    if not words.groups:
        if plan.few:
            return f"few{said}few.id{around}", [], []
        read = f"articles_article a {then} articles_articleversion v ON v.article_id = a.id"
        return f"{read} {then} claims_statement s ON s.version_id = v.id", [], []
    if plan.n_held:
        return f"held{said}held.id{around}", [], []
    key = _key(is_sqlite=is_sqlite)
    rows = f"claims_statement_fts f{said}{key}{around}"
    if plan.few and not is_sqlite:
        rows = f"few JOIN claims_statement_fts f ON {key} = few.id{said}few.id{around}"
    return rows, *_matching(words, plan, is_sqlite=is_sqlite)


def _matching(words: Words, plan: Plan, *, is_sqlite: bool) -> tuple[list[str], list[Any]]:
    """Return what the index is asked for. The plus sign keeps SQLite from asking it key by key."""
    params: list[Any] = [as_fts5(words) if is_sqlite else as_tsquery(words)]
    where = [
        "f.claims_statement_fts MATCH %s" if is_sqlite else "f.tsv @@ to_tsquery('simple', %s)"
    ]
    if plan.few and is_sqlite:
        where += [
            "f.rowid BETWEEN (SELECT MIN(id) FROM few) AND (SELECT MAX(id) FROM few)",
            "+f.rowid IN (SELECT id FROM few)",
        ]
    if plan.span:
        where.append(f"{_key(is_sqlite=is_sqlite)} BETWEEN %s AND %s")
        params += plan.span
    return where, params


def _key(*, is_sqlite: bool) -> str:
    return "f.rowid" if is_sqlite else "f.statement_id"


def _ranked(words: Words) -> Sql:
    """Return the rank on PostgreSQL, to be asked for only of the rows that are left."""
    rank = "round((-ts_rank('{0, 0.1, 0.5, 1}', f.tsv, to_tsquery('simple', %s), 1))::numeric, 4)"
    found = f"(SELECT {rank} FROM claims_statement_fts f WHERE f.statement_id = hits.id)"  # noqa: S608 - constants
    return found, [as_tsquery(words)]
