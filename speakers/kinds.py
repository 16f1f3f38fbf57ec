"""Which kinds of speaker may be one and the same."""

from __future__ import annotations

from speakers.models import Speaker

PEOPLE = frozenset({Speaker.Kind.PERSON, Speaker.Kind.EXPERT})
# Nobody in particular: never linked, never made by the engine.
NOBODY = frozenset({Speaker.Kind.COLLECTIVE, Speaker.Kind.ANONYMOUS})


def are_compatible(kind: str, other: str) -> bool:
    """Tell whether one speaker may be called both kinds: people are never bodies, bodies differ by degrees."""
    if not kind or kind == other:
        return True
    if {kind, other} & NOBODY:
        return False
    return _class_of(kind) == _class_of(other)


def _class_of(kind: str) -> str:
    if kind in PEOPLE:
        return "people"
    return "document" if kind == Speaker.Kind.DOCUMENT else "body"
