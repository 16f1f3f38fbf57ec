"""The only writer of `Speaker.canonical`: which record stands for which follows from the merges that stand.

Merges make a forest: a merged record points at the one kept by its own judgement, and at the one that stands for both
by `canonical`. So a merge that is taken back brings back exactly the records that it had brought in.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext as _

from speakers.errors import RegistryError
from speakers.kinds import are_compatible
from speakers.lines import line_of
from speakers.log import below
from speakers.models import Judgement, Speaker

_REGISTRY_LOCK = 5_0001


def hold_registry() -> None:
    """Let no other transaction merge or split records until this one ends; SQLite has one writer anyhow."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_REGISTRY_LOCK])


def members_of(root_id: int) -> list[int]:
    """Return the keys of the records that `root_id` stands for, its own first."""
    merged = Speaker.objects.filter(canonical=root_id).order_by("pk")
    return [root_id, *merged.values_list("pk", flat=True)]


def join_record(*, merged: Speaker, kept: Speaker) -> None:
    """Let the record that stands for `kept` stand for `merged`, and for what was merged into it.

    Raises `RegistryError` if they cannot be one: then nothing is written.
    """
    root = kept.root
    if merged.canonical_id == root.pk or root.pk == merged.pk:
        raise RegistryError(
            _("“%(one)s” and “%(other)s” are one record already.") % {"one": merged, "other": kept}
        )
    if merged.canonical is not None:
        raise RegistryError(
            _("“%(one)s” was merged into “%(other)s”: take that back first.")
            % {"one": merged, "other": merged.canonical}
        )
    if not are_compatible(merged.kind, root.kind):
        raise RegistryError(
            _("A %(one)s and a %(other)s cannot be one speaker: correct the kind first.")
            % {"one": merged.get_kind_display(), "other": root.get_kind_display()}
        )
    own = members_of(merged.pk)
    _refuse_contradiction(own, members_of(root.pk))
    _refuse_line(merged, root)
    _point(own, root.pk)
    _wait_to_be_compared([root.pk])


def part_record(merged: Speaker) -> None:
    """Let `merged` stand for itself again, and for what was merged into it; its judgement must be taken back already."""
    root = merged.canonical_id
    if root is None:
        return
    members = members_of(root)
    merges = Judgement.objects.standing().merges().between(members, members)
    into = {row.merged_id: row.kept_id for row in merges if row.merged_id and row.kept_id}
    _point([merged.pk], None)
    _point(below(merged.pk, into), merged.pk)
    _wait_to_be_compared([root, merged.pk])


def _refuse_contradiction(some: list[int], others: list[int]) -> None:
    standing = Judgement.objects.standing().between(some, others)
    against = standing.filter(verdict=Judgement.Verdict.NOT_SAME)
    judged = against.select_related("a", "b", "actor").first()
    if judged is not None:
        raise RegistryError(
            _(
                "%(who)s judged that “%(one)s” and “%(other)s” are not the same: take that back first."
            )
            % {"who": judged.actor or _("Somebody"), "one": judged.a, "other": judged.b}
        )


def _refuse_line(merged: Speaker, root: Speaker) -> None:
    """Refuse to make one of a body and what it was before or became."""
    line = line_of(merged)
    if root in line.predecessors:
        before, after = root, merged
    elif root in line.successors:
        before, after = merged, root
    else:
        return
    raise RegistryError(
        _("“%(other)s” follows “%(one)s”: two bodies, not one. Remove that first.")
        % {"one": before, "other": after}
    )


def _point(records: Iterable[int], root: int | None) -> None:
    """Write the pointer one by one: the history of the registry is kept by `save`."""
    for row in Speaker.objects.filter(pk__in=records).exclude(
        Q(canonical=root) if root else Q(canonical=None)
    ):
        row.canonical_id = root
        row.save(update_fields=["canonical"])


def _wait_to_be_compared(records: Iterable[int | None]) -> None:
    Speaker.objects.filter(pk__in=[key for key in records if key]).update(compared_at=None)
