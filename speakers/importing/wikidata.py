"""Entities of Wikidata (a JSON dump, its lines, or Special:EntityData) as records of the registry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

from speakers.importing.json_positions import find_objects
from speakers.importing.records import GivenName, Record, Said, Section, given
from speakers.importing.wikidata_claims import (
    Claim,
    Entity,
    all_claims,
    best_claims,
    first_time,
    item_of,
    items,
    qualifiers,
    references,
    text_of,
    time_of,
)
from speakers.importing.wikidata_items import COUNTRIES, HUMAN, KINDS, POSITIONS
from speakers.models import Speaker
from speakers.names import name_key

P_IS_A, P_HELD, P_CITIZEN, P_COUNTRY, P_ISO = "P31", "P39", "P27", "P17", "P297"
P_FOUNDED, P_DISSOLVED, P_START, P_END, P_URL = "P571", "P576", "P580", "P582", "P854"
P_PARENT, P_GROUP, P_REPRESENTS = ("P749", "P361"), "P4100", "P1268"
P_WHEN, P_AFTER, P_BEFORE = "P585", ("P1366", "P156"), ("P1365", "P155")
P_DIRECTS = ("P2389", "P361")
_NO_KIND = _(
    "what it is (P31: %(items)s) is no kind of speaker that is known: import it as CSV with a column “kind”."
)
_NO_BODY = _(
    "the position names no body that it belongs to (P2389 or P361): import the post as CSV."
)
_NO_POSITION = _(
    "the position %(item)s is not in the file: add its entity, which has the label and the body."
)
_NO_COUNTRY = _("its country %(item)s is not known by two letters: add the entity of the country.")


@dataclass(frozen=True, slots=True)
class _File:
    entities: Mapping[str, tuple[int, Entity]]
    positions: frozenset[str]
    bodies: frozenset[str]

    def country(self, item: str) -> str:
        """Return the two letters of a country: by its entity, else by the list."""
        entity = self.entities.get(item, (0, {}))[1]
        codes = (claim["mainsnak"]["datavalue"]["value"] for claim in best_claims(entity, P_ISO))
        return str(next(codes, COUNTRIES.get(item, "")))


def read_wikidata(text: str) -> Iterator[Record]:
    """Yield a record for each person, body, position, mandate and succession of the entities in `text`.

    A mandate is one claim of P39; its line is that of the person. Countries themselves, read for their codes, are
    passed over. Raises `RegistryError` if the text is not JSON.
    """
    found = [
        one
        for one in find_objects(text, keys=frozenset({"entities"}))
        if isinstance(one.value, dict) and one.value.get("type", "item") == "item"
    ]
    entities = {str(one.value.get("id", "")): (one.line, one.value) for one in found}
    held = {item_of(claim["mainsnak"]) for one in found for claim in all_claims(one.value, P_HELD)}
    positions = {item for item in entities if item in held} | {
        item for item, (_line, one) in entities.items() if POSITIONS & set(items(one, P_IS_A))
    }
    bodies = {
        item for item, (_line, one) in entities.items() if KINDS.keys() & set(items(one, P_IS_A))
    }
    file = _File(entities, frozenset(positions), frozenset(bodies - positions))
    for line, entity in entities.values():
        yield from _records(file, line, entity)
    yield from _successions(file)


def _records(file: _File, line: int, entity: Entity) -> Iterator[Record]:
    if best_claims(entity, P_ISO) and entity.get("id") not in file.bodies:
        return
    if HUMAN in items(entity, P_IS_A):
        yield _speaker(file, line, entity, section=Section.PERSON, kind=Speaker.Kind.PERSON)
        for claim in all_claims(entity, P_HELD):
            yield _mandate(file, line, entity, claim)
    elif entity.get("id") in file.positions:
        yield _post(file, line, entity)
    else:
        kinds = [KINDS[item] for item in items(entity, P_IS_A) if item in KINDS]
        kind = kinds[0] if kinds else ""
        yield _speaker(file, line, entity, section=Section.ORGANISATION, kind=kind)


def _speaker(file: _File, line: int, entity: Entity, *, section: Section, kind: str) -> Record:
    item, name = str(entity.get("id", "")), text_of(entity, "labels")
    is_person = section == Section.PERSON
    country = next(iter(items(entity, *([P_CITIZEN] if is_person else [P_COUNTRY]))), "")
    code = file.country(country)
    parents = () if is_person else items(entity, *P_PARENT)
    what = ", ".join(items(entity, P_IS_A)) or "–"
    return Record(
        section,
        line,
        item,
        name or item,
        given(
            name=name,
            kind=kind,
            country=code,
            wikidata=item,
            description=text_of(entity, "descriptions")[:500],
            founded="" if is_person else first_time(entity, P_FOUNDED),
            dissolved="" if is_person else first_time(entity, P_DISSOLVED),
        ),
        given(parent=next((one for one in parents if one in file.bodies), "")),
        tuple(_names(entity, name)),
        problem=None if kind else Said(_NO_KIND, {"items": what}),
        notes=(Said(_NO_COUNTRY, {"item": country}),) if country and not code else (),
    )


def _post(file: _File, line: int, entity: Entity) -> Record:
    label, item = text_of(entity, "labels"), str(entity.get("id", ""))
    body = next((one for one in items(entity, *P_DIRECTS) if one in file.bodies), "")
    if not body:
        body = next(iter(items(entity, P_DIRECTS[0])), "")
    return Record(
        Section.POST,
        line,
        item,
        label or item,
        given(label=label),
        given(organisation=body),
        problem=None if body else Said(_NO_BODY),
    )


def _successions(file: _File) -> Iterator[Record]:
    """Yield which body of the file follows which: once, though both may say so, in the words of the one with a date."""
    found: dict[tuple[str, str], Record] = {}
    for item in sorted(file.bodies):
        line, entity = file.entities[item]
        for props, is_after in ((P_AFTER, True), (P_BEFORE, False)):
            for claim in (one for prop in props for one in all_claims(entity, prop)):
                other = item_of(claim["mainsnak"])
                pair = (item, other) if is_after else (other, item)
                stands = found.get(pair)
                if other in file.bodies and (stands is None or "on" not in stands.values):
                    found[pair] = _succession(line, claim, *pair)
    yield from found.values()


def _succession(line: int, claim: Claim, first: str, second: str) -> Record:
    when = next(filter(None, map(time_of, qualifiers(claim, P_WHEN))), "")
    values = given(kind="replaced", on=when, source=next(references(claim, P_URL), ""))
    refs = given(predecessor=first, successor=second)
    return Record(Section.SUCCESSION, line, "", f"{first} · {second}", values, refs)


def _mandate(file: _File, line: int, entity: Entity, claim: Claim) -> Record:
    position = item_of(claim["mainsnak"])
    known = file.entities.get(position)
    label = f"{text_of(entity, 'labels')} · {text_of(known[1], 'labels') if known else position}"
    groups = [*qualifiers(claim, P_GROUP), *qualifiers(claim, P_REPRESENTS)]
    behalf = next((item for item in map(item_of, groups) if item in file.bodies), "")
    return Record(
        Section.MEMBERSHIP,
        line,
        str(claim.get("id", "")),
        label,
        given(
            start=next(filter(None, map(time_of, qualifiers(claim, P_START))), ""),
            end=next(filter(None, map(time_of, qualifiers(claim, P_END))), ""),
            source=next(references(claim, P_URL), ""),
        ),
        given(person=str(entity.get("id", "")), post=position, on_behalf_of=behalf),
        problem=None if known else Said(_NO_POSITION, {"item": position}),
    )


def _names(entity: Entity, name: str) -> Iterator[GivenName]:
    """Yield every label and alias that look-ups can tell apart, English first."""
    labels = {key: [row] for key, row in (entity.get("labels") or {}).items()}
    seen = {name_key(name)}
    for rows in (labels, entity.get("aliases") or {}):
        for language, given_rows in sorted(rows.items(), key=lambda pair: pair[0] != "en"):
            for row in given_rows:
                key = name_key(row["value"])
                if key and key not in seen:
                    seen.add(key)
                    tag = "en" if language == "mul" else language
                    yield GivenName(row["value"][:300], language=tag[:12])
