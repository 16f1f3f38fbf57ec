"""What importing one record would do, field by field; writes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_noop as _

from speakers.importing.records import MANY, GivenName, Record, Said, Section
from speakers.models import Identifier, ImportLine, Membership, Post, Speaker, Succession
from speakers.models.imports import field_label
from speakers.names import name_key
from speakers.services.import_lookup import WIKIDATA, Lookup, RefusedError
from speakers.services.import_rows import RELATED, Row, Values, values_of

Outcome = ImportLine.Outcome
_SIDES = {
    Section.MEMBERSHIP: ("person", "post"),
    Section.SUCCESSION: ("predecessor", "successor"),
}
_KEPT = _("%(field)s was changed here since the last import and stays “%(value)s”.")
_TAKEN = _("the identifier %(id)s belongs to another record and is left out.")


@dataclass(frozen=True, slots=True)
class Plan:
    """What becomes of one record: its row if there is one, the values to write, the names and identifiers to add."""

    outcome: str
    row: Row | None = None
    own: Identifier | None = None
    write: Values = field(default_factory=dict)
    given: Values = field(default_factory=dict)
    names: tuple[GivenName, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    changes: list[dict[str, str]] = field(default_factory=list)
    notes: tuple[Said, ...] = ()
    label: str = ""


def plan_record(record: Record, lookup: Lookup) -> Plan:
    """Return what importing `record` would do now."""
    if record.problem is not None:
        return Plan(Outcome.REFUSED, notes=(record.problem,))
    try:
        return _plan(record, lookup)
    except RefusedError as error:
        return Plan(Outcome.REFUSED, notes=(error.said,))


def _plan(record: Record, lookup: Lookup) -> Plan:
    wanted = _wanted(record) | lookup.targets(record)
    row = _find(record, lookup, wanted)
    if row is None and record.values.get("single") == MANY:
        wanted["is_single_seat"] = False
    own = lookup.own(record)
    if own is not None and row is not None and _row_of(own) != row:
        own = None
    current = values_of(row) if row is not None else {}
    before = own.given if own is not None else {}
    notes = list(record.notes)
    write: Values = {}
    for name, value in wanted.items():
        if row is not None and current[name] == value:
            continue
        if row is not None and name in before and before[name] == value:
            notes.append(
                Said(_KEPT, {"field": field_label(name), "value": str(current[name] or "–")})
            )
            continue
        write[name] = value
    if row is None and record.is_speaker:
        notes += lookup.namesake(record)
    names = tuple(_missing_names(record, row, before))
    identifiers, taken = _missing_identifiers(record, row, lookup)
    notes += taken
    changes = [*_changes(write, current, lookup)]
    changes += [{"field": "other_names", "before": "", "after": name.name} for name in names]
    changes += [
        {"field": "identifier", "before": "", "after": f"{scheme}: {one}"}
        for scheme, one in identifiers
    ]
    outcome = Outcome.ADDED if row is None else Outcome.CHANGED if changes else Outcome.UNCHANGED
    given = wanted | {"names": sorted(name_key(name.name) for name in record.names)}
    return Plan(
        outcome,
        row,
        own,
        write,
        given,
        names,
        identifiers,
        changes,
        tuple(notes),
        _label(record, wanted, lookup),
    )


def _label(record: Record, wanted: Values, lookup: Lookup) -> str:
    """Return what people know the record by: of a mandate the person and the post, of a succession both bodies."""
    sides = _SIDES.get(record.section)
    if sides is None:
        return record.label
    return " · ".join(_shown(name, wanted[name], lookup) for name in sides)


def _wanted(record: Record) -> Values:
    values: Values = dict(record.values)
    if record.is_speaker:
        values["is_provisional"] = False
    elif record.section == Section.POST:
        single = values.pop("single", MANY)
        if single != MANY:
            values["is_single_seat"] = single == "yes"
    else:
        values.pop("role", None)
    return values


def _find(record: Record, lookup: Lookup, wanted: Values) -> Row | None:
    """Return the row by its identifier, else by what makes it the only one: a post's body and label, a mandate's start."""
    if record.is_speaker:
        return lookup.speaker(record)
    own = lookup.own(record)
    if own is not None:
        return _row_of(own)
    if any(isinstance(wanted[name], str) for name in RELATED & wanted.keys()):
        return None  # it hangs on a record that is not stored yet
    if record.section == Section.POST:
        return Post.objects.filter(
            organisation=wanted["organisation"], label=wanted["label"]
        ).first()
    if record.section == Section.SUCCESSION:
        pair = {name: wanted[name] for name in ("predecessor", "successor")}
        return Succession.objects.filter(**pair).first()
    rows = Membership.objects.filter(person=wanted["person"], post=wanted["post"])
    return rows.filter(start=wanted.get("start", "")).first()


def _row_of(own: Identifier) -> Row | None:
    return own.speaker or own.post or own.membership


def _missing_names(record: Record, row: Row | None, before: Values) -> Iterator[GivenName]:
    """Yield the names that the row lacks, those aside that the list gave before and somebody removed."""
    known = set(before.get("names", ())) | {name_key(record.values.get("name", ""))}
    if isinstance(row, Speaker):
        known |= {name.key for name in row.names.all()}
    for name in record.names:
        key = name_key(name.name)
        if key and key not in known:
            known.add(key)
            yield name


def _missing_identifiers(
    record: Record, row: Row | None, lookup: Lookup
) -> tuple[tuple[tuple[str, str], ...], list[Said]]:
    """Return the identifiers that the row lacks, and a note for each that belongs to another."""
    own = [(lookup.run.scheme, record.identifier)] if record.identifier else []
    missing, taken = [], []
    for scheme, identifier in [*own, *record.identifiers]:
        if scheme == "crossclaim" or (scheme == WIKIDATA and lookup.run.scheme != WIKIDATA):
            continue
        stored = lookup.stored(scheme, record.section, identifier)
        if stored is None:
            missing.append((scheme, identifier))
        elif _row_of(stored) != row:
            taken.append(Said(_TAKEN, {"id": f"{scheme}: {identifier}"}))
    return tuple(missing), taken


def _changes(write: Values, current: Values, lookup: Lookup) -> Iterator[dict[str, str]]:
    for name, value in write.items():
        if not current and name == "is_provisional":
            continue
        before = _shown(name, current.get(name), lookup)
        yield {"field": name, "before": before, "after": _shown(name, value, lookup)}


def _shown(name: str, value: Any, lookup: Lookup) -> str:
    """Return a value as people read it."""
    if name in RELATED and value is not None:
        return lookup.label_of(name, value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value or "")
