"""What the facets count: queries over the rows `counted`, which `claims.search.candidates` makes."""

from __future__ import annotations

from collections.abc import Iterator

from claims.search.asked import Asked
from claims.search.conditions import LINKED

N_VALUES = 8


def list_facets(asked: Asked) -> Iterator[str]:
    """Yield a query of `(facet, value, count)` for each facet; the last takes the question as its parameter, if one is asked for."""
    grouped = {name: name for name in ("speaker", "kind", "outlet", "quotation", "status")}
    grouped["role"] = "LOWER(role)"  # "Interior Minister" and "Interior minister" are one
    for name, one in grouped.items():
        yield (
            f"SELECT * FROM (SELECT '{name}', CAST(MIN({name}) AS varchar(500)), COUNT(*) FROM counted "  # noqa: S608 - constants
            f"WHERE {name} IS NOT NULL GROUP BY {one} ORDER BY 3 DESC, 2 LIMIT {N_VALUES + 1}) f_{name}"
        )
    yield "SELECT 'day', day, COUNT(*) FROM counted GROUP BY day"
    linked = f"SELECT DISTINCT l.statement_id, c.question_id, l.stance FROM {LINKED} AND l.statement_id IN (SELECT id FROM counted)"  # noqa: S608 - constants
    yield (
        f"SELECT * FROM (SELECT 'question', CAST(question_id AS varchar(20)), COUNT(DISTINCT statement_id) "  # noqa: S608
        f"FROM ({linked}) x GROUP BY question_id ORDER BY 3 DESC, 2 LIMIT {N_VALUES + 1}) f_question"
    )
    of_question = "WHERE question_id = %s " if asked.question else ""
    yield (
        f"SELECT * FROM (SELECT 'stance', stance, COUNT(DISTINCT statement_id) "  # noqa: S608
        f"FROM ({linked}) x {of_question}GROUP BY stance ORDER BY 3 DESC, 2) f_stance"
    )
