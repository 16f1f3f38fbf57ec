"""What people judge of two records: written with its event, never overwritten, taken back at any age."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from speakers.errors import RegistryError, StaleJudgementError
from speakers.log import NOTHING, PairState
from speakers.models import Judgement, RegistryEvent, Speaker
from speakers.services.pairs import Following, change_pair, load_pair, standing_on, state_of

Act = RegistryEvent.Act
Verdict = Judgement.Verdict


def judge_pair(
    *,
    one: int,
    other: int,
    verdict: str,
    actor: User,
    kept: int | None = None,
    following: Following | None = None,
    seen: int | None = None,
    why: str = "",
) -> RegistryEvent | None:
    """Remember what two records are to each other; return the event, None if that very verdict stands already.

    "The same" merges: `kept`, one of the two, stands for both from now on, and no statement is rewritten. "Successor" says
    by `following` which of the two became the other. What was judged of the two before is taken back, a merge undone. `seen` is the key of the judgement that the page showed, 0 for
    none: if another stands by now, `StaleJudgementError` is raised. Raises `RegistryError` if the two cannot be merged,
    or are one record by other judgements. Nothing is written then.
    """
    if one == other:
        raise RegistryError(_("A record is not judged against itself: choose another."))
    after = _asked(verdict, {one, other}, kept, following)
    with transaction.atomic():
        pair = load_pair(one, other)
        standing = standing_on(pair)
        if seen is not None and seen != (standing.pk if standing else 0):
            raise _stale(standing)
        if state_of(standing) == after:
            return None
        return change_pair(pair, after, act=verdict, actor=actor, why=why)


def _asked(
    verdict: str, pair: Collection[int], kept: int | None, following: Following | None
) -> PairState:
    """Return what is to stand between the two, as the log keeps it."""
    if verdict not in Verdict.values:
        raise RegistryError(_("Say what the two records are: the same, not the same, or unsure."))
    if verdict == Verdict.SAME:
        if kept not in pair:
            raise RegistryError(_("Say which of the two records stands for both."))
        return {"verdict": verdict, "kept": kept}
    if verdict == Verdict.SUCCESSOR:
        if following is None or following.predecessor not in pair:
            raise RegistryError(_("Say which of the two came first."))
        return {"verdict": verdict} | asdict(following)
    return {"verdict": verdict}


def keep_apart(*, speaker: Speaker, actor: User) -> int:
    """Judge a speaker not the same as its namesakes of one kind, as whoever added it said; return how many there are."""
    namesakes = Speaker.objects.named(speaker.name).of_kind(speaker.kind).exclude(pk=speaker.pk)
    with transaction.atomic():
        for other in namesakes:
            judge_pair(one=speaker.pk, other=other.pk, verdict=Verdict.NOT_SAME, actor=actor)
    return len(namesakes)


def take_back_judgement(*, judgement_id: int, actor: User, why: str = "") -> RegistryEvent:
    """Take a judgement back: a merge is undone, and what was judged not the same may be suggested again.

    Raises `RegistryError` if it does not stand any more.
    """
    with transaction.atomic():
        judgement = Judgement.objects.get(pk=judgement_id)
        pair = load_pair(judgement.a_id, judgement.b_id)
        judgement.refresh_from_db()
        if judgement.taken_back_at is not None:
            raise RegistryError(_("This judgement has been taken back already."))
        return change_pair(pair, NOTHING, act=Act.TAKE_BACK, actor=actor, why=why)


def _stale(standing: Judgement | None) -> StaleJudgementError:
    if standing is None:
        return StaleJudgementError(
            _(
                "The judgement on these two was taken back since the page was loaded. Look again, then decide."
            )
        )
    return StaleJudgementError(
        _(
            "%(who)s judged these two since the page was loaded (%(verdict)s). Look again, then decide."
        )
        % {"who": standing.actor or _("Somebody"), "verdict": standing.get_verdict_display()}
    )
