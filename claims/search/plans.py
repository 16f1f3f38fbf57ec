"""How to come to what matches without going through the archive: chosen by how much each filter lets pass."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connections

from claims.search.asked import Asked
from claims.search.conditions import Sql, list_handles, write_span
from claims.search.words import parse_words

# A filter that lets no more than this pass is read whole: that is quicker than to look for what passes it.
N_FEW = 20_000
# PostgreSQL reads all that holds the words before it joins or orders: so it is first given so many, which mostly are enough.
N_HELD = 7_500


@dataclass(frozen=True, slots=True)
class Plan:
    """One way to the rows: through the statements that `few` gives, or through those that hold the words.

    Of the latter only those with keys in `span`, first and last included, and only the first `n_held` of them.
    """

    few: Sql | None = None
    span: tuple[int, int] | None = None
    n_held: int | None = None


def list_plans(asked: Asked, *, using: str) -> list[Plan]:
    """Return what to try in turn. The last finds all there is to find; one of only so many `n_held` may find too little."""
    few = _find_few(asked, using)
    if few is not None or not parse_words(asked.words).groups:
        return [Plan(few)]
    span = _find_span(asked, using)
    if connections[using].vendor == "sqlite":
        return [Plan(span=span)]
    return [Plan(span=span, n_held=N_HELD), Plan(span=span)]


def _find_few(asked: Asked, using: str) -> Sql | None:
    """Return the query of the fewest statements that one filter lets pass; None if every filter lets many pass."""
    handles = list(list_handles(asked, connections[using].vendor))
    if not handles:
        return None
    counts = [
        f"(SELECT COUNT(*) FROM ({sql} LIMIT {N_FEW + 1}) q{number})"  # noqa: S608 - constants
        for number, (sql, _) in enumerate(handles)
    ]
    with connections[using].cursor() as cursor:
        values = [value for _, given in handles for value in given]
        cursor.execute(f"SELECT {', '.join(counts)}", values)
        found = cursor.fetchone()
    n, number = min((n, number) for number, n in enumerate(found))
    return handles[number] if n <= N_FEW else None


def _find_span(asked: Asked, using: str) -> tuple[int, int] | None:
    """Return the keys between which everything lies that was published when it is asked for, if they are read from the other end."""
    if not (asked.since if asked.sort == "oldest" else asked.until):
        return None
    sql, params = write_span(asked, connections[using].vendor)
    with connections[using].cursor() as cursor:
        cursor.execute(sql, params)
        first, last = cursor.fetchone()
    return (first, last) if first is not None else (0, 0)
