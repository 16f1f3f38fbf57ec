"""What the OpenAPI document says of formats, and of members that are left out or shown whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from partners import withdrawn
from partners.shaping import EXPANDABLE, field_names

JSON = "application/json"
TEXTS = {"text/csv", "application/jsonl"}
FILES = {"application/vnd.apache.parquet"}


def shape_parameters(kind: str) -> list[dict[str, Any]]:
    """Return the parameters `fields` and, where something can be shown whole, `expand`."""
    parameters = [
        _names(
            "fields", "Only these members of each thing, with commas between.", field_names(kind)
        )
    ]
    if EXPANDABLE[kind]:
        words = "Show these whole instead of in brief, where they are published."
        parameters.append(_names("expand", words, list(EXPANDABLE[kind])))
    return parameters


def describe_formats(response: dict[str, Any], kind: str, media_types: Sequence[str]) -> None:
    """Let `response` say what each format holds, and that a thing may have fewer members if that was asked for."""
    schema = response["content"][JSON]["schema"]
    part = {
        "type": "object",
        "description": "Only the members that `fields` names.",
        "properties": {name: {} for name in [*field_names(kind), *_marks(kind)]},
        "additionalProperties": False,
        "minProperties": 1,
    }
    content: dict[str, Any] = {}
    for media_type in media_types:
        if media_type == JSON:
            content[media_type] = {"schema": {"anyOf": [schema, _with_parts(schema, part)]}}
        elif media_type in TEXTS:
            content[media_type] = {"schema": {"type": "string"}}
        elif media_type in FILES:
            content[media_type] = {"schema": {"type": "string", "format": "binary"}}
        else:
            members = {"@context": {"type": "string", "format": "uri"}}
            linked = {"type": "object", "required": ["@context"], "properties": members}
            content[media_type] = {"schema": linked}
    response["content"] = content


def _marks(kind: str) -> list[str]:
    """Return what a thing has beside its members where a request asks for it."""
    return [withdrawn.MARK] if kind in withdrawn.KINDS else []


def _with_parts(schema: dict[str, Any], part: dict[str, Any]) -> dict[str, Any]:
    """Return what a row, or a page, looks like with fewer members."""
    if "Paginated" not in schema.get("$ref", ""):
        return part
    link = {"type": ["string", "null"], "format": "uri"}
    return {
        "type": "object",
        "required": ["next", "previous", "results"],
        "properties": {
            "next": link,
            "previous": link,
            "results": {"type": "array", "items": part},
        },
    }


def _names(name: str, description: str, names: Sequence[str]) -> dict[str, Any]:
    return {
        "name": name,
        "in": "query",
        "required": False,
        "description": description,
        "style": "form",
        "explode": False,
        "schema": {
            "type": "array",
            "items": {"type": "string", "enum": list(names)},
            "minItems": 1,
            "uniqueItems": True,
        },
    }
