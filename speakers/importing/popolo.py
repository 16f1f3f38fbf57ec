"""One object in Popolo's shape as a record; JSON and CSV both end here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_noop as _

from speakers.importing.kinds import kind_of_classification
from speakers.importing.records import GivenName, Record, Said, Section, given
from speakers.models import Speaker, SpeakerName

_NOT_TEXT = _("%(field)s is no text: write it in quotation marks.")
_NO_KIND = _(
    "the classification “%(word)s” says no kind of speaker: give a column or key “kind” such as “ministry”."
)
_NO_LIST = _("%(field)s is no list of objects: see the Popolo specification.")

Object = Mapping[str, Any]


def record_of(section: Section, item: Object, *, line: int) -> Record:
    """Return what `item` says; what it cannot be read by is the record's problem."""
    label = str(item.get("name") or item.get("label") or item.get("role") or item.get("id") or "")
    try:
        return _READERS[section](item, line)
    except _UnreadableError as error:
        return Record(section, line, str(item.get("id") or ""), label[:300], problem=error.said)


class _UnreadableError(Exception):
    def __init__(self, message: str, **values: str) -> None:
        super().__init__(message)
        self.said = Said(message, values)


def _person(item: Object, line: int) -> Record:
    kind = _text(item, "kind") or Speaker.Kind.PERSON
    description = _text(item, "summary") or _text(item, "description")
    return _speaker(Section.PERSON, item, line, kind=kind, description=description)


def _organisation(item: Object, line: int) -> Record:
    word = _text(item, "classification")
    kind = _text(item, "kind") or kind_of_classification(word)
    if not kind:
        raise _UnreadableError(_NO_KIND, word=word)
    return _speaker(
        Section.ORGANISATION,
        item,
        line,
        kind=kind,
        description=_text(item, "abstract") or _text(item, "description"),
        founded=_text(item, "founding_date"),
        dissolved=_text(item, "dissolution_date"),
    )


def _speaker(section: Section, item: Object, line: int, **values: str) -> Record:
    name = _text(item, "name")
    known = dict(_identifiers(item))
    wikidata = _text(item, "wikidata") or known.pop("wikidata", "")
    return Record(
        section,
        line,
        _text(item, "id"),
        name,
        given(name=name, country=_text(item, "country").upper(), wikidata=wikidata, **values),
        given(parent=_text(item, "parent_id")),
        tuple(_names(item)),
        tuple(sorted(known.items())),
    )


def _post(item: Object, line: int) -> Record:
    label = _text(item, "label") or _text(item, "role")
    seats = _text(item, "single_seat").casefold()
    is_single = {"": "", "no": "no", "false": "no", "0": "no"}.get(seats, "yes")
    refs = given(organisation=_text(item, "organization_id"))
    return Record(
        Section.POST, line, _text(item, "id"), label, given(label=label, single=is_single), refs
    )


def _membership(item: Object, line: int) -> Record:
    sources = list(_objects(item, "sources")) or [{}]
    source = _text(item, "source_url") or _text(sources[0], "url")
    note = _text(item, "source_note") or _text(sources[0], "note")
    left_out = (
        (Said(_("only the first of its %(n)s sources is kept."), {"n": str(len(sources))}),)
        if len(sources) > 1
        else ()
    )
    role = _text(item, "role") or _text(item, "label")
    refs = given(
        person=_text(item, "person_id"),
        organisation=_text(item, "organization_id"),
        post=_text(item, "post_id"),
        on_behalf_of=_text(item, "on_behalf_of_id"),
    )
    values = given(
        role=role,
        start=_text(item, "start_date").partition("T")[0],
        end=_text(item, "end_date").partition("T")[0],
        source=source,
        source_note=note,
    )
    label = role or " · ".join(refs[name] for name in ("person", "post") if name in refs)
    return Record(Section.MEMBERSHIP, line, _text(item, "id"), label, values, refs, notes=left_out)


def _names(item: Object) -> Iterable[GivenName]:
    for row in _objects(item, "other_names"):
        note = _text(row, "note").casefold()
        end = _text(row, "end_date")
        kind = SpeakerName.Kind.ALIAS
        if note in {"acronym", "abbreviation"}:
            kind = SpeakerName.Kind.ACRONYM
        elif note.startswith("former") or end:
            kind = SpeakerName.Kind.FORMER
        name = " ".join(_text(row, "name").split())
        if name:
            language = _text(row, "lang") or "en"
            yield GivenName(name, kind, language[:12], _text(row, "start_date"), end)


def _identifiers(item: Object) -> Iterable[tuple[str, str]]:
    for row in _objects(item, "identifiers"):
        scheme, identifier = _text(row, "scheme"), _text(row, "identifier")
        if scheme and identifier:
            yield scheme.casefold(), identifier


def _objects(item: Object, field: str) -> Iterable[Object]:
    rows = item.get(field) or []
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise _UnreadableError(_NO_LIST, field=field)
    return rows


def _text(item: Object, field: str) -> str:
    value = item.get(field)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int) and field.endswith("id"):
        return str(value)
    if not isinstance(value, str):
        raise _UnreadableError(_NOT_TEXT, field=field)
    return value.strip()


_READERS = {
    Section.PERSON: _person,
    Section.ORGANISATION: _organisation,
    Section.POST: _post,
    Section.MEMBERSHIP: _membership,
}
