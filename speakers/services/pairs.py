"""What stands between two records, read and written with its event; judging and undoing are built of these."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _

from speakers.errors import RegistryError
from speakers.log import NOTHING, PairState
from speakers.models import Judgement, RegistryEvent, Speaker, Succession
from speakers.services.clusters import hold_registry, join_record, part_record
from speakers.services.successions import add_succession, remove_successions

Verdict = Judgement.Verdict
Pair = tuple[Speaker, Speaker]


@dataclass(frozen=True, slots=True)
class Following:
    """How one record became the other: which was first, in which way, and when, as a partial date."""

    predecessor: int
    how: str
    on: str = ""


def load_pair(one: int, other: int) -> Pair:
    """Return the two records as they stand now, the smaller key first; nobody else judges until the act is done."""
    hold_registry()
    rows = Speaker.objects.select_related("canonical").in_bulk([one, other])
    if len(rows) < 2:
        raise RegistryError(_("One of the records is gone: load the page again."))
    return rows[min(one, other)], rows[max(one, other)]


def standing_on(pair: Pair) -> Judgement | None:
    """Return the judgement on the pair that stands; None if there is none."""
    judged = Judgement.objects.standing().on(pair[0].pk, pair[1].pk)
    return judged.select_related("actor").first()


def state_of(judgement: Judgement | None) -> PairState:
    """Return a judgement as the log keeps it."""
    if judgement is None:
        return NOTHING
    if judgement.kept_id:
        return {"verdict": judgement.verdict, "kept": judgement.kept_id}
    if judgement.verdict == Verdict.SUCCESSOR:
        row = Succession.objects.between(judgement.a_id, judgement.b_id).first()
        following = Following(row.predecessor_id, row.kind, row.on) if row else Following(0, "")
        return {"verdict": judgement.verdict} | asdict(following)
    return {"verdict": judgement.verdict}


def change_pair(
    pair: Pair,
    after: PairState,
    *,
    act: str,
    actor: User,
    why: str,
    undoes: RegistryEvent | None = None,
) -> RegistryEvent:
    """Write what stands between the two from now on, and return its event; call it with the pair held by `load_pair`."""
    standing = standing_on(pair)
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
    if judgement.verdict == Verdict.SUCCESSOR:
        remove_successions(one=pair[0], other=pair[1])
    for record in pair:
        record.refresh_from_db()


def _write(pair: Pair, state: Mapping[str, Any], actor: User) -> None:
    one, other = pair
    if state["verdict"] == Verdict.SAME:
        merged, kept = (one, other) if state["kept"] == other.pk else (other, one)
        join_record(merged=merged, kept=kept)
    elif state["verdict"] == Verdict.SUCCESSOR:
        before, after = (one, other) if state["predecessor"] == one.pk else (other, one)
        _refuse_second_succession(one, other)
        add_succession(predecessor=before, successor=after, kind=state["how"], on=state["on"])
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


def _refuse_second_succession(one: Speaker, other: Speaker) -> None:
    """Leave alone what was set elsewhere: taking this judgement back would take that along."""
    if Succession.objects.between(one.pk, other.pk).exists():
        raise RegistryError(
            _(
                "That one of these two follows the other is on record already: see the speaker's page."
            )
        )
