"""Popolo JSON: lists of persons, organizations, posts and memberships, or one bare list of one of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_noop as _

from speakers.importing.json_positions import Found, find_objects
from speakers.importing.popolo import Object, record_of
from speakers.importing.records import Record, Said, Section

_SECTIONS = {
    "persons": Section.PERSON,
    "people": Section.PERSON,
    "organizations": Section.ORGANISATION,
    "organisations": Section.ORGANISATION,
    "posts": Section.POST,
    "memberships": Section.MEMBERSHIP,
}
_OWNERS = {
    Section.PERSON: "person_id",
    Section.ORGANISATION: "organization_id",
    Section.POST: "post_id",
}
_NO_OBJECT = _("this is no object: write a person, organization, post or membership in braces.")


def read_popolo_json(text: str) -> Iterator[Record]:
    """Yield every record of `text`, those written inside another too; raises `RegistryError` if it is not JSON."""
    for found in find_objects(text, keys=frozenset(_SECTIONS)):
        if not isinstance(found.value, dict):
            yield Record(Section.PERSON, found.line, "", "", problem=Said(_NO_OBJECT))
            continue
        section = _SECTIONS.get(found.key) or guess_section(found.value)
        yield record_of(section, found.value, line=found.line)
        yield from _inside(section, found)


def guess_section(item: Object) -> Section:
    """Return what a row is, by the fields that it has."""
    if item.get("person_id"):
        return Section.MEMBERSHIP
    if item.get("classification") or item.get("founding_date") or item.get("dissolution_date"):
        return Section.ORGANISATION
    if item.get("organization_id") and not item.get("name"):
        return Section.POST
    return Section.PERSON


def _inside(section: Section, found: Found) -> Iterator[Record]:
    """Yield the memberships that are written inside a person, an organization or a post."""
    rows: Any = found.value.get("memberships")
    if section not in _OWNERS or not isinstance(rows, list):
        return
    for row in rows:
        if isinstance(row, dict):
            owner = {_OWNERS[section]: found.value.get("id")}
            yield record_of(Section.MEMBERSHIP, owner | row, line=found.line)
