"""What editors decided on suggestions and pairs, as the re-ranker learns from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from django.conf import settings

from analysis.contrast.rerank import fit_reranker
from analysis.contrast.weighing import weigh
from claims.models import ClaimLink, LinkSuggestion, RatedPair, StatementJudgement
from claims.models.likeness import RIVALS
from claims.quality.calibration import area

Decision = tuple[dict[str, float], bool]
N_FOLDS = 5


@dataclass(frozen=True, slots=True)
class Learnt:
    """How well rivalry is told before and after learning, on decisions not learnt from; AUC, 0.5 is chance."""

    n_decisions: int
    n_rivals: int
    auc_before: float
    auc_after: float


def reranker_path() -> Path:
    """Return where the learnt weights lie; `CROSSCLAIM_RERANKER` names another place."""
    return Path(settings.VAR_DIR) / "models" / "reranker.json"


def read_decisions() -> list[Decision]:
    """Return what was found on each pair that a person decided, and whether the two were taken as rivals.

    A judgement on two statements counts with the rating of the pair. A suggestion that rests on a rivalry
    counts as confirmed when it was taken as suggested, and as refused when refused. In order of the rows.
    """
    return [*_from_judgements(), *_from_suggestions()]


def measure(decisions: Sequence[Decision]) -> Learnt:
    """Return the figures before and after, each decision scored by weights that did not see it.

    Raises `ValueError` as `fit_reranker` does.
    """
    said = np.array([is_rival for _, is_rival in decisions])
    before = np.array([weigh(features) for features, _ in decisions])
    after = np.zeros(len(decisions))
    for fold in range(N_FOLDS):
        known = [d for n, d in enumerate(decisions) if n % N_FOLDS != fold]
        reranker = fit_reranker(known)
        for n in range(fold, len(decisions), N_FOLDS):
            after[n] = reranker.score(decisions[n][0])
    return Learnt(len(decisions), int(said.sum()), area(before, said), area(after, said))


def _from_judgements() -> list[Decision]:
    judged = StatementJudgement.objects.standing().order_by("pk")
    rated = {
        (pair.a_id, pair.b_id): pair.features
        for pair in RatedPair.objects.filter(a__in=judged.values("a")).only("a", "b", "features")
    }
    rows = [(rated.get((each.a_id, each.b_id)), each.verdict) for each in judged]
    return [(features, said == "rival") for features, said in rows if features]


def _from_suggestions() -> list[Decision]:
    decided = LinkSuggestion.objects.filter(relation__in=RIVALS).exclude(
        link__state=ClaimLink.State.SUGGESTED
    )
    rows = decided.select_related("link").order_by("pk")
    confirmed = ClaimLink.State.CONFIRMED
    return [(row.features, row.link.state == confirmed) for row in rows if row.features]
