"""What people judge of two records: written with its event, never overwritten, taken back at any age."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from speakers.errors import RegistryError, StaleJudgementError
from speakers.log import NOTHING, PairState
from speakers.models import Judgement, RegistryEvent, Speaker
from speakers.services.clusters import hold_registry, join_record, part_record

Act = RegistryEvent.Act
Verdict = Judgement.Verdict
Pair = tuple[Speaker, Speaker]


def judge_pair(
    *,
    one: int,
    other: int,
    verdict: str,
    actor: User,
    kept: int | None = None,
    seen: int | None = None,
    why: str = "",
) -> RegistryEvent | None:
    """Remember what two records are to each other; return the event, None if that very verdict stands already.

    "The same" merges: `kept`, one of the two, stands for both from now on, and no statement is rewritten. What was judged
    of the two before is taken back, a merge undone. `seen` is the key of the judgement that the page showed, 0 for
    none: if another stands by now, `StaleJudgementError` is raised. Raises `RegistryError` if the two cannot be merged,
    or are one record by other judgements. Nothing is written then.
    """
    if one == other:
        raise RegistryError(_("A record is not judged against itself: choose another."))
    if verdict not in Verdict.values:
        raise RegistryError(_("Say what the two records are: the same, not the same, or unsure."))
    if verdict == Verdict.SAME and kept not in {one, other}:
        raise RegistryError(_("Say which of the two records stands for both."))
    after: PairState = {"verdict": verdict} | ({"kept": kept} if verdict == Verdict.SAME else {})
    with transaction.atomic():
        pair = _load_pair(one, other)
        standing = _standing(pair)
        if seen is not None and seen != (standing.pk if standing else 0):
            raise _stale(standing)
        if state_of(standing) == after:
            return None
        return _change(pair, after, act=verdict, actor=actor, why=why)


def take_back_judgement(*, judgement_id: int, actor: User, why: str = "") -> RegistryEvent:
    """Take a judgement back: a merge is undone, and what was judged not the same may be suggested again.

    Raises `RegistryError` if it does not stand any more.
    """
    with transaction.atomic():
        judgement = Judgement.objects.get(pk=judgement_id)
        pair = _load_pair(judgement.a_id, judgement.b_id)
        judgement.refresh_from_db()
        if judgement.taken_back_at is not None:
            raise RegistryError(_("This judgement has been taken back already."))
        return _change(pair, NOTHING, act=Act.TAKE_BACK, actor=actor, why=why)


def undo_registry_event(*, event_id: int, actor: User, why: str = "") -> RegistryEvent:
    """Bring back what stood between the two records before an act; undoing the undo does the act again.

    Raises `RegistryError` if something else was judged of them since, or if what stood before cannot stand now.
    """
    with transaction.atomic():
        event = tip_of(RegistryEvent.objects.get(pk=event_id))
        pair = _load_pair(event.speaker_id, event.other_id)
        event = tip_of(event)
        if state_of(_standing(pair)) != event.after:
            raise RegistryError(_why_contested(event))
        return _change(pair, event.before, act=Act.UNDO, actor=actor, why=why, undoes=event)


def tip_of(event: RegistryEvent) -> RegistryEvent:
    """Return what has to be taken back to take `event` back: itself, or the undo of its undo.

    Raises `RegistryError` if it does not stand.
    """
    stands = True
    tip = event
    while (undo := RegistryEvent.objects.filter(undoes=tip).first()) is not None:
        tip, stands = undo, not stands
    if not stands:
        raise RegistryError(_("This act has been undone already."))
    return tip


def state_of(judgement: Judgement | None) -> PairState:
    """Return a judgement as the log keeps it."""
    if judgement is None:
        return NOTHING
    kept = {"kept": judgement.kept_id} if judgement.kept_id else {}
    return {"verdict": judgement.verdict} | kept


def _change(
    pair: Pair,
    after: PairState,
    *,
    act: str,
    actor: User,
    why: str,
    undoes: RegistryEvent | None = None,
) -> RegistryEvent:
    """Write what stands between the two from now on, and its event."""
    standing = _standing(pair)
    before = state_of(standing)
    if standing is not None:
        _take_back(standing, pair, actor)
    if after["verdict"] is not None:
        _write(pair, after, actor)
    return RegistryEvent.objects.create(
        speaker=pair[0],
        other=pair[1],
        act=act,
        actor=actor,
        before=dict(before),
        after=dict(after),
        why=why[:500],
        undoes=undoes,
    )


def _take_back(judgement: Judgement, pair: Pair, actor: User) -> None:
    judgement.taken_back_at, judgement.taken_back_by = timezone.now(), actor
    judgement.save(update_fields=["taken_back_at", "taken_back_by"])
    for record in pair:
        if record.pk == judgement.merged_id:
            part_record(record)
    for record in pair:
        record.refresh_from_db()


def _write(pair: Pair, state: Mapping[str, Any], actor: User) -> None:
    one, other = pair
    if state["verdict"] == Verdict.SAME:
        merged, kept = (one, other) if state["kept"] == other.pk else (other, one)
        join_record(merged=merged, kept=kept)
    elif state["verdict"] == Verdict.NOT_SAME and one.root == other.root:
        raise RegistryError(
            _(
                "“%(one)s” and “%(other)s” are one record by other judgements: take those back first."
            )
            % {"one": one, "other": other}
        )
    Judgement.objects.create(
        a=one, b=other, verdict=state["verdict"], kept_id=state.get("kept"), actor=actor
    )


def _load_pair(one: int, other: int) -> Pair:
    """Return the two records as they stand now, the smaller key first; nobody else judges until the act is done."""
    hold_registry()
    rows = Speaker.objects.select_related("canonical").in_bulk([one, other])
    if len(rows) < 2:
        raise RegistryError(_("One of the records is gone: load the page again."))
    return rows[min(one, other)], rows[max(one, other)]


def _standing(pair: Pair) -> Judgement | None:
    judged = Judgement.objects.standing().on(pair[0].pk, pair[1].pk)
    return judged.select_related("actor").first()


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


def _why_contested(event: RegistryEvent) -> str:
    later = RegistryEvent.objects.filter(
        pk__gt=event.pk, speaker=event.speaker_id, other=event.other_id
    )
    last = later.select_related("actor").order_by("-pk").first()
    if last is None:
        return _("Something else stands between these two by now: judge them anew.")
    return _("%(who)s judged these two since (%(act)s): undo that first.") % {
        "who": last.actor or _("Somebody"),
        "act": last.get_act_display(),
    }
