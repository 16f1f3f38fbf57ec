"""Two readings beside each other: what differs, and how far their spans overlap. Values in, values out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from analysis.types import Span
from claims.models import SecondReading
from claims.selectors import spans_of

ROLES = ("source", "cue", "content")
LABELS = ("quotation", "cue_class", "modality")
PARTS = ("verdict", "speaker", *ROLES, *LABELS)
Verdict = SecondReading.Verdict


def list_differences(first: Mapping[str, Any], second: Mapping[str, Any]) -> list[str]:
    """Return the parts that differ: the verdict, the speaker, the spans of a role, a label.

    Where one rejects, only the verdict can differ: to them there is no statement to mark.
    """
    verdicts = {first["verdict"], second["verdict"]}
    if Verdict.REJECTED in verdicts:
        return ["verdict"] if len(verdicts) > 1 else []
    return list_unlike(first, second)


def list_unlike(first: Mapping[str, Any], second: Mapping[str, Any]) -> list[str]:
    """Return every part that is not the same in the two, whatever the verdicts."""
    return [part for part in PARTS if not _is_same(part, first[part], second[part])]


def count_overlap(first: Mapping[str, Any], second: Mapping[str, Any]) -> dict[str, int]:
    """Return for each role how many code points the first and the second marked, and how many both.

    All are 0 unless both accepted: whoever rejects marks nothing.
    """
    counts: dict[str, int] = {}
    is_marked = first["verdict"] == second["verdict"] == Verdict.ACCEPTED
    for role in ROLES:
        mine = _places(spans_of(first[role])) if is_marked else set()
        theirs = _places(spans_of(second[role])) if is_marked else set()
        counts |= {
            f"{role}_first": len(mine),
            f"{role}_second": len(theirs),
            f"{role}_both": len(mine & theirs),
        }
    return counts


def _is_same(part: str, one: Any, other: Any) -> bool:
    if part in ROLES:
        return spans_of(one) == spans_of(other)
    if part == "modality":
        return set(one) == set(other)
    return bool(one == other)


def _places(spans: Iterable[Span]) -> set[int]:
    return {i for span in spans for i in range(span.start, span.end)}
