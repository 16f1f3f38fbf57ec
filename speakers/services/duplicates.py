"""The only writer of likely duplicates: records compared by their names, block by block, as they change.

A record is compared when it is new, when its names, kind or country change, and when it is merged or parted. It is compared with those
alone whose names share a key with one of its own, so the work grows with what has changed and not with the registry.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import cast

from django.db import connection, transaction
from django.utils import timezone

from analysis.names import Comparison, Verdict, judge_names
from analysis.types import SpeakerKind
from speakers.candidates import Mention, find_candidates
from speakers.kinds import NOBODY, are_compatible
from speakers.models import Judgement, LikelyPair, Speaker, Succession
from speakers.names import name_key
from speakers.querysets import SpeakerQuerySet
from speakers.reasons import said, stored

N_BATCH = 50
N_EACH = 10  # likely pairs kept of one comparison of a record
N_NAMES = 40  # names of one record that are compared
LEAST_LIKE = 0.55
_LEAST_OF_ONE_WORD = 0.6


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like another record is, and by which names of both."""

    other_id: int
    own_name: str
    other_name: str
    found: Comparison

    @property
    def score(self) -> float:
        """From 0 to 1."""
        return self.found.score

    @property
    def reasons_said(self) -> list[str]:
        """Why, in the reader's language."""
        return said(stored(self.found.reasons))


def compare_records(*, n_most: int = N_BATCH) -> int:
    """Compare records that wait for it, the oldest first; return how many were compared.

    Each batch is one transaction: a record that changes meanwhile waits to be compared again.
    """
    with transaction.atomic():
        waiting = _locked(Speaker.objects.uncompared())[:n_most]
        keys = list(waiting.values_list("pk", flat=True))
        if not keys:
            return 0
        Speaker.objects.filter(pk__in=keys).update(compared_at=timezone.now())
        records = Speaker.objects.standing().exclude(kind__in=NOBODY).filter(pk__in=keys)
        _compare(list(records.with_names()))
    return len(keys)


def _locked(records: SpeakerQuerySet) -> SpeakerQuerySet:
    if connection.features.has_select_for_update_skip_locked:
        return records.select_for_update(skip_locked=True, of=("self",))
    return records


def _compare(records: Sequence[Speaker]) -> None:
    asked = {
        record.pk: [Mention(name, record.kind, record.country) for name in _names(record)]
        for record in records
    }
    found = find_candidates(
        {mention for mentions in asked.values() for mention in mentions}, is_wide=True
    )
    best: dict[int, dict[int, Likeness]] = {}
    for record in records:
        own = best.setdefault(record.pk, {})
        for mention in asked[record.pk]:
            for candidate in found[mention]:
                likeness = Likeness(
                    candidate.speaker_id,
                    mention.name,
                    candidate.alias,
                    Comparison(candidate.verdict, candidate.score, candidate.reasons),
                )
                if candidate.speaker_id != record.pk and _is_likely(likeness):
                    _keep_better(own, likeness)
    _keep_known(records, best)
    _store(records, best)


def _is_likely(likeness: Likeness) -> bool:
    """Whether a person should look: a word that another name merely holds ("Ardesse", "University of Ardesse") says too little."""
    names = (likeness.own_name, likeness.other_name)
    is_one_word = any(len(name_key(name).split()) < 2 for name in names)
    least = _LEAST_OF_ONE_WORD if is_one_word else LEAST_LIKE
    return likeness.found.verdict is not Verdict.DIFFERENT and likeness.score >= least


def _keep_better(known: dict[int, Likeness], new: Likeness) -> None:
    old = known.get(new.other_id)
    if old is None or _order(new) > _order(old):
        known[new.other_id] = new


def _order(likeness: Likeness) -> tuple[bool, float]:
    return likeness.found.verdict is Verdict.SAME, likeness.score


def _keep_known(records: Sequence[Speaker], best: Mapping[int, dict[int, Likeness]]) -> None:
    """Look again at pairs that were found from their other side, where the keys of that one led here."""
    pairs = LikelyPair.objects.about([record.pk for record in records])
    known = {record.pk: record for record in records}
    missed = []
    for a, b in pairs.values_list("a", "b"):
        missed += [(own, other) for own, other in ((a, b), (b, a)) if own in known]
    missed = [(own, other) for own, other in missed if other not in best[own]]
    others = Speaker.objects.standing().with_names().in_bulk([other for _own, other in missed])
    for own, other in missed:
        if other in others and are_compatible(known[own].kind, others[other].kind):
            likeness = compare_pair(known[own], others[other])
            if likeness is not None and _is_likely(likeness):
                best[own][other] = likeness


