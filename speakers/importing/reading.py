"""A whole file as records, in the order in which they can be written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_noop as _

from speakers.errors import RegistryError
from speakers.importing.checking import N_IDENTIFIER, checked
from speakers.importing.popolo_csv import read_popolo_csv
from speakers.importing.popolo_json import read_popolo_json
from speakers.importing.records import MANY, Record, Said, Section
from speakers.importing.wikidata import read_wikidata

FORMATS: Mapping[str, Callable[[str], Iterator[Record]]] = {
    "popolo": read_popolo_json,
    "csv": read_popolo_csv,
    "wikidata": read_wikidata,
}
_ORDER = [
    Section.ORGANISATION,
    Section.PERSON,
    Section.POST,
    Section.MEMBERSHIP,
    Section.SUCCESSION,
]
_MEMBER = "Member"
_TWICE = _("the identifier “%(id)s” stands on line %(line)s already: keep one of the two.")
_CIRCLE = _("it is part of itself by way of others: correct parent_id.")


def decode(data: bytes) -> str:
    """Return the text of a file; raises `RegistryError` if it is empty or not UTF-8."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RegistryError(_t("The file is not UTF-8: save it anew as UTF-8.")) from error
    if not text.strip() or "\0" in text:
        raise RegistryError(_t("The file holds no text: choose another."))
    return text


def guess_format(name: str, text: str) -> str:
    """Return the format of a file by its name and its first object."""
    if name.casefold().endswith((".csv", ".tsv")) or text.lstrip()[:1] not in {"{", "["}:
        return "csv"
    head = text[:20_000]
    is_wikidata = '"entities"' in head[:200] or ('"claims"' in head or '"labels"' in head)
    return "wikidata" if is_wikidata and '"persons"' not in head[:200] else "popolo"


def read_records(text: str, *, format_: str) -> list[Record]:
    """Return the records of a file: bodies and people first, wholes before their parts, then posts, mandates and successions.

    A record that cannot be imported as it stands carries its problem. Raises `RegistryError` if the file itself
    cannot be read, or holds no record.
    """
    try:
        records = [checked(record) for record in FORMATS[format_](text)]
    except RecursionError as error:
        raise RegistryError(_t("The file nests too deeply: is it a list of records?")) from error
    if not records:
        raise RegistryError(_t("The file holds no record: see the documentation for its shape."))
    records = list(_without_twins(_with_posts(records)))
    records.sort(key=lambda record: _ORDER.index(record.section))
    bodies = [record for record in records if record.section == Section.ORGANISATION]
    return [*_wholes_first(bodies), *records[len(bodies) :]]


def _with_posts(records: Iterable[Record]) -> Iterator[Record]:
    """Yield the records; before a role in a body that is no post of the file comes a post made of it, of many seats."""
    made: set[str] = set()
    for record in records:
        refs = record.refs
        if record.section != Section.MEMBERSHIP or "post" in refs or "organisation" not in refs:
            yield record
            continue
        role = record.values.get("role", _MEMBER)
        identifier = f"{refs['organisation']}/{role}"[:N_IDENTIFIER]
        if identifier not in made:
            made.add(identifier)
            body = {"organisation": refs["organisation"]}
            values = {"label": role, "single": MANY}
            yield Record(Section.POST, record.line, identifier, role, values, body)
        yield replace(record, refs={**refs, "post": identifier})


def _without_twins(records: Iterable[Record]) -> Iterator[Record]:
    seen: dict[tuple[str, str], int] = {}
    for record in records:
        line = seen.setdefault((record.section, record.identifier), record.line)
        is_twin = bool(record.identifier) and line != record.line
        said = Said(_TWICE, {"id": record.identifier, "line": str(line)})
        yield replace(record, problem=record.problem or said) if is_twin else record


def _wholes_first(records: list[Record]) -> list[Record]:
    """Return the records with every whole before its parts; a record in a circle gets that as its problem."""
    waiting = {index: record.refs.get("parent", "") for index, record in enumerate(records)}
    mine = {record.identifier for record in records if record.identifier}
    done: set[str] = set()
    order: list[Record] = []
    while waiting:
        ready = [i for i, parent in waiting.items() if parent not in mine or parent in done]
        if not ready:
            circle = [records[index] for index in waiting]
            return order + [replace(one, problem=one.problem or Said(_CIRCLE)) for one in circle]
        for index in ready:
            order.append(records[index])
            done.add(records[index].identifier)
            del waiting[index]
    return order
