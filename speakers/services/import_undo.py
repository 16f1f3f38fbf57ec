"""A whole import taken back: what it added goes, what it changed becomes what it was; rows changed since stay."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext_noop as _

from speakers.importing.records import Said
from speakers.models import Identifier, ImportLine, RegistryImport
from speakers.models.imports import field_label
from speakers.services.import_rows import ROWS, Row, Values, restore, state_of, uses_of

Undo = ImportLine.Undo
_GONE = _("the record is gone already.")
_CHANGED = _("changed since the import (%(fields)s): correct it by hand if need be.")
_USED = _("in use by now: %(uses)s.")


def take_back_lines(run: RegistryImport, *, n_batch: int) -> Iterator[int]:
    """Take back the lines of `run`, the last first, some at a time; yield how many each time."""
    wrote = [ImportLine.Outcome.ADDED, ImportLine.Outcome.CHANGED]
    waiting = run.lines.filter(is_done=True, outcome__in=wrote, undo="").order_by("-number")
    while batch := list(waiting.values_list("pk", flat=True)[:n_batch]):
        for key in batch:
            _take_back(key)
        yield len(batch)


def _take_back(key: int) -> None:
    with transaction.atomic():
        line = ImportLine.objects.select_for_update().get(pk=key)
        if line.undo:
            return
        why = _undo_row(line)
        line.undo = Undo.LEFT if why else Undo.TAKEN_BACK
        line.undo_why = why.stored() if why else {}
        line.save(update_fields=["undo", "undo_why"])


def _undo_row(line: ImportLine) -> Said | None:
    """Undo what a line did to its row; return why it was left alone, None if it was not."""
    row: Row | None = ROWS[line.section].filter(pk=line.row_id or 0).first()
    after: Values = line.after or {}
    if row is None:
        return Said(_GONE)
    now = state_of(row)
    if now != {name: after[name] for name in now}:
        return Said(_CHANGED, {"fields": ", ".join(map(field_label, _differing(now, after)))})
    if line.before is None:
        return _remove(row)
    restore(row, line.before)
    Identifier.objects.filter(pk__in=after["identifiers"]).delete()
    Identifier.objects.filter(
        section=line.section, identifier=line.identifier, scheme=line.run.scheme
    ).update(given=line.before["given"])
    return None


def _remove(row: Row) -> Said | None:
    uses = uses_of(row)
    if uses:
        return Said(_USED, {"uses": ", ".join(uses)})
    try:
        with transaction.atomic():
            row.delete()
    except ProtectedError as error:
        return Said(_USED, {"uses": ", ".join(sorted(map(str, error.protected_objects))[:3])})
    return None


def _differing(now: Values, after: Values) -> list[str]:
    fields = [name for name, value in now["values"].items() if after["values"][name] != value]
    return fields + (["other_names"] if now.get("names") != after.get("names") else [])
