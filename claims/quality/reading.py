"""The figures of the quality page: one sum over the counts, kept in the cache until a count changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db.models import QuerySet, Sum
from django.utils.translation import gettext as _

from articles.models import Outlet
from claims.models import OutcomeCount, QualityState, Statement
from claims.quality.asked import Asked
from claims.quality.outcomes import ASIDE_REASONS, N_BINS, OTHER, REWRITTEN
from claims.quality.rates import Rate
from claims.services.verdicts import Reason

By = OutcomeCount.By
N_OUTLETS = 50
KEPT_S = 24 * 3600


@dataclass(frozen=True, slots=True)
class Row:
    """How the proposals of one sort fared. `said` is the mean confidence they came with."""

    value: str
    label: str
    accepted: Rate
    new_words: Rate
    new_speaker: Rate
    new_labels: Rate
    said: float

    @property
    def bar(self) -> dict[str, float]:
        """The interval and the share along a line from 0 to 100."""
        low, high = self.accepted.bounds
        return {
            "x": round(100 * low, 1),
            "width": round(100 * (high - low), 1),
            "at": round(100 * self.accepted.share, 1),
        }


@dataclass(frozen=True, slots=True)
class Reasoned:
    """How often a proposal was not accepted for one reason; `is_aside` if that says nothing against the engine."""

    label: str
    n: int
    is_aside: bool


@dataclass(frozen=True, slots=True)
class Quality:
    """All that the page shows."""

    whole: Row
    confidence: tuple[Row, ...]
    cue_class: tuple[Row, ...]
    quotation: tuple[Row, ...]
    outlet: tuple[Row, ...]
    n_more_outlets: int
    engine: tuple[Row, ...]
    reasons: tuple[Reasoned, ...]

    @property
    def n_aside(self) -> int:
        """How many proposals were set aside."""
        return sum(reason.n for reason in self.reasons if reason.is_aside)

    @property
    def error(self) -> float:
        """The expected calibration error: how far said and done lie apart, weighed by how often."""
        n = self.whole.accepted.n
        far = sum(row.accepted.n * abs(row.said - row.accepted.share) for row in self.confidence)
        return far / n if n else 0.0


def read_quality(asked: Asked, state: QualityState) -> Quality:
    """Return the figures of what is asked, at `state` of the counts."""
    desk = asked.desk.pk if asked.desk else "all"
    key = f"quality:{state.version}:{desk}:{asked.since}:{asked.until}"
    found: Quality | None = cache.get(key)
    if found is None:
        found = _read(_rows(asked))
        cache.set(key, found, KEPT_S)
    return found


def _rows(asked: Asked) -> QuerySet[OutcomeCount]:
    rows = OutcomeCount.objects.all()
    if asked.desk:
        rows = rows.filter(desk=asked.desk.pk)
    if asked.since:
        rows = rows.filter(day__gte=asked.since)
    if asked.until:
        rows = rows.filter(day__lte=asked.until)
    return rows


def _read(rows: QuerySet[OutcomeCount]) -> Quality:
    sums: dict[str, list[dict[str, Any]]] = {by: [] for by in By.values}
    columns = ("n", "n_accepted", "n_new_words", "n_new_speaker", "n_new_labels", "confidence")
    summed = rows.order_by().values("by", "value")
    for row in summed.annotate(**{f"sum_{name}": Sum(name) for name in columns}):
        sums[row["by"]].append(dict(row))
    outlets = sorted(sums[By.OUTLET], key=lambda row: -row["sum_n"])
    names = dict(Outlet.objects.values_list("pk", "name")) if outlets else {}
    return Quality(
        whole=next((_row(row, "") for row in sums[By.ALL]), _NOTHING),
        confidence=tuple(
            _row(row, bin_label(int(row["value"])))
            for row in sorted(sums[By.CONFIDENCE], key=lambda row: int(row["value"]))
        ),
        cue_class=_labelled(sums[By.CUE_CLASS], dict(Statement.CueClass.choices)),
        quotation=_labelled(sums[By.QUOTATION], dict(Statement.Quotation.choices)),
        outlet=tuple(
            _row(row, names.get(int(row["value"] or 0), _("no outlet")))
            for row in outlets[:N_OUTLETS]
        ),
        n_more_outlets=max(0, len(outlets) - N_OUTLETS),
        engine=tuple(
            _row(row, row["value"] or _("not recorded"))
            for row in sorted(sums[By.ENGINE], key=lambda row: row["value"], reverse=True)
        ),
        reasons=_reasons(sums[By.REASON]),
    )


def bin_label(tenth: int) -> str:
    """Return the confidences of a tenth, for people to read."""
    return f"{tenth / N_BINS:.1f}–{(tenth + 1) / N_BINS:.1f}"


def _labelled(rows: Iterable[dict[str, Any]], labels: Mapping[str, Any]) -> tuple[Row, ...]:
    """Return the rows under their labels, the most frequent first."""
    ordered = sorted(rows, key=lambda row: (-row["sum_n"], row["value"]))
    return tuple(_row(row, str(labels.get(row["value"], row["value"]))) for row in ordered)


def _row(row: dict[str, Any], label: str) -> Row:
    n, n_accepted = row["sum_n"], row["sum_n_accepted"]
    return Row(
        value=row["value"],
        label=label,
        accepted=Rate(n_accepted, n),
        new_words=Rate(row["sum_n_new_words"], n_accepted),
        new_speaker=Rate(row["sum_n_new_speaker"], n_accepted),
        new_labels=Rate(row["sum_n_new_labels"], n_accepted),
        said=row["sum_confidence"] / n if n else 0.0,
    )


def _reasons(rows: Sequence[dict[str, Any]]) -> tuple[Reasoned, ...]:
    labels = {reason.value: str(reason.label) for reason in Reason} | {
        REWRITTEN: _("Accepted in quite other words"),
        OTHER: _("No reason given, or another one"),
    }
    ordered = sorted(rows, key=lambda row: (-row["sum_n"], row["value"]))
    return tuple(
        Reasoned(
            labels.get(row["value"], row["value"]), row["sum_n"], row["value"] in ASIDE_REASONS
        )
        for row in ordered
    )


_NOTHING = Row("", "", Rate(0, 0), Rate(0, 0), Rate(0, 0), Rate(0, 0), 0.0)