def compare_pair(record: Speaker, other: Speaker) -> Likeness | None:
    """Return the best likeness of any two names of the two; None if none is alike, or their countries differ."""
    if record.country and other.country and record.country != other.country:
        return None
    kinds = {"one_kind": SpeakerKind(record.kind), "other_kind": SpeakerKind(other.kind)}
    found = [
        Likeness(other.pk, one, theirs, judge_names(one, theirs, **kinds))
        for one, theirs in product(_names(record), _names(other))
    ]
    alike = [likeness for likeness in found if likeness.found.verdict is not Verdict.DIFFERENT]
    return max(alike, key=_order, default=None)


def _names(record: Speaker) -> list[str]:
    return list(dict.fromkeys(row.name for row in record.all_names))[:N_NAMES]


def _store(records: Sequence[Speaker], best: Mapping[int, Mapping[int, Likeness]]) -> None:
    settled = _settled(best)
    others = {other for own in best.values() for other in own}
    counts = Speaker.objects.with_credited().only("pk").filter(pk__in={*best, *others})
    n_credited = {row.pk: cast(int, row.n_credited) for row in counts}  # type: ignore[attr-defined]
    rows: dict[tuple[int, int], LikelyPair] = {}
    for record in records:
        open_ = [one for one in best[record.pk].values() if one.other_id not in settled[record.pk]]
        for likeness in sorted(open_, key=_order, reverse=True)[:N_EACH]:
            row = _row(record, likeness)
            row.n_statements = n_credited[row.a_id] + n_credited[row.b_id]
            rows[row.a_id, row.b_id] = row
    stale = LikelyPair.objects.about(list(best)).values_list("pk", "a", "b")
    LikelyPair.objects.filter(pk__in=[pk for pk, a, b in stale if (a, b) not in rows]).delete()
    LikelyPair.objects.bulk_create(
        rows.values(),
        update_conflicts=True,
        unique_fields=["a", "b"],
        update_fields=["kind", "score", "alias_a", "alias_b", "reasons", "n_statements", "made_at"],
    )


def _row(record: Speaker, likeness: Likeness) -> LikelyPair:
    is_first = record.pk < likeness.other_id
    names = (likeness.own_name, likeness.other_name)
    alias_a, alias_b = names if is_first else names[::-1]
    return LikelyPair(
        a_id=min(record.pk, likeness.other_id),
        b_id=max(record.pk, likeness.other_id),
        kind=record.kind,
        score=likeness.score,
        alias_a=alias_a,
        alias_b=alias_b,
        reasons=stored(likeness.found.reasons),
    )


def _settled(best: Mapping[int, Mapping[int, Likeness]]) -> dict[int, set[int]]:
    """Return for each record those with which it, or what was merged into either, was judged already, what it is part of or follows."""
    keys = {*best, *(other for own in best.values() for other in own)}
    root_of = {key: key for key in keys}
    merged = Speaker.objects.filter(canonical__in=keys).values_list("pk", "canonical")
    root_of |= {pk: root for pk, root in merged if root}
    settled: dict[int, set[int]] = defaultdict(set)
    for a, b in (*_judged(root_of), *_parts(root_of), *_followed(root_of)):
        one, other = root_of[a], root_of[b]
        settled[one].add(other)
        settled[other].add(one)
    return settled


def _judged(keys: Collection[int]) -> list[tuple[int, int]]:
    standing = Judgement.objects.standing().between(keys, keys)
    return list(standing.values_list("a", "b"))


def _followed(keys: Collection[int]) -> list[tuple[int, int]]:
    """Return the pairs of which one follows the other."""
    steps = Succession.objects.filter(predecessor__in=keys, successor__in=keys).order_by()
    return list(steps.values_list("predecessor", "successor"))


def _parts(keys: Collection[int]) -> list[tuple[int, int]]:
    """Return the pairs of which one is a part of the other."""
    parts = Speaker.objects.filter(pk__in=keys, parent__in=keys).order_by()
    return [(part, whole) for part, whole in parts.values_list("pk", "parent") if whole]
