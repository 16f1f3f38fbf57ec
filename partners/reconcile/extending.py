"""Property values of entities, for clients that have found theirs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError

from partners.errors import ReconcileError
from partners.reconcile.asked import Extension
from partners.reconcile.vocabulary import PROPERTIES
from partners.visibility import described_speakers
from speakers.models import Membership, Speaker
from speakers.partial_dates import covers, validate_partial_date

Value = dict[str, Any]


def extend(asked: Extension) -> dict[str, Any]:
    """Return the values of the properties asked for; an entity that nobody knows has none."""
    unknown = [pid for pid, _settings in asked.properties if pid not in PROPERTIES]
    if unknown:
        raise ReconcileError(f"There is no property “{unknown[0]}”.")
    days = {pid: _day(settings) for pid, settings in asked.properties}
    found = {speaker.slug: speaker for speaker in described_speakers().filter(slug__in=asked.ids)}
    return {
        "meta": [_meta(pid) for pid, _settings in asked.properties],
        "rows": {
            slug: {
                pid: list(_values(pid, found[slug], days[pid])) if slug in found else []
                for pid, _settings in asked.properties
            }
            for slug in asked.ids
        },
    }


def _meta(pid: str) -> dict[str, Any]:
    known = PROPERTIES[pid]
    meta: dict[str, Any] = dict(known.brief)
    if known.is_entity:
        meta["type"] = {"id": "organisations", "name": "Organisations and offices"}
    return meta


def _day(settings: Mapping[str, Any]) -> dt.date | None:
    """Return the day that the setting “on” names: of a year or month the first."""
    given = str(settings.get("on") or "").strip()
    if not given:
        return None
    try:
        validate_partial_date(given)
    except ValidationError as error:
        raise ReconcileError(" ".join(error.messages)) from error
    year, month, day = (*map(int, given.split("-")), 1, 1)[:3]
    return dt.date(year, month, day)


def _values(pid: str, speaker: Any, day: dt.date | None) -> Iterable[Value]:
    simple = {
        "kind": speaker.get_kind_display(),
        "country": speaker.country,
        "wikidata": speaker.wikidata,
        "description": speaker.description,
    }
    if pid in simple:
        return [{"str": str(simple[pid])}] if simple[pid] else []
    if pid == "names":
        return [{"str": name} for name in speaker.other_names]
    if pid == "parent":
        return [_entity(speaker.public_parent.root)] if speaker.public_parent else []
    held = [m for m in _held(speaker) if day is None or covers(m.start, m.end, day)]
    if pid == "role":
        return [{"str": label} for label in dict.fromkeys(m.post.label for m in held)]
    if pid == "organisation":
        bodies = {m.post.organisation.root.pk: m.post.organisation.root for m in held}
        if speaker.public_parent:
            bodies.setdefault(speaker.public_parent.root.pk, speaker.public_parent.root)
        return [_entity(body) for body in bodies.values()]
    return []


def _held(speaker: Any) -> list[Membership]:
    """The public mandates, the newest first."""
    held = [mandate for record in (speaker, *speaker.merged.all()) for mandate in record.held]
    return sorted(held, key=lambda mandate: mandate.start, reverse=True)


def _entity(speaker: Speaker) -> Value:
    return {"id": speaker.slug, "name": speaker.name}
