"""Suggestions while a client types: entities, types and properties."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from partners.reconcile.vocabulary import PROPERTIES, all_types, type_of
from partners.visibility import public_speakers
from speakers.models import Speaker

N_SUGGESTED = 20
Item = dict[str, Any]


def suggest_entities(prefix: str, *, skip: int) -> list[Item]:
    """Return public speakers one of whose names holds `prefix`, the closest first, or whose identifier it is."""
    public = public_speakers().values("pk")
    named = list(Speaker.objects.suggested(prefix).filter(pk__in=public)[skip : skip + N_SUGGESTED])
    if not skip:
        by_id = Q(slug=prefix.strip()) | Q(wikidata=prefix.strip().upper() or None)
        exact = public_speakers().filter(by_id)[:N_SUGGESTED] if prefix.strip() else ()
        named = list({speaker.pk: speaker for speaker in (*exact, *named)}.values())
    return [
        {
            "id": speaker.slug,
            "name": speaker.name,
            "description": speaker.summary,
            "notable": [{"id": speaker.kind, "name": type_of(speaker.kind)["name"]}],
        }
        for speaker in named[:N_SUGGESTED]
    ]


def suggest_types(prefix: str, *, skip: int) -> list[Item]:
    """Return types whose name or id begins with `prefix`."""
    found = _beginning(prefix, ({"id": one["id"], "name": one["name"]} for one in all_types()))
    return found[skip : skip + N_SUGGESTED]


def suggest_properties(prefix: str, *, skip: int) -> list[Item]:
    """Return the properties that a query may give whose name or id begins with `prefix`."""
    items = (
        {**known.brief, "description": known.description}
        for known in PROPERTIES.values()
        if known.is_asked
    )
    return _beginning(prefix, items)[skip : skip + N_SUGGESTED]


def propose_properties(type_id: str, *, limit: int) -> list[Item]:
    """Return the properties that can be fetched of entities of a type; a day is none."""
    people_only = {"role"}
    is_person = type_id in {"people", "person", "expert", ""}
    known = (
        p for p in PROPERTIES.values() if p.id != "on" and (is_person or p.id not in people_only)
    )
    return [one.brief for one in known][:limit]


def _beginning(prefix: str, items: Iterable[Item]) -> list[Item]:
    wanted = prefix.strip().casefold()
    return [
        item
        for item in items
        if any(str(item[key]).casefold().startswith(wanted) for key in ("id", "name"))
    ]
