"""Looks with fewer members, or with whole things where others have only a brief: `fields` and `expand`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from partners.catalogue import CATALOGUE, Context, Look
from partners.errors import ParameterError

# What can be shown whole: for each kind, the member, and the kind of thing that stands there.
EXPANDABLE: Mapping[str, Mapping[str, str]] = {
    "article": {},
    "statement": {"article": "article", "speaker": "speaker", "claims": "claim"},
    "speaker": {"parent": "speaker"},
    "question": {"claims": "claim"},
    "claim": {"question": "question"},
}


@dataclass(frozen=True, slots=True)
class Shape:
    """What a request asks of each look; nothing asked leaves it as it is."""

    fields: tuple[str, ...] = ()
    expand: tuple[str, ...] = ()


def field_names(kind: str) -> list[str]:
    """Return the members that things of `kind` have."""
    return list(CATALOGUE[kind].serializer().fields)


def read_shape(kind: str, given: Mapping[str, str]) -> Shape:
    """Return what is asked for; raises `ParameterError` for a member that there is not."""
    known = {"fields": field_names(kind), "expand": list(EXPANDABLE[kind])}
    asked: dict[str, tuple[str, ...]] = {}
    errors: dict[str, str] = {}
    for name, names in known.items():
        words = given[name].split(",") if name in given else []
        if set(words) - set(names) or len(set(words)) < len(words):
            errors[name] = (
                f"Expected some of: {', '.join(names) or 'nothing'}; with commas between."
            )
        asked[name] = tuple(words)
    if errors:
        raise ParameterError(errors)
    return Shape(**asked)


def shape_looks(kind: str, looks: Sequence[Look], shape: Shape, context: Context) -> Sequence[Look]:
    """Return the looks as asked for. What is expanded is fetched for all of them at once."""
    for name in shape.expand:
        _expand(looks, name, EXPANDABLE[kind][name], context)
    if not shape.fields:
        return looks
    return [{name: look[name] for name in shape.fields} for look in looks]


def _expand(looks: Sequence[Look], name: str, kind: str, context: Context) -> None:
    ids = {brief["id"] for look in looks for brief in _briefs(look[name])}
    whole = dict(CATALOGUE[kind].looks(ids, context)) if ids else {}

    def expanded(brief: Look) -> Look:
        # A link keeps its stance; something that is not published on its own stays a brief.
        return {**brief, **whole.get(brief["id"], {}), **brief}

    for look in looks:  # briefs are shared by the looks that show the same thing
        value = look[name]
        if isinstance(value, list):
            look[name] = [expanded(brief) for brief in value]
        elif value:
            look[name] = expanded(value)


def _briefs(value: Any) -> Iterator[Look]:
    yield from value if isinstance(value, list) else [value] if value else []
