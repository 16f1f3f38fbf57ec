"""The registry in Popolo's shape, row by row; reads only."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.db.models import Prefetch, Q

from speakers.kinds import NOBODY, PEOPLE
from speakers.models import Identifier, Membership, Post, Speaker, SpeakerName
from speakers.names import name_key
from speakers.querysets import SpeakerQuerySet

N_CHUNK = 500
SCHEME = "crossclaim"
_PEOPLE = Q(kind__in=PEOPLE)
_BODIES = ~Q(kind__in=PEOPLE | NOBODY | {Speaker.Kind.DOCUMENT})
_NOTES = {
    SpeakerName.Kind.ACRONYM: "acronym",
    SpeakerName.Kind.FORMER: "former name",
}
Item = dict[str, Any]


def popolo_text() -> Iterator[str]:
    """Yield one JSON document with every person, organization, post and membership, a row a line.

    Left out are records that no curator has checked, those merged into another (their names and mandates stand with the one
    that stands), and what is neither a person nor a body: documents, collectives, anonymous sources.
    """
    parts: Mapping[str, Callable[[], Iterator[Item]]] = {
        "persons": lambda: _speakers(_PEOPLE, _person),
        "organizations": lambda: _speakers(_BODIES, _organisation),
        "posts": _posts,
        "memberships": _memberships,
    }
    yield "{"
    for n, (name, items) in enumerate(parts.items()):
        yield f'{"," if n else ""}\n"{name}": ['
        for number, item in enumerate(items()):
            plain = {key: value for key, value in item.items() if value not in ("", None, [])}
            yield f"{',' if number else ''}\n{json.dumps(plain, ensure_ascii=False)}"
        yield "\n]"
    yield "\n}\n"


def _speakers(kinds: Q, shape: Callable[[Speaker], Item]) -> Iterator[Item]:
    own = Prefetch("identifiers", queryset=Identifier.objects.order_by("scheme", "identifier"))
    rows = _exported(kinds).with_names().select_related("parent__canonical")
    rows = rows.prefetch_related(own, "merged__identifiers").order_by("slug")
    for speaker in rows.iterator(chunk_size=N_CHUNK):
        yield shape(speaker)


def _exported(kinds: Q) -> SpeakerQuerySet:
    return Speaker.objects.standing().checked().filter(kinds)


def _person(speaker: Speaker) -> Item:
    return _common(speaker) | {
        "kind": speaker.kind if speaker.kind != Speaker.Kind.PERSON else "",
        "summary": speaker.description,
    }


def _organisation(speaker: Speaker) -> Item:
    parent = speaker.parent.root if speaker.parent is not None else None
    is_shown = parent is not None and not parent.is_provisional and _is_body(parent)
    return _common(speaker) | {
        "classification": speaker.kind.replace("_", " "),
        "parent_id": parent.slug if parent is not None and is_shown else "",
        "abstract": speaker.description,
        "founding_date": speaker.founded,
        "dissolution_date": speaker.dissolved,
    }


def _is_body(speaker: Speaker) -> bool:
    return speaker.kind not in PEOPLE | NOBODY | {Speaker.Kind.DOCUMENT}


def _common(speaker: Speaker) -> Item:
    records = [speaker, *speaker.merged.all()]
    identifiers = [{"scheme": SCHEME, "identifier": speaker.slug}]
    items = dict.fromkeys(record.wikidata for record in records if record.wikidata)
    identifiers += [{"scheme": "wikidata", "identifier": item} for item in items]
    identifiers += [
        {"scheme": row.scheme, "identifier": row.identifier}
        for record in records
        for row in record.identifiers.all()
        if row.scheme != "wikidata"
    ]
    return {
        "id": speaker.slug,
        "name": speaker.name,
        "other_names": list(_other_names(speaker)),
        "identifiers": identifiers,
        "country": speaker.country,
    }


def _other_names(speaker: Speaker) -> Iterator[Item]:
    seen = {name_key(speaker.name)}
    for row in speaker.all_names:
        if row.key not in seen:
            seen.add(row.key)
            given = {
                "name": row.name,
                "lang": row.language,
                "note": _NOTES.get(SpeakerName.Kind(row.kind), ""),
                "start_date": row.start,
                "end_date": row.end,
            }
            yield {key: value for key, value in given.items() if value}


def _posts() -> Iterator[Item]:
    rows = Post.objects.filter(_of_exported("organisation", _BODIES))
    for post in rows.select_related("organisation__canonical").order_by("pk").iterator(N_CHUNK):
        yield {
            "id": f"post-{post.pk}",
            "label": post.label,
            "organization_id": post.organisation.root.slug,
            "single_seat": None if post.is_single_seat else False,
        }


def _memberships() -> Iterator[Item]:
    rows = Membership.objects.filter(
        _of_exported("person", _PEOPLE), _of_exported("post__organisation", _BODIES)
    )
    related = ("person__canonical", "post__organisation__canonical", "on_behalf_of__canonical")
    for mandate in rows.select_related(*related).order_by("pk").iterator(N_CHUNK):
        behalf = mandate.on_behalf_of.root if mandate.on_behalf_of is not None else None
        is_shown = behalf is not None and not behalf.is_provisional and _is_body(behalf)
        source = {"url": mandate.source, "note": mandate.source_note} if mandate.source else None
        yield {
            "id": f"membership-{mandate.pk}",
            "person_id": mandate.person.root.slug,
            "organization_id": mandate.post.organisation.root.slug,
            "post_id": f"post-{mandate.post_id}",
            "role": mandate.post.label,
            "on_behalf_of_id": behalf.slug if behalf is not None and is_shown else "",
            "start_date": mandate.start,
            "end_date": mandate.end,
            "sources": [{key: value for key, value in source.items() if value}] if source else [],
            "source_note": "" if source else mandate.source_note,
        }


def _of_exported(field: str, kinds: Q) -> Q:
    """Return that the record which stands for `field` is in the document."""
    own = {f"{field}__in": _exported(kinds)}
    merged = {f"{field}__canonical__in": _exported(kinds)}
    return Q(**own) | Q(**merged)
