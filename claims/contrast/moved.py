"""Which claims stood on a question at a moment, and on which of them each link: merges and splits walked back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from django.db.models import Q

from claims.contrast.said import Said
from claims.models import Claim, Question, QuestionEvent
from claims.services.moves import Change, from_log


@dataclass(slots=True)
class Stood:
    """The claims of the question then, and what of its links was otherwise.

    `claim_of` and `state_of` hold only what differs from now. `names` holds, by link, the claims it has stood on, and
    `folded`, by claim, those folded into it by then: the log may name any of them.
    """

    claims: set[int]
    claim_of: dict[int, int] = field(default_factory=dict)
    state_of: dict[int, str] = field(default_factory=dict)
    names: dict[int, set[int]] = field(default_factory=dict)
    folded: dict[int, set[int]] = field(default_factory=dict)

    @property
    def links(self) -> Q:
        """The condition on links that may have borne on the question then."""
        return Q(claim__in=self.claims) | Q(pk__in=[*self.claim_of, *self.state_of])

    def bring_back(self, said: Iterable[Said]) -> list[Said]:
        """Return those whose link stood on one of the claims, on that claim and in the state of then."""
        then = (
            replace(
                one,
                claim_id=self.claim_of.get(one.link_id, one.claim_id),
                state=self.state_of.get(one.link_id, one.state),
            )
            for one in said
        )
        return [one for one in then if one.claim_id in self.claims]

    def names_of(self, one: Said) -> set[int]:
        """Return the claims that an act on this link may name."""
        names = self.names.get(one.link_id, set()) | {one.claim_id}
        return names.union(*(self.folded.get(name, set()) for name in names))


def stood_before(question: Question, cutoff: dt.datetime) -> Stood:
    """Return how the question stood just before `cutoff`. Two queries, one more for each step of a chain of merges."""
    stood = Stood(set(Claim.objects.filter(question=question).values_list("pk", flat=True)))
    events = _events_about(question)
    for event in events:
        changes = from_log(event.moves)
        _note_names(stood, changes, is_past=event.at < cutoff)
    for event in reversed(events):
        if event.at >= cutoff:
            _take_back(stood, question.pk, from_log(event.moves))
    return stood


def was_merged_since(question: Question, cutoff: dt.datetime) -> bool:
    """Tell whether a merged question still stood by itself before `cutoff`."""
    merges = QuestionEvent.objects.filter(act=QuestionEvent.Act.MERGE, other=question)
    last = merges.order_by("-pk").first()
    return last is not None and question.created_at < cutoff <= last.at


def _events_about(question: Question) -> list[QuestionEvent]:
    """Return the acts on the question and on all that it was ever one with, oldest first."""
    known: set[int] = set()
    found = {question.pk}
    events: list[QuestionEvent] = []
    while found - known:
        known |= found
        events = list(
            QuestionEvent.objects.filter(Q(question__in=known) | Q(other__in=known)).order_by("pk")
        )
        found = {event.question_id for event in events}
        found |= {event.other_id for event in events if event.other_id is not None}
    return events


def _note_names(stood: Stood, changes: Sequence[Change], *, is_past: bool) -> None:
    for change in changes:
        if (change.table, change.field) == ("link", "claim_id"):
            for row in change.rows:
                stood.names.setdefault(row, set()).update((change.before, change.after))
        elif (change.table, change.field) == ("claim", "folded_into_id") and is_past:
            if change.after is None:
                stood.folded.get(change.before, set()).difference_update(change.rows)
            else:
                stood.folded.setdefault(change.after, set()).update(change.rows)


def _take_back(stood: Stood, question: int, changes: Sequence[Change]) -> None:
    for change in reversed(changes):
        match change.table, change.field:
            case "claim", "question_id":
                if change.before == question:
                    stood.claims.update(change.rows)
                else:
                    stood.claims.difference_update(change.rows)
            case "link", "claim_id":
                stood.claim_of.update(dict.fromkeys(change.rows, change.before))
            case "link", "state":
                stood.state_of.update(dict.fromkeys(change.rows, change.before))
