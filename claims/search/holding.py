"""Statements whose own words hold what is sought, as a condition for other queries."""

from __future__ import annotations

from django.db import connections
from django.db.models import BooleanField, F, Func, Q, Value
from django.db.models.expressions import RawSQL

from claims.search.dialects import as_fts5, as_tsquery
from claims.search.words import Words

# Keys above the first and below the second; None is no bound.
Span = tuple[int | None, int | None]
NOWHERE: Span = (None, None)
NOBODY = Q(pk__in=())
# Of words that so many hold, SQLite is asked statement by statement: a list of all would take it longer.
N_LISTED = 30_000


def words_held(words: Words, *, span: Span = NOWHERE, using: str = "default") -> Q:
    """Return the condition that a statement's words, not its speaker or the headline, hold `words`.

    Nothing holds words that are none. Of statements outside `span` the condition may be wrong.
    """
    if words.groups:
        return _held(words, span, using)
    if words.excluded:
        return ~_held(Words((words.excluded,)), span, using)
    return NOBODY


def _held(words: Words, span: Span, using: str) -> Q:
    if connections[using].vendor != "sqlite":
        sql = "SELECT statement_id FROM claims_statement_fts WHERE tsv @@ to_tsquery('simple', %s)"
        return Q(pk__in=_bounded(sql, "statement_id", as_tsquery(words, "A"), span))
    sql = "SELECT rowid FROM claims_statement_fts WHERE claims_statement_fts MATCH %s"
    sought = f"{{words}} : ({as_fts5(words)})"
    if None in span and _is_common(sql, sought, using):
        return Q(_Holds(F("pk"), Value(sought), output_field=BooleanField()))
    return Q(pk__in=_bounded(sql, "rowid", sought, span))


class _Holds(Func):
    """Whether the statement of a key holds what is sought, on SQLite."""

    template = "EXISTS (SELECT 1 FROM claims_statement_fts WHERE rowid = %(expressions)s)"
    arg_joiner = " AND claims_statement_fts MATCH "


def _bounded(sql: str, key: str, sought: str, span: Span) -> RawSQL:
    bounds = [(sign, bound) for sign, bound in zip("><", span, strict=True) if bound is not None]
    where = "".join(f" AND {key} {sign} %s" for sign, _bound in bounds)
    return RawSQL(sql + where, (sought, *(bound for _sign, bound in bounds)))  # noqa: S611 - constants


def _is_common(sql: str, sought: str, using: str) -> bool:
    with connections[using].cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ({sql} LIMIT {N_LISTED})", [sought])  # noqa: S608 - constants
        return bool(cursor.fetchone()[0] == N_LISTED)
