"""What people judge of a name in articles and a record: written with its event, undone like any act."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from speakers.errors import RegistryError, StaleJudgementError
from speakers.log import NOTHING, PairState
from speakers.models import MentionJudgement, RegistryEvent, Speaker
from speakers.services.clusters import hold_registry

Verdict = MentionJudgement.Verdict


@dataclass(frozen=True, slots=True)
class Named:
    """A name as statements have it; `scope` is empty, or the one article that is meant."""

    name: str
    kind: str = ""
    affiliation: str = ""
    scope: str = ""


def judge_mention(
    *, named: Named, speaker_id: int, verdict: str, actor: User, seen: int | None = None
) -> RegistryEvent | None:
    """Remember what a name is to a record; return the event, None if that very verdict stands already.

    `seen` is the key of the judgement that the page showed, 0 for none: if another stands by now, `StaleJudgementError`
    is raised, and nothing is written.
    """
    if verdict not in Verdict.values:
        raise RegistryError(
            _("Say what the name is to the record: the same, not the same, or unsure.")
        )
    with transaction.atomic():
        speaker = hold_record(speaker_id)
        standing = standing_on(named, speaker)
        if seen is not None and seen != (standing.pk if standing else 0):
            raise StaleJudgementError(_("Somebody judged this since. Look again, then decide."))
        after: PairState = {"verdict": verdict}
        if state_of(standing) == after:
            return None
        return change_mention(named, speaker, after, act=verdict, actor=actor)


def hold_record(speaker_id: int) -> Speaker:
    """Return the record; nobody else judges until the act is done."""
    hold_registry()
    speaker = Speaker.objects.filter(pk=speaker_id).first()
    if speaker is None:
        raise RegistryError(_("The record is gone: load the page again."))
    return speaker


def standing_on(named: Named, speaker: Speaker) -> MentionJudgement | None:
    """Return the judgement on a name and a record that stands; None if there is none."""
    return MentionJudgement.objects.standing().filter(**asdict(named), speaker=speaker).first()


def state_of(judgement: MentionJudgement | None) -> PairState:
    """Return a judgement as the log keeps it."""
    return NOTHING if judgement is None else {"verdict": judgement.verdict}


def change_mention(
    named: Named,
    speaker: Speaker,
    after: PairState,
    *,
    act: str,
    actor: User,
    why: str = "",
    undoes: RegistryEvent | None = None,
) -> RegistryEvent:
    """Write what stands between a name and a record from now on, and return its event."""
    standing = standing_on(named, speaker)
    before = state_of(standing)
    if standing is not None:
        standing.taken_back_at, standing.taken_back_by = timezone.now(), actor
        standing.save(update_fields=["taken_back_at", "taken_back_by"])
    if after["verdict"] is not None:
        MentionJudgement.objects.create(
            **asdict(named), speaker=speaker, verdict=after["verdict"], actor=actor
        )
    return RegistryEvent.objects.create(
        speaker=speaker,
        mention=asdict(named),
        act=act,
        actor=actor,
        before=dict(before),
        after=dict(after),
        why=why[:500],
        undoes=undoes,
    )
