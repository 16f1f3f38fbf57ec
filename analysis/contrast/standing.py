"""The name of what stands between two statements, and the score that goes with it."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.contrast.answers import Difference
from analysis.contrast.comparing import Why
from analysis.contrast.evidence import Evidence
from analysis.contrast.sides import Standing

COMPETES = 0.5
MAY_QUALIFY = 0.25
ENTAILS = 0.6
NEAR_COPY = 0.85
NOT_COMPARABLE_CAP = 0.35
SAME_CAP = 0.1
LIMITED_COVER = 0.5
_CASES = frozenset({Why.CURRENCY, Why.TIME, Why.PLACE, Why.DEFINITION})
_MOMENTS = frozenset({"date", "weekday", "time of day"})


@dataclass(frozen=True, slots=True)
class Judged:
    """What is known when the relation is named.

    `change` is True for one speaker on two dates, False for one speaker otherwise, None for two.
    """

    evidence: Evidence
    difference: Difference | None
    score: float
    entails: float
    change: bool | None


def name_relation(judged: Judged) -> tuple[Standing, float]:
    """Return the relation and the score, lowered where the two cannot compete."""
    evidence, score = judged.evidence, judged.score
    if _is_same(judged):
        return Standing.SAME, min(score, SAME_CAP)
    if _is_other_case(judged):
        return Standing.NOT_COMPARABLE, min(score, NOT_COMPARABLE_CAP)
    if judged.change is True:
        relation = Standing.CHANGE_OF_POSITION if score >= COMPETES else Standing.NONE
        return relation, score
    if judged.change is False:
        return Standing.NONE, score / 2
    if score >= COMPETES:
        return _name_conflict(judged), score
    if _qualifies(evidence) and (score >= MAY_QUALIFY or _limits(judged)):
        return Standing.QUALIFIES, score
    return Standing.NONE, score


def _name_conflict(judged: Judged) -> Standing:
    evidence = judged.evidence
    figure = evidence.figures.a
    if evidence.figures.is_different and figure:
        is_moment = figure.dimension in _MOMENTS
        return Standing.DIFFERENT_ANSWER if is_moment else Standing.DIFFERENT_NUMBER
    if evidence.is_minimised and not evidence.is_denied:
        return Standing.DISPUTES
    if evidence.is_denied or evidence.is_cue_denying or evidence.is_turned:
        return Standing.DENIES
    if judged.difference or evidence.antonyms:
        return Standing.DIFFERENT_ANSWER
    return Standing.DISPUTES


def _is_same(judged: Judged) -> bool:
    evidence = judged.evidence
    ours = [word.text.lower() for word in evidence.a.words]
    if ours and ours == [word.text.lower() for word in evidence.b.words]:
        return not evidence.figures.is_different
    if evidence.has_cue or judged.difference or _limits(judged):
        return False
    return judged.entails >= ENTAILS or (evidence.cover >= NEAR_COPY and judged.score < COMPETES)


def _is_other_case(judged: Judged) -> bool:
    """Tell whether the figures speak of two cases and nothing else sets the texts against."""
    evidence = judged.evidence
    if evidence.figures.why not in _CASES or not evidence.shared:
        return False
    has_cue = evidence.is_turned or evidence.is_denied or evidence.is_minimised
    return not has_cue and not judged.difference


def _qualifies(evidence: Evidence) -> bool:
    a, b = evidence.a, evidence.b
    has_word = bool(a.qualifiers) != bool(b.qualifiers) or bool(a.hedges) != bool(b.hedges)
    return bool(evidence.shared) and has_word


def _limits(judged: Judged) -> bool:
    """Tell whether one text says what the other does with a limit: "may create some jobs, but only"."""
    evidence = judged.evidence
    sides = ((evidence.a, evidence.b), (evidence.b, evidence.a))
    for own, other in sides:
        n_limits = len(own.qualifiers) + len(own.hedges)
        if n_limits > 1 and own.qualifiers and not (other.qualifiers or other.hedges):
            return len(evidence.shared) > 1 and evidence.cover >= LIMITED_COVER
    return False
