"""The way of a file into the registry: handed in, looked through, imported on a person's word, or thrown away.

Every step goes on where it was stopped: a record is written in one transaction with its line, so nothing is done twice.
"""

from __future__ import annotations

import hashlib
import time
from itertools import islice
from pathlib import PurePath

from django.conf import settings
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django_q.tasks import async_task

from speakers.errors import RegistryError
from speakers.importing.reading import decode, guess_format, read_records
from speakers.importing.records import Record, Said
from speakers.models import ImportLine, RegistryImport
from speakers.services.import_lookup import Lookup
from speakers.services.import_plans import Plan, plan_record
from speakers.services.import_rows import state_of
from speakers.services.import_undo import take_back_lines
from speakers.services.import_writes import write_plan

State = RegistryImport.State
Outcome = ImportLine.Outcome
IMPORT_TASK = "speakers.import_tasks.go_on"
N_BATCH = 100
_CLASH = gettext_noop(
    "the registry has such a row already under another identifier: correct one of the two."
)


def request_import(
    *,
    name: str,
    data: bytes,
    actor: User | None,
    format_: str = "",
    scheme: str = "",
    matches_names: bool = False,
    is_queued: bool = True,
) -> RegistryImport:
    """Hand a file in to be looked through; nothing of the registry changes before `start_import`.

    `scheme` names the list that the identifiers belong to: two files of one list share it. Without one it is the
    file's name, for Wikidata "wikidata". Raises `RegistryError` for a file that is too large, or no text.
    """
    limit = settings.IMPORT_MAX_BYTES
    if len(data) > limit:
        raise RegistryError(
            _("The file has %(size)s MB, the limit is %(limit)s MB: divide it.")
            % {"size": round(len(data) / 1_048_576, 1), "limit": round(limit / 1_048_576, 1)}
        )
    text = decode(data)
    chosen = format_ or guess_format(name, text)
    if chosen == RegistryImport.Format.WIKIDATA:
        scheme = "wikidata"
    scheme = slugify(scheme or PurePath(name).stem)[:60] or "list"
    with transaction.atomic():
        run = RegistryImport.objects.create(
            file_name=PurePath(name).name[:200],
            file_sha256=hashlib.sha256(data).hexdigest(),
            format=chosen,
            scheme=scheme,
            matches_names=matches_names,
            text=text,
            actor=actor,
        )
        if is_queued:
            async_task(IMPORT_TASK, run.pk)
    return run


def start_import(*, run: RegistryImport, is_queued: bool = True) -> None:
    """Let what was shown be written; raises `RegistryError` unless it waits for that decision."""
    _move(run, State.CHECKED, State.IMPORTING, is_queued=is_queued, n_done=0)


def discard_import(*, run: RegistryImport) -> None:
    """Throw the file away; raises `RegistryError` unless it waits for a decision."""
    _move(run, State.CHECKED, State.DISCARDED, is_queued=False, text="")


def undo_import(*, run: RegistryImport, actor: User | None, is_queued: bool = True) -> None:
    """Take back what the import wrote, rows changed since left alone; raises `RegistryError` unless it is imported."""
    _move(
        run,
        State.IMPORTED,
        State.UNDOING,
        is_queued=is_queued,
        n_done=0,
        undone_by=actor,
        undone_at=timezone.now(),
    )


def resume_import(*, run: RegistryImport) -> None:
    """Hand an import that stands still to the queue again."""
    if run.is_running:
        async_task(IMPORT_TASK, run.pk)


def go_on_with_import(*, import_id: int, within_s: float) -> bool:
    """Do the next part of what the import waits for, for `within_s` seconds; return whether more is to do."""
    run = RegistryImport.objects.get(pk=import_id)
    deadline = time.monotonic() + within_s
    try:
        if run.state == State.CHECKING:
            return _look_through(run, deadline)
        if run.state == State.IMPORTING:
            return _write(run, deadline)
        if run.state == State.UNDOING:
            return _take_back(run, deadline)
    except RegistryError as error:
        _finish(run, State.FAILED, failure=str(error)[:500], text="")
    return False


