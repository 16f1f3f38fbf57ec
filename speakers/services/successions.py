"""The only writer of successions, apart from the admin's forms, which ask the same checks."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from speakers.errors import RegistryError
from speakers.kinds import NOBODY, PEOPLE
from speakers.lines import line_of
from speakers.models import Speaker, Succession
from speakers.partial_dates import validate_partial_date


def add_succession(
    *,
    predecessor: Speaker,
    successor: Speaker,
    kind: str = Succession.Kind.RENAMED,
    on: str = "",
    source: str = "",
) -> Succession:
    """Return the succession of the two, made now unless it is there; then it keeps how and when.

    `on` is a partial date, blank when not known. Raises `RegistryError` as `check_succession` does.
    """
    check_succession(predecessor=predecessor, successor=successor, kind=kind, on=on)
    with transaction.atomic():
        row, _is_new = Succession.objects.get_or_create(
            predecessor=predecessor,
            successor=successor,
            defaults={"kind": kind, "on": on, "source": source},
        )
    return row


def remove_successions(*, one: Speaker, other: Speaker) -> int:
    """Remove what says that one of the two follows the other; return how many rows did."""
    rows = list(Succession.objects.between(one.pk, other.pk))
    for row in rows:  # one by one: the history of the registry is kept by `delete`
        row.delete()
    return len(rows)


def check_succession(*, predecessor: Speaker, successor: Speaker, kind: str, on: str) -> None:
    """Raise `RegistryError` unless the second can follow the first: two bodies, no circle, a date that the calendar knows."""
    for body in (predecessor, successor):
        if body.kind in PEOPLE | NOBODY | {Speaker.Kind.DOCUMENT}:
            raise RegistryError(
                _("%(speaker)s is a %(kind)s: only organisations and offices follow each other.")
                % {"speaker": body, "kind": body.get_kind_display()}
            )
    if predecessor.root == successor.root:
        raise RegistryError(_("A body does not follow itself: choose another."))
    if kind not in Succession.Kind.values:
        raise RegistryError(
            _("Say how the one became the other: renamed, split, merged or replaced.")
        )
    if on:
        try:
            validate_partial_date(on)
        except ValidationError as error:
            raise RegistryError(" ".join(error.messages)) from error
    if successor.root in line_of(predecessor).predecessors:
        raise RegistryError(
            _("%(one)s comes before %(other)s already: a line cannot turn back on itself.")
            % {"one": successor, "other": predecessor}
        )
