"""Undoing the last thing a curator did in the queue: a judgement, or statements credited to a speaker."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from claims.models import Act, LinkProposal, Statement
from claims.services.undoing import undo_act
from speakers.errors import RegistryError
from speakers.models import RegistryEvent
from speakers.sentences import sentence_of
from speakers.services.mentions import Named
from speakers.services.undoing import undo_registry_event


@dataclass(frozen=True, slots=True)
class Done:
    """What may be undone, by key: events of the registry, and acts on statements."""

    events: Collection[int]
    acts: Collection[int]


@dataclass(frozen=True, slots=True)
class Undone:
    """What was undone: an event of the registry, or an act on statements; and the proposal it was on, 0 if there is none."""

    event: RegistryEvent | None
    act: Act | None
    proposal_id: int

    @property
    def pair(self) -> tuple[int, int]:
        """The two records that it was on; noughts if it was on statements or a name."""
        event = self.event
        if event is None or event.other_id is None:
            return 0, 0
        return event.speaker_id, event.other_id

    @property
    def said(self) -> str:
        """What was undone, in a sentence."""
        if self.event is None:
            return _("Undone: the statements are credited to nobody again.")
        return _("Done: %(what)s.") % {"what": sentence_of(self.event)}


def undo_last(*, done: Done, actor: User) -> Undone:
    """Undo the newest of what `actor` has `done` that stands.

    Raises `RegistryError` when there is nothing, and as `undo_registry_event` and `undo_act` do.
    """
    own = RegistryEvent.objects.filter(pk__in=done.events, actor=actor, undone_by=None)
    event = own.order_by("-pk").first()
    credited = Act.objects.filter(pk__in=done.acts, actor=actor).undoable()
    act = credited.order_by("-at", "-pk").first()
    if event is None and act is None:
        raise RegistryError(
            _(
                "There is nothing left to undo of what you judged here since you signed in: the history has what was done before, and elsewhere."
            )
        )
    if act is not None and (event is None or act.at > event.at):
        undone = undo_act(act_id=act.pk, actor=actor)
        return Undone(None, undone.act, _proposal_of_act(undone.act))
    assert event is not None
    undo = undo_registry_event(event_id=event.pk, actor=actor)
    return Undone(undo, None, _proposal_of(undo))


def _proposal_of(event: RegistryEvent) -> int:
    if event.other_id is not None:
        return 0
    named = Named(**event.mention)
    rows = LinkProposal.objects.filter(
        name=named.name, kind=named.kind, affiliation=named.affiliation, speaker=event.speaker
    )
    return next((row.pk for row in rows if row.scope == named.scope), 0)


def _proposal_of_act(act: Act) -> int:
    """Return the proposal that the statements an undo gave back had come by."""
    events = act.events.order_by("pk").select_related("statement__version")
    first = events.first()
    if first is None:
        return 0
    statement: Statement = first.statement
    rows = LinkProposal.objects.filter(
        name=statement.speaker_name,
        kind=statement.speaker_kind,
        affiliation=statement.affiliation_words,
        speaker=first.before.get("speaker"),
    )
    return next(
        (row.pk for row in rows if row.article_id in {None, statement.version.article_id}), 0
    )