def _look_through(run: RegistryImport, deadline: float) -> bool:
    records = read_records(run.text, format_=run.format)
    done = run.lines.count()
    lookup = Lookup(run, _pending(run))
    waiting = islice(enumerate(records), done, None)
    while batch := list(islice(waiting, N_BATCH)):
        lines = []
        lookup.load([record for _number, record in batch])
        for number, record in batch:
            plan = plan_record(record, lookup)
            lines.append(_line(run, number, record, plan))
            if plan.outcome == Outcome.ADDED:
                lookup.pending[record.section, record.identifier] = record.label
        ImportLine.objects.bulk_create(lines)
        done += len(batch)
        _beat(run, n_records=len(records), n_done=done)
        if time.monotonic() > deadline and done < len(records):
            return True
    _finish(run, State.CHECKED)
    return False


def _pending(run: RegistryImport) -> dict[tuple[str, str], str]:
    added = run.lines.filter(outcome=Outcome.ADDED)
    rows = added.values_list("section", "identifier", "label")
    return {(section, identifier): label for section, identifier, label in rows}


def _line(run: RegistryImport, number: int, record: Record, plan: Plan) -> ImportLine:
    return ImportLine(
        run=run,
        number=number,
        line=record.line,
        section=record.section,
        identifier=record.identifier[:200],
        label=(plan.label or record.label)[:700],
        outcome=plan.outcome,
        changes=plan.changes,
        notes=[note.stored() for note in plan.notes],
    )


def _write(run: RegistryImport, deadline: float) -> bool:
    records = read_records(run.text, format_=run.format)
    lookup = Lookup(run)
    waiting = iter(list(run.lines.filter(is_done=False).values_list("number", flat=True)))
    done = run.lines.filter(is_done=True).count()
    while batch := list(islice(waiting, N_BATCH)):
        for number in batch:
            _write_record(run, number, records[number], lookup)
        done += len(batch)
        _beat(run, n_done=done)
        if time.monotonic() > deadline and done < len(records):
            return True
    _finish(run, State.IMPORTED, imported_at=timezone.now(), text="")
    return False


def _write_record(run: RegistryImport, number: int, record: Record, lookup: Lookup) -> None:
    """Write one record and its line, unless another worker has."""
    with transaction.atomic():
        line = run.lines.select_for_update().get(number=number)
        if line.is_done:
            return
        lookup.load([record])
        plan = plan_record(record, lookup)
        try:
            with transaction.atomic():
                _write_line(run, line, record, plan)
        except (RegistryError, IntegrityError) as error:
            said = Said("%(why)s", {"why": str(error)})
            clash = Said(_CLASH) if isinstance(error, IntegrityError) else said
            refused = Plan(Outcome.REFUSED, notes=(clash,))
            _write_line(run, line, record, refused)


def _write_line(run: RegistryImport, line: ImportLine, record: Record, plan: Plan) -> None:
    line.outcome, line.changes = plan.outcome, plan.changes
    line.notes, line.is_done = [note.stored() for note in plan.notes], True
    if plan.outcome != Outcome.REFUSED:
        before = state_of(plan.row) if plan.row is not None else None
        if before is not None:
            before["given"] = plan.own.given if plan.own is not None else {}
        row, added = write_plan(record, plan, scheme=run.scheme)
        row.refresh_from_db()
        line.row_id, line.before = row.pk, before
        line.after = state_of(row) | {"identifiers": added}
    line.save()


def _take_back(run: RegistryImport, deadline: float) -> bool:
    n_done = run.lines.exclude(undo="").count()
    for n in take_back_lines(run, n_batch=N_BATCH):
        n_done += n
        _beat(run, n_done=n_done)
        if time.monotonic() > deadline:
            return True
    _finish(run, State.UNDONE)
    return False


def _move(run: RegistryImport, state: str, to: str, *, is_queued: bool, **columns: object) -> None:
    """Change the state if it is still the one that was shown, and hand it to the worker."""
    rows = RegistryImport.objects.filter(pk=run.pk, state=state)
    with transaction.atomic():
        if not rows.update(state=to, state_at=timezone.now(), **columns):
            raise RegistryError(_("This import has moved on meanwhile: load the page again."))
        if is_queued:
            async_task(IMPORT_TASK, run.pk)
    run.refresh_from_db()


def _beat(run: RegistryImport, **columns: object) -> None:
    RegistryImport.objects.filter(pk=run.pk).update(state_at=timezone.now(), **columns)


def _finish(run: RegistryImport, state: str, **columns: object) -> None:
    rows = RegistryImport.objects.filter(pk=run.pk, state=run.state)
    rows.update(state=state, state_at=timezone.now(), **columns)
