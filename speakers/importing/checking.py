"""What the registry asks of a record before anything is looked up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_noop as _

from speakers.importing.records import Record, Said, Section
from speakers.kinds import NOBODY, PEOPLE
from speakers.models import Speaker
from speakers.names import name_key
from speakers.partial_dates import is_before, validate_partial_date

N_IDENTIFIER, N_TEXT, N_NAME, N_URL = 200, 500, 300, 1000
_DATES = {
    "founded": "founding_date",
    "dissolved": "dissolution_date",
    "start": "start_date",
    "end": "end_date",
    "on": "date",
}
_COUNTRY = re.compile(r"[A-Z]{2}")
_ITEM = re.compile(r"Q[1-9]\d*")
_is_url = URLValidator(schemes=["http", "https"])

_NO_NAME = _("it has no name: give “name” letters or digits.")
_NO_LABEL = _("the post has no label: give “label”, such as “Minister of the Interior”.")
_NO_DATE = _("%(field)s “%(value)s” is not a date: write YYYY, YYYY-MM or YYYY-MM-DD.")
_NO_COUNTRY = _(
    "the country “%(value)s” is not two letters: write one such as FR, or leave it out."
)
_NO_ITEM = _("the Wikidata identifier “%(value)s” is none: write one such as Q42, or leave it out.")
_NO_KIND = _("“%(value)s” is no kind of speaker: write one of %(kinds)s.")
_NO_PERSON = _("a person is of the kind person or expert, not “%(value)s”.")
_NO_BODY = _(
    "an organization is not of the kind “%(value)s”: write a type of person, or another kind."
)
_NO_URL = _(
    "the source “%(value)s” is no address: begin it with https://, or put it in source_note."
)
_TOO_LONG = _("%(field)s has more than %(n)s characters: shorten it.")
_NO_REF = _("%(field)s is missing: name the record by its id.")
_NO_ROLE = _("the mandate names no post: give post_id, or organization_id with a role.")
_TURNED = _("it ends (%(end)s) before it starts (%(start)s): correct one of the two.")


def checked(record: Record) -> Record:
    """Return the record, with the first thing that is wrong with it as its problem."""
    if record.problem is not None:
        return record
    return replace(record, problem=next(_problems(record), None))


def _problems(record: Record) -> Iterator[Said]:
    values = record.values
    for field, given_as in _DATES.items():
        if field in values and not _is_date(values[field]):
            yield Said(_NO_DATE, {"field": given_as, "value": values[field]})
    for name in record.names:
        for date in (name.start, name.end):
            if date and not _is_date(date):
                yield Said(_NO_DATE, {"field": "other_names", "value": date})
    limits = {"name": N_NAME, "label": N_NAME, "role": N_NAME, "description": N_TEXT}
    limits |= {"source": N_URL, "source_note": N_TEXT}
    for field, n in limits.items():
        if len(values.get(field, "")) > n:
            yield Said(_TOO_LONG, {"field": field, "n": str(n)})
    ids = [record.identifier, *record.refs.values(), *(value for _s, value in record.identifiers)]
    if any(len(one) > N_IDENTIFIER for one in ids):
        yield Said(_TOO_LONG, {"field": "id", "n": str(N_IDENTIFIER)})
    yield from _SECTIONS[record.section](record)


def _speaker(record: Record) -> Iterator[Said]:
    values = record.values
    if not name_key(values.get("name", "")):
        yield Said(_NO_NAME)
    kind = values.get("kind", "")
    if kind not in Speaker.Kind.values:
        yield Said(_NO_KIND, {"value": kind, "kinds": ", ".join(Speaker.Kind.values)})
    elif record.section == Section.PERSON and kind not in PEOPLE:
        yield Said(_NO_PERSON, {"value": kind})
    elif record.section == Section.ORGANISATION and kind in PEOPLE | NOBODY:
        yield Said(_NO_BODY, {"value": kind})
    country, item = values.get("country", ""), values.get("wikidata", "")
    if country and not _COUNTRY.fullmatch(country):
        yield Said(_NO_COUNTRY, {"value": country})
    if item and not _ITEM.fullmatch(item):
        yield Said(_NO_ITEM, {"value": item})
    yield from _order(values.get("founded", ""), values.get("dissolved", ""))


def _post(record: Record) -> Iterator[Said]:
    if not record.values.get("label"):
        yield Said(_NO_LABEL)
    if "organisation" not in record.refs:
        yield Said(_NO_REF, {"field": "organization_id"})


def _membership(record: Record) -> Iterator[Said]:
    if "person" not in record.refs:
        yield Said(_NO_REF, {"field": "person_id"})
    if not {"post", "organisation"} & record.refs.keys():
        yield Said(_NO_ROLE)
    yield from _source(record)
    yield from _order(record.values.get("start", ""), record.values.get("end", ""))


def _source(record: Record) -> Iterator[Said]:
    source = record.values.get("source", "")
    if source:
        try:
            _is_url(source)
        except ValidationError:
            yield Said(_NO_URL, {"value": source})


def _order(start: str, end: str) -> Iterator[Said]:
    if start and end and is_before(end, start):
        yield Said(_TURNED, {"start": start, "end": end})


def _is_date(value: str) -> bool:
    try:
        validate_partial_date(value)
    except ValidationError:
        return False
    return True


_SECTIONS = {
    Section.PERSON: _speaker,
    Section.ORGANISATION: _speaker,
    Section.POST: _post,
    Section.MEMBERSHIP: _membership,
    Section.SUCCESSION: _source,
}
