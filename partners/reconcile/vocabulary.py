"""The types and properties that the reconciliation API knows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from speakers.kinds import NOBODY, PEOPLE
from speakers.models import Speaker

PERSON, ORGANISATION, DOCUMENT = "people", "organisations", "document"
BROAD = {PERSON: "People", ORGANISATION: "Organisations and offices"}


@dataclass(frozen=True, slots=True)
class Property:
    """What can be asked for, or told of an entity to find it; `is_entity` if its values are entities."""

    id: str
    name: str
    description: str
    is_asked: bool = True
    is_entity: bool = False

    @property
    def brief(self) -> dict[str, str]:
        """The property as the API names it."""
        return {"id": self.id, "name": self.name}


PROPERTIES = {
    one.id: one
    for one in (
        Property("kind", "Kind", "What sort of speaker it is.", is_asked=False),
        Property("country", "Country", "ISO 3166-1 code, such as FR."),
        Property("wikidata", "Wikidata", "Wikidata item, such as Q42."),
        Property("role", "Role", "A post held; with the setting “on”, on that day."),
        Property("organisation", "Organisation", "Where a post is held, or what it is part of.", is_entity=True),
        Property("on", "Day", "The day on which name and role were so: YYYY, YYYY-MM or YYYY-MM-DD."),
        Property("names", "Other names", "All other names.", is_asked=False),
        Property("parent", "Part of", "The organisation it is part of.", is_asked=False, is_entity=True),
        Property("description", "Description", "Who that is, in a few words.", is_asked=False),
    )
}  # fmt: skip


def broad_type(kind: str) -> str:
    """Return the broader type of a kind."""
    if kind in PEOPLE:
        return PERSON
    return DOCUMENT if kind == Speaker.Kind.DOCUMENT else ORGANISATION


def known_kinds() -> list[str]:
    """Return the kinds that are types: nobody in particular is none."""
    return [kind for kind in Speaker.Kind.values if kind not in NOBODY]


def kinds_of(types: Iterable[str]) -> frozenset[str]:
    """Return the kinds that types stand for, those of broader ones included; a type that nobody knows stands for none."""
    wanted = set(types)
    if not wanted:
        return frozenset()
    kinds = {kind for kind in known_kinds() if kind in wanted or broad_type(kind) in wanted}
    return frozenset(kinds or {"—"})


def all_types() -> list[dict[str, Any]]:
    """Return every type, the broad ones first."""
    broad = [{"id": key, "name": name} for key, name in BROAD.items()]
    return broad + [type_of(kind) for kind in known_kinds()]


def type_of(kind: str) -> dict[str, Any]:
    """Return a kind as a type with its broader one."""
    label = str(Speaker.Kind(kind).label)
    found: dict[str, Any] = {"id": kind, "name": label[:1].upper() + label[1:]}
    wide = broad_type(kind)
    if wide in BROAD:
        found["broader"] = [{"id": wide, "name": BROAD[wide]}]
    return found


def types_of(kind: str) -> list[dict[str, str]]:
    """Return the types of an entity of a kind, the narrow one first, without what is broader to each."""
    own = type_of(kind)
    return [{"id": own["id"], "name": own["name"]}, *own.get("broader", ())]
