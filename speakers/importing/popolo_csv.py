"""CSV with Popolo's field names as columns, a row a record."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_noop as _

from speakers.errors import RegistryError
from speakers.importing.popolo import record_of
from speakers.importing.popolo_json import guess_section
from speakers.importing.records import Record, Said, Section

_TYPES = {
    "person": Section.PERSON,
    "organization": Section.ORGANISATION,
    "organisation": Section.ORGANISATION,
    "post": Section.POST,
    "membership": Section.MEMBERSHIP,
}
COLUMNS = frozenset(
    {
        *("type", "id", "name", "other_names", "classification", "kind", "country", "wikidata"),
        *("description", "summary", "abstract", "parent_id", "founding_date", "dissolution_date"),
        *("label", "role", "organization_id", "single_seat", "person_id", "post_id"),
        *("on_behalf_of_id", "start_date", "end_date", "source_url", "source_note"),
    }
)
_NO_TYPE = _("“%(word)s” is no type: write person, organization, post or membership.")
_TOO_LONG = _("the row has more cells than the file has columns: put cells with commas in quotes.")


def read_popolo_csv(text: str) -> Iterator[Record]:
    """Yield a record for each row; raises `RegistryError` if the first line does not name known columns.

    Comma, semicolon or tab between cells. `other_names` are split at semicolons; the line is that of the row's end.
    """
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        columns = _columns(rows.fieldnames or [])
        rows.fieldnames = columns
        for row in rows:
            if any(value for key, value in row.items() if key is not None):
                yield _record(row, rows.line_num)
    except csv.Error as error:
        message = _t("Line %(line)s is not CSV (%(why)s): save the table anew as CSV, UTF-8.")
        raise RegistryError(message % {"line": rows.line_num, "why": error}) from error


def _delimiter(text: str) -> str:
    head = text.partition("\n")[0]
    return max(",;\t", key=head.count)


def _columns(names: Sequence[str]) -> list[str]:
    columns = [name.strip().casefold().removeprefix("\ufeff") for name in names]
    unknown = sorted(set(columns) - COLUMNS)
    if unknown or not columns:
        message = _t(
            "The first line names columns that are not known: %(names)s. Known are: %(known)s."
        )
        raise RegistryError(
            message % {"names": ", ".join(unknown) or "–", "known": ", ".join(sorted(COLUMNS))}
        )
    return columns


def _record(row: dict[Any, Any], line: int) -> Record:
    if row.pop(None, None):
        return Record(Section.PERSON, line, str(row.get("id") or ""), "", problem=Said(_TOO_LONG))
    item = {key: value.strip() for key, value in row.items() if value and value.strip()}
    word = item.pop("type", "").casefold()
    if word and word not in _TYPES:
        return Record(
            Section.PERSON, line, item.get("id", ""), "", problem=Said(_NO_TYPE, {"word": word})
        )
    names = [{"name": name} for name in item.pop("other_names", "").split(";") if name.strip()]
    section = _TYPES[word] if word else guess_section(item)
    return record_of(section, {**item, "other_names": names}, line=line)
