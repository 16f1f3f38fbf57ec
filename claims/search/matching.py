"""What is found: one statement to the database gives the page, the total and every facet's counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import connections

from claims.search.asked import Asked
from claims.search.candidates import write_candidates
from claims.search.conditions import ROWS, Sql, list_conditions
from claims.search.dialects import as_fts5, as_tsquery
from claims.search.facets import list_facets
from claims.search.plans import Plan, list_plans
from claims.search.words import Words, parse_words

SIZES = ("counted", "hits", "held")
_ORDERS = {
    "relevance": "score, said_at DESC, id DESC",
    "newest": "said_at DESC, id DESC",
    "oldest": "said_at, id",
}


@dataclass(frozen=True, slots=True)
class Found:
    """The page's statements in order, how many there are, and for each facet its values with counts.

    If `is_capped` more match: pages, total and counts are then of some of them: `claims.search.candidates` says how many, and which.
    """

    ids: list[int] = field(default_factory=list)
    n_total: int = 0
    facets: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    is_capped: bool = False


def find_statements(
    asked: Asked, *, offset: int = 0, n_page: int = 20, using: str = "default"
) -> Found:
    """Return statements `offset` and following of those that match, the best first unless `asked.sort` says otherwise.

    A facet lists its most frequent values; days are all listed, in order.
    """
    for plan in list_plans(asked, using=using):
        found, is_whole = _try(asked, plan, (n_page, offset), using)
        if is_whole:
            break
    return found


def match_ids(asked: Asked, ids: Sequence[int], *, using: str = "default") -> set[int]:
    """Return those of the statements `ids` that match, however many others do."""
    if not ids:
        return set()
    vendor = connections[using].vendor
    words = parse_words(asked.words)
    conditions = list(list_conditions(asked, words, vendor))
    if words.groups:
        conditions.append(_holding(words, vendor))
    conditions.append((f"s.id IN ({', '.join(['%s'] * len(ids))})", list(ids)))
    where = " AND ".join(sql for sql, _ in conditions)
    with connections[using].cursor() as cursor:
        params = [value for _, values in conditions for value in values]
        cursor.execute(f"SELECT s.id {ROWS} WHERE {where}", params)
        return {row[0] for row in cursor.fetchall()}


def _holding(words: Words, vendor: str) -> Sql:
    if vendor == "sqlite":
        found = "SELECT rowid FROM claims_statement_fts WHERE claims_statement_fts MATCH %s"
        return f"s.id IN ({found})", [as_fts5(words)]
    found = "SELECT statement_id FROM claims_statement_fts WHERE tsv @@ to_tsquery('simple', %s)"
    return f"s.id IN ({found})", [as_tsquery(words)]


def _try(asked: Asked, plan: Plan, slice_: tuple[int, int], using: str) -> tuple[Found, bool]:
    """Return what is found by one plan, and whether that is all there is, or as many as are looked at."""
    tables, params = write_candidates(asked, plan, connections[using].vendor)
    ranked = asked.sort != "relevance" or parse_words(asked.words).groups
    order = _ORDERS[asked.sort if ranked else "newest"]
    page = (
        f"SELECT 'page', CAST(id AS varchar(200)), ROW_NUMBER() OVER (ORDER BY {order}) "  # noqa: S608 - constants
        f"FROM (SELECT id, score, said_at FROM counted ORDER BY {order} LIMIT %s OFFSET %s) q"
    )
    sizes = SIZES if plan.n_held else SIZES[:2]
    parts = [page, *(f"SELECT '{name}', '', COUNT(*) FROM {name}" for name in sizes)]  # noqa: S608 - constants
    parts += list_facets(asked)
    question = [asked.question] if asked.question else []
    with connections[using].cursor() as cursor:
        cursor.execute(f"WITH {tables} {' UNION ALL '.join(parts)}", [*params, *slice_, *question])
        facets = _read(cursor.fetchall())
    ids = [int(value) for value, _n in sorted(facets.pop("page", []), key=lambda row: row[1])]
    n = {name: facets.pop(name)[0][1] for name in sizes}
    found = Found(ids, n["counted"], facets, is_capped=n["hits"] > n["counted"])
    return found, plan.n_held is None or found.is_capped or n["held"] < plan.n_held


def _read(rows: Sequence[tuple[str, str, int]]) -> dict[str, list[tuple[str, int]]]:
    """Return the values of each facet, the most frequent first, days in order."""
    read: dict[str, list[tuple[str, int]]] = {}
    for name, value, n in rows:
        if value or name in SIZES:
            read.setdefault(name, []).append((value, n))
    for name, values in read.items():
        values.sort(key=lambda row: row[0] if name == "day" else (-row[1], row[0]))
    return read
