"""The OpenAPI document as tables that people read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Field:
    """One parameter of an operation, or one member of an object."""

    name: str
    kind: str
    description: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that can be asked for."""

    method: str
    path: str
    summary: str
    description: str
    parameters: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Component:
    """One object that answers are made of."""

    name: str
    description: str
    fields: tuple[Field, ...]


def list_operations(document: Mapping[str, Any]) -> list[Operation]:
    """Return every operation of `document`, in its order."""
    return [
        Operation(
            method=method.upper(),
            path=path,
            summary=operation.get("summary", ""),
            description=operation.get("description", ""),
            parameters=tuple(
                Field(
                    p["name"],
                    _kind(p["schema"]),
                    _plain(p),
                )
                for p in operation.get("parameters", [])
            ),
        )
        for path, operations in document["paths"].items()
        for method, operation in operations.items()
    ]


def list_components(document: Mapping[str, Any]) -> list[Component]:
    """Return every object of `document` that is not a page, by name."""
    return [
        Component(
            name=name,
            description=schema.get("description", ""),
            fields=tuple(
                Field(field, _kind(value), _plain(value))
                for field, value in schema["properties"].items()
            ),
        )
        for name, schema in sorted(document["components"]["schemas"].items())
        if not name.startswith("Paginated")
    ]


def _plain(described: Mapping[str, Any]) -> str:
    """Return the description without the marks that tell code from words."""
    return str(described.get("description", "")).replace("`", "")


def _kind(schema: Mapping[str, Any]) -> str:
    """Say in a few words what a value looks like: "date-time or null", "list of Claim"."""
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[-1]
    if "enum" in schema:
        return ", ".join("null" if value is None else str(value) for value in schema["enum"])
    for joint in ("oneOf", "anyOf", "allOf"):
        if joint in schema:
            return " or ".join(_kind(option) for option in schema[joint])
    if schema.get("type") == "array":
        return f"list of {_kind(schema['items'])}"
    kinds = schema.get("type", "any")
    names = [kinds] if isinstance(kinds, str) else list(kinds)
    return " or ".join(
        str(schema.get("format", name)) if name == "string" else name for name in names
    )
