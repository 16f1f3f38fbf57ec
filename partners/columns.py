"""How the looks of a kind are laid out in columns: an Arrow schema made from what the OpenAPI document says."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

import pyarrow as pa
from pyarrow import json as pj

from partners.openapi import openapi_document

Schema = Mapping[str, Any]
_SIMPLE = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
}
_MOMENT = pa.timestamp("us", tz="UTC")


@functools.cache
def arrow_schema(component: str) -> pa.Schema:
    """Return the schema of the objects that the OpenAPI document calls `component`."""
    return pa.schema(list(_arrow_type({"$ref": f"#/components/schemas/{component}"})))


def read_table(lines: bytes, schema: pa.Schema, *, may_have_more: bool = False) -> pa.Table:
    """Return JSON lines as columns; Arrow reads them several times as fast as Python would hand it the rows.

    A member that `schema` does not know is an error, or, if rows `may_have_more`, left out.
    """
    if not lines:
        return schema.empty_table()
    more = "ignore" if may_have_more else "error"
    return pj.read_json(
        pa.BufferReader(lines),
        read_options=pj.ReadOptions(use_threads=False, block_size=len(lines) + 1),
        parse_options=pj.ParseOptions(explicit_schema=schema, unexpected_field_behavior=more),
    )


def _arrow_type(schema: Schema) -> pa.DataType:
    """Return the type of the values that `schema` describes; whether they may be null makes no difference."""
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[-1]
        return _arrow_type(openapi_document()["components"]["schemas"][name])
    for joint in ("oneOf", "anyOf", "allOf"):
        if joint in schema:
            options = [
                o for o in schema[joint] if o.get("type") != "null" and o != {"enum": [None]}
            ]
            return _arrow_type(options[0])
    kinds = schema.get("type", "string")
    kind = kinds if isinstance(kinds, str) else next(k for k in kinds if k != "null")
    if kind == "array":
        return pa.list_(_arrow_type(schema["items"]))
    if kind == "object":
        fields = schema["properties"].items()
        return pa.struct([pa.field(name, _arrow_type(value)) for name, value in fields])
    if schema.get("format") == "date-time":
        return _MOMENT
    return _SIMPLE[kind]
