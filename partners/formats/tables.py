"""Looks as rows of a table: members of members under names with dots, lists as JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Schema = Mapping[str, Any]


def columns_of(schema: Schema, schemas: Mapping[str, Schema], prefix: str = "") -> Iterator[str]:
    """Yield the names of the columns that objects of `schema` have, whatever a page holds of them."""
    for name, described in schema["properties"].items():
        inner = _object_of(described, schemas)
        if inner is None:
            yield f"{prefix}{name}"
        else:
            yield from columns_of(inner, schemas, f"{prefix}{name}.")


def write_csv(looks: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> str:
    """Return looks as CSV (RFC 4180) with a line of names; what is not known is empty."""
    lines = io.StringIO(newline="")
    writer = csv.writer(lines)
    writer.writerow(columns)
    for look in looks:
        writer.writerow([_cell(look, column.split(".")) for column in columns])
    return lines.getvalue()


def write_jsonl(looks: Sequence[Mapping[str, Any]]) -> str:
    """Return looks as JSON, one a line."""
    return "".join(
        json.dumps(look, ensure_ascii=False, separators=(",", ":")) + "\n" for look in looks
    )


def _object_of(schema: Schema, schemas: Mapping[str, Schema]) -> Schema | None:
    """Return the object that a member is, null aside; None if it is something else."""
    if "$ref" in schema:
        return _object_of(schemas[schema["$ref"].rsplit("/", 1)[-1]], schemas)
    for joint in ("oneOf", "anyOf", "allOf"):
        for option in schema.get(joint, ()):
            found = _object_of(option, schemas)
            if found is not None:
                return found
    return schema if schema.get("type") == "object" else None


def _cell(value: Any, path: Sequence[str]) -> str:
    for name in path:
        value = value.get(name) if isinstance(value, Mapping) else None
    if value is None:
        return ""
    if isinstance(value, bool | list | dict):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return str(value)
