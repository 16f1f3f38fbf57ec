"""Groups of statements: placed once, rated by their likeliest rivals, dismissed by editors."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from analysis.matching.grouping import Grouping, Placement
from claims.models import GroupMember, RatedPair, Statement, StatementGroup
from claims.models.likeness import RIVALS
from claims.services.judged import Judged, judged_with
from claims.vector_store import decode

WINDOW = 50_000  # members a process keeps at hand: what is older begins a group of its own when it comes up again
State = StatementGroup.State


@dataclass
class GroupsAtHand:
    """The groups as a process knows them. Not for several threads at once."""

    engine: str
    grouping: Grouping = field(default_factory=Grouping)
    last_pk: int = 0

    def catch_up(self) -> None:
        """Take in what was placed since the last time, by whomever, in order of arrival."""
        rows = GroupMember.objects.filter(
            pk__gt=self.last_pk, statement__vector__engine=self.engine
        ).select_related("statement__vector", "group")
        for member in reversed(rows.order_by("-pk")[:WINDOW]):
            self.last_pk = member.pk
            if member.statement_id not in self.grouping:
                words, vector = member.statement.words, decode(member.statement.vector)
                number = member.group.number
                self.grouping.restore(member.statement_id, words, vector, group=number)

    def place(self, statement: Statement, *, follows: int | None) -> Placement:
        """Return where the statement goes; one placed before stays where it is."""
        if statement.pk in self.grouping:
            return Placement(statement.pk, self.grouping.group_of(statement.pk), 0.0, is_new=False)
        known = follows if follows is not None and follows in self.grouping else None
        vector = decode(statement.vector)
        judged = judged_with(statement.pk)
        return self.grouping.place(
            statement.pk,
            statement.words,
            vector,
            follows=known,
            with_item=self._partner(judged),
            apart_from=judged.apart,
        )

    def _partner(self, judged: Judged) -> int | None:
        """Return the first placed statement that was judged to belong with this one, if its group is not barred."""
        barred = {self.grouping.group_of(key) for key in judged.apart if key in self.grouping}
        placed = (key for key in sorted(judged.together) if key in self.grouping)
        return next((key for key in placed if self.grouping.group_of(key) not in barred), None)


def unplaced_statements(statement_ids: Collection[int]) -> Iterator[Statement]:
    """Yield those of the statements that are in no group yet and have a vector, in text order."""
    rows = Statement.objects.shown().filter(pk__in=statement_ids, placed=None)
    rows = rows.exclude(vector=None).select_related("vector")
    return rows.order_by("version_id", "start", "pk").iterator()


def store_placement(placement: Placement) -> None:
    """Keep where a statement went. One that was placed before stays where it is."""
    with transaction.atomic():
        group, _is_new = StatementGroup.objects.get_or_create(number=placement.group)
        member = GroupMember(statement_id=placement.key, group=group, score=placement.score)
        GroupMember.objects.bulk_create([member], ignore_conflicts=True)


def rate_groups(statement_ids: Collection[int]) -> int:
    """Find the likeliest rivals in the groups of these statements; return how many groups were looked at.

    What an editor judged not comparable or unrelated is no rivalry.
    """
    groups = StatementGroup.objects.filter(members__statement__in=statement_ids).distinct()
    pairs = RatedPair.objects.filter(
        relation__in=RIVALS, a__placed__group=F("b__placed__group")
    ).order_by("-score", "pk")
    for group in groups:
        held = pairs.filter(a__placed__group=group).iterator()
        best = next((pair for pair in held if pair.b_id not in judged_with(pair.a_id).apart), None)
        StatementGroup.objects.filter(pk=group.pk).update(
            rivals=best, score=best.score if best else 0.0
        )
    return len(groups)


def dismiss_group(*, group: StatementGroup, actor: User) -> bool:
    """Say that the group is no question; tell whether it was open until now. New members do not open it again."""
    return _decide(group, State.OPEN, State.DISMISSED, actor)


def reopen_group(*, group: StatementGroup, actor: User) -> bool:
    """Take a dismissal back; tell whether there was one."""
    return _decide(group, State.DISMISSED, State.OPEN, actor)


def _decide(group: StatementGroup, before: str, after: str, actor: User) -> bool:
    held = StatementGroup.objects.filter(pk=group.pk, state=before)
    return bool(held.update(state=after, decided_by=actor, decided_at=timezone.now()))
