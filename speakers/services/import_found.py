"""What a stretch of a file's records may mean in the registry, fetched by a few queries; reads only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet

from speakers.importing.records import Record, Section
from speakers.models import Identifier, Speaker, SpeakerName
from speakers.names import name_key

Key = tuple[str, str, str]
# What each reference of a record leads to.
SECTIONS = {
    "person": Section.PERSON,
    "organisation": Section.ORGANISATION,
    "parent": Section.ORGANISATION,
    "on_behalf_of": Section.ORGANISATION,
    "predecessor": Section.ORGANISATION,
    "successor": Section.ORGANISATION,
    "post": Section.POST,
}


@dataclass(slots=True)
class Found:
    """Stored identifiers with their rows, of those `asked` for; speakers by Wikidata's item; who has a name; labels.

    A label is kept by whether it is a post's, and the key of the row.
    """

    asked: set[Key] = field(default_factory=set)
    identifiers: dict[Key, Identifier] = field(default_factory=dict)
    by_item: dict[str, list[Speaker]] = field(default_factory=dict)
    slugs: dict[str, str] = field(default_factory=dict)
    labels: dict[tuple[bool, int], str] = field(default_factory=dict)


def find_rows(scheme: str, records: Sequence[Record]) -> Found:
    """Return what `records` of the list `scheme` may mean: a fixed number of queries for each kind of identifier."""
    asked = {key for record in records for key in _keys(scheme, record)}
    speakers = [record for record in records if record.is_speaker and not record.problem]
    found = Found(asked, by_item=_by_item(speakers), slugs=_slugs(speakers))
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for of, section, identifier in asked:
        groups[of, section].append(identifier)
    for (of, section), identifiers in groups.items():
        rows = identifiers_with_rows().filter(scheme=of, section=section)
        for row in rows.filter(identifier__in=identifiers):
            found.identifiers[of, section, row.identifier] = row
            if row.speaker is not None:
                found.labels[False, row.speaker.pk] = str(row.speaker)
            elif row.post is not None:
                found.labels[True, row.post.pk] = str(row.post)
    return found


def identifiers_with_rows() -> QuerySet[Identifier]:
    """Return stored identifiers with what an import compares of their rows."""
    rows = Identifier.objects.order_by()
    rows = rows.select_related("speaker__canonical", "post__organisation", "membership")
    return rows.prefetch_related("speaker__names")


def _keys(scheme: str, record: Record) -> Iterable[Key]:
    if record.identifier:
        yield scheme, record.section, record.identifier
    for name, identifier in record.refs.items():
        yield scheme, SECTIONS[name], identifier
    for of, identifier in record.identifiers:
        yield of, record.section, identifier


def _by_item(records: Iterable[Record]) -> dict[str, list[Speaker]]:
    """Return the speakers with these records' Wikidata items, those that stand first."""
    items = {record.values["wikidata"] for record in records if "wikidata" in record.values}
    found: dict[str, list[Speaker]] = defaultdict(list)
    if items:
        rows = Speaker.objects.filter(wikidata__in=items).select_related("canonical")
        for row in sorted(rows, key=lambda one: (one.canonical_id is not None, one.pk)):
            found[row.wikidata].append(row)
    return found


def _slugs(records: Iterable[Record]) -> dict[str, str]:
    """Return by the key of a name the oldest speaker who goes by it, the record that stands."""
    keys = {name_key(record.values["name"]) for record in records}
    if not keys:
        return {}
    rows = SpeakerName.objects.filter(key__in=keys).order_by("-speaker_id")
    slugs = rows.values_list("key", "speaker__slug", "speaker__canonical__slug")
    return {key: canonical or slug for key, slug, canonical in slugs}
