"""What a client of the reconciliation API asks, read from JSON; what is malformed is refused by name."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from partners.errors import ReconcileError
from partners.reconcile.vocabulary import kinds_of

N_BATCH = 50
N_CANDIDATES, N_MOST_CANDIDATES = 8, 25
N_LETTERS = 300
N_EXTENDED = 200


@dataclass(frozen=True, slots=True)
class Query:
    """One reconciliation query. `kinds` is empty if the type is open; `properties` hold the words of each, in order."""

    words: str
    kinds: frozenset[str]
    limit: int
    properties: Mapping[str, tuple[str, ...]]

    def first(self, pid: str) -> str:
        """Return the first value of a property; empty if it was not given."""
        return next(iter(self.properties.get(pid, ())), "")


@dataclass(frozen=True, slots=True)
class Extension:
    """Which properties are wanted of which entities, each property with its settings."""

    ids: tuple[str, ...]
    properties: tuple[tuple[str, Mapping[str, Any]], ...]


def read_batch(text: str) -> dict[str, Query]:
    """Return the queries by their keys. Raises `ReconcileError`, with status 413 for a batch that is too large."""
    batch = _json(text)
    if not isinstance(batch, dict):
        raise ReconcileError("“queries” is an object: a query under each key.")
    if len(batch) > N_BATCH:
        raise ReconcileError(f"A batch has at most {N_BATCH} queries.", status=413)
    return {key: _read_query(key, query) for key, query in batch.items()}


def read_extension(text: str) -> Extension:
    """Return what data extension asks for."""
    asked = _json(text)
    if not isinstance(asked, dict):
        raise ReconcileError("“extend” is an object with “ids” and “properties”.")
    ids, properties = asked.get("ids"), asked.get("properties")
    if not isinstance(ids, list) or not all(isinstance(one, str) for one in ids):
        raise ReconcileError("“ids” is a list of identifiers.")
    if len(ids) > N_EXTENDED:
        raise ReconcileError(f"At most {N_EXTENDED} entities are extended at once.", status=413)
    if not isinstance(properties, list) or not all(
        isinstance(one, dict) and isinstance(one.get("id"), str) for one in properties
    ):
        raise ReconcileError("“properties” is a list of objects, each with an “id”.")
    settings = [one.get("settings") or {} for one in properties]
    if not all(isinstance(one, dict) for one in settings):
        raise ReconcileError("“settings” is an object.")
    wanted = tuple((one["id"], given) for one, given in zip(properties, settings, strict=True))
    return Extension(tuple(dict.fromkeys(ids)), wanted)


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ReconcileError("The parameter holds no JSON.") from error


def _read_query(key: str, query: Any) -> Query:
    if isinstance(query, str):
        query = {"query": query}
    if not isinstance(query, dict):
        raise ReconcileError(f"The query “{key}” is an object.")
    words = query.get("query", "")
    if not isinstance(words, str):
        raise ReconcileError(f"“query” of “{key}” is text.")
    properties = _properties(key, query.get("properties", []))
    if not words.strip() and not properties:
        raise ReconcileError(f"The query “{key}” needs “query” or “properties”.")
    limit = query.get("limit", N_CANDIDATES)
    if not isinstance(limit, int) or isinstance(limit, bool) or limit < 1:
        raise ReconcileError(f"“limit” of “{key}” is a number from 1 on.")
    return Query(
        " ".join(words.split())[:N_LETTERS],
        kinds_of(_types(key, query.get("type", []))),
        min(limit, N_MOST_CANDIDATES),
        properties,
    )


def _types(key: str, given: Any) -> list[str]:
    found = given if isinstance(given, list) else [given]
    types = [one.get("id") if isinstance(one, dict) else one for one in found]
    if not all(isinstance(one, str) for one in types):
        raise ReconcileError(f"“type” of “{key}” names types.")
    return [one for one in types if one]


def _properties(key: str, given: Any) -> dict[str, tuple[str, ...]]:
    if not isinstance(given, list):
        raise ReconcileError(f"“properties” of “{key}” is a list.")
    found: dict[str, tuple[str, ...]] = {}
    for one in given:
        if not isinstance(one, dict) or not isinstance(one.get("pid"), str):
            raise ReconcileError(f"Every property of “{key}” has a “pid” and a “v”.")
        values = one.get("v", [])
        values = values if isinstance(values, list) else [values]
        found[one["pid"]] = tuple(word for value in values if (word := _word(value)))
    return found


def _word(value: Any) -> str:
    """Return a property value as words: of an entity its name, else its id."""
    if isinstance(value, dict):
        value = value.get("name") or value.get("id") or ""
    return " ".join(str(value).split())[:N_LETTERS] if isinstance(value, str | int | float) else ""
