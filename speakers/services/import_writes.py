"""One record of an import written to the registry, through the same services as everything else."""

from __future__ import annotations

from speakers.importing.records import Record, Section
from speakers.models import Identifier, Membership, Post, Speaker, SpeakerName, Succession
from speakers.names import name_key
from speakers.services.import_plans import Plan
from speakers.services.import_rows import Row, Values, column
from speakers.services.name_keys import index_speaker
from speakers.services.registry import create_speaker, rename_speaker, suggest_slug
from speakers.services.successions import add_succession


def write_plan(record: Record, plan: Plan, *, scheme: str) -> tuple[Row, list[int]]:
    """Write what was planned; return the row, and the keys of the identifiers that were added to it."""
    row = plan.row if plan.row is not None else _create(record, plan)
    if plan.row is not None and plan.write:
        _update(row, plan.write)
    if isinstance(row, Speaker) and plan.names:
        _add_names(row, plan)
    added = [_identify(row, record, *one) for one in plan.identifiers]
    _remember(row, record, plan, scheme)
    return row, added


def _create(record: Record, plan: Plan) -> Row:
    values = {column(name): value for name, value in plan.write.items()}
    if record.section == Section.POST:
        return Post.objects.create(**values)
    if record.section == Section.MEMBERSHIP:
        return Membership.objects.create(**values)
    if record.section == Section.SUCCESSION:
        return _follow(values)
    later: Values = {name: values.pop(name) for name in ("founded", "dissolved") if name in values}
    parent = Speaker.objects.filter(pk=values.pop("parent_id", None)).first()
    slug = suggest_slug(values["name"])
    speaker = create_speaker(**values, slug=slug, parent=parent)
    if later:
        _update(speaker, later)
    return speaker


def _follow(values: Values) -> Succession:
    bodies = Speaker.objects.in_bulk([values.pop("predecessor_id"), values["successor_id"]])
    successor = bodies.pop(values.pop("successor_id"))
    (predecessor,) = bodies.values()
    return add_succession(predecessor=predecessor, successor=successor, **values)


def _update(row: Row, write: Values) -> None:
    """Write the fields that changed: a new name keeps the old one findable."""
    values = dict(write)
    if isinstance(row, Speaker) and "name" in values:
        rename_speaker(speaker=row, name=values.pop("name"))
        row.refresh_from_db()
    for name, value in values.items():
        setattr(row, column(name), value)
    if values:
        row.save(update_fields=list(values))
    if isinstance(row, Speaker) and "kind" in values:
        index_speaker(speaker=row)


def _add_names(speaker: Speaker, plan: Plan) -> None:
    rows = [
        SpeakerName(
            speaker=speaker,
            name=name.name,
            key=name_key(name.name),
            kind=name.kind,
            language=name.language,
            start=name.start,
            end=name.end,
        )
        for name in plan.names
    ]
    SpeakerName.objects.bulk_create(rows, ignore_conflicts=True)
    index_speaker(speaker=speaker)


def _identify(row: Row, record: Record, scheme: str, identifier: str) -> int:
    owner = {type(row).__name__.lower(): row}
    return Identifier.objects.create(
        scheme=scheme, section=record.section, identifier=identifier, **owner
    ).pk


def _remember(row: Row, record: Record, plan: Plan, scheme: str) -> None:
    """Keep what the list says now, to tell news from what was corrected here."""
    if record.identifier:
        Identifier.objects.filter(
            scheme=scheme, section=record.section, identifier=record.identifier
        ).filter(**{type(row).__name__.lower(): row}).update(given=plan.given)
