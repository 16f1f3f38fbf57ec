"""What has been withdrawn: left out unless a request asks for it, then marked, and without a word of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from articles.models import Article
from claims.models import Statement
from partners.errors import ParameterError
from partners.models import Kind

KINDS = {Kind.ARTICLE, Kind.STATEMENT}
INCLUDE, ONLY = "include", "only"
MARK = "is_withdrawn"


def read_withdrawn(given: Mapping[str, str], *, is_list: bool) -> str:
    """Return which of the ways is asked for, "" if none; raises `ParameterError` for anything else."""
    way = given.get("withdrawn", "")
    ways = _ways(is_list=is_list)
    if way and way not in ways:
        raise ParameterError({"withdrawn": f"Expected one of: {', '.join(ways)}."})
    return way


def withdrawn_parameter(*, is_list: bool) -> dict[str, Any]:
    """Return the parameter as the OpenAPI document has it."""
    only = ", or nothing else" if is_list else ""
    return {
        "name": "withdrawn",
        "in": "query",
        "required": False,
        "description": f"With what has been withdrawn{only}; each thing then has `{MARK}`, and no words if that is true.",
        "schema": {"type": "string", "enum": _ways(is_list=is_list)},
    }


def is_withdrawn(row: Article | Statement) -> bool:
    """Tell whether a publisher has withdrawn the article, or an editor the statement."""
    if isinstance(row, Article):
        return row.state == Article.State.WITHDRAWN
    return row.status == Statement.Status.WITHDRAWN or is_withdrawn(row.version.article)


def _ways(*, is_list: bool) -> list[str]:
    return [INCLUDE, ONLY] if is_list else [INCLUDE]
