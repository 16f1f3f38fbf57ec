"""Rows of the registry as plain values, and back: what an import compares, and what its undo brings back."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, QuerySet

from speakers.models import Membership, Post, Speaker, SpeakerName, Succession
from speakers.names import name_key
from speakers.services.registry import set_names

Values = dict[str, Any]
Row = Speaker | Post | Membership | Succession
ROWS: dict[str, QuerySet[Any]] = {
    "person": Speaker.objects.all(),
    "organization": Speaker.objects.all(),
    "post": Post.objects.all(),
    "membership": Membership.objects.all(),
    "succession": Succession.objects.all(),
}
FIELDS: dict[type[Model], tuple[str, ...]] = {
    Speaker: (
        *("name", "kind", "country", "wikidata", "description", "parent", "founded", "dissolved"),
        "is_provisional",
    ),
    Post: ("label", "organisation", "is_single_seat"),
    Membership: ("person", "post", "start", "end", "on_behalf_of", "source", "source_note"),
    Succession: ("predecessor", "successor", "kind", "on", "source"),
}
RELATED = frozenset(
    {"parent", "organisation", "person", "post", "on_behalf_of", "predecessor", "successor"}
)
_NAME = ("name", "kind", "language", "start", "end")
# What hangs on a speaker without being a use of it: it goes with the row.
_PARTS = frozenset({"speakername", "identifier", "likelypair"})


def column(field: str) -> str:
    """Return the attribute that holds the plain value of `field`."""
    return f"{field}_id" if field in RELATED else field


def values_of(row: Row) -> Values:
    """Return the fields that imports may write, related rows by their keys."""
    return {field: getattr(row, column(field)) for field in FIELDS[type(row)]}


def state_of(row: Row) -> Values:
    """Return all that imports may write of a row: its fields, and the names of a speaker."""
    state: Values = {"values": values_of(row)}
    if isinstance(row, Speaker):
        names = row.names.order_by("key").values_list(*_NAME)
        state["names"] = [list(name) for name in names]
    return state


def restore(row: Row, state: Values) -> None:
    """Give a row the fields and names that it had."""
    changed = [field for field, value in state["values"].items() if values_of(row)[field] != value]
    for field in changed:
        setattr(row, column(field), state["values"][field])
    if changed:
        row.save(update_fields=changed)
    if isinstance(row, Speaker):
        rows = [SpeakerName(**dict(zip(_NAME, name, strict=True))) for name in state["names"]]
        for name in rows:
            name.key = name_key(name.name)
        set_names(speaker=row, names=rows)


def uses_of(row: Row) -> list[str]:
    """Return by name what refers to a row, its own parts aside: statements, mandates, judgements."""
    found = []
    for relation in row._meta.related_objects:  # noqa: SLF001 - public, by its docs
        model = relation.related_model
        options = model._meta  # noqa: SLF001 - public, by its docs
        if options.model_name in _PARTS:
            continue
        rows = model._base_manager.filter(**{relation.field.name: row.pk})  # noqa: SLF001 - the same
        if rows.exists():
            found.append(str(options.verbose_name_plural))
    return sorted(set(found))
