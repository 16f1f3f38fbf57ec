"""Do two statements compete? A score, the way in which they do, and the words that show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.contrast.answers import Difference, find_difference
from analysis.contrast.asking import Asked, what_is_asked
from analysis.contrast.evidence import Evidence, features_of, find_evidence
from analysis.contrast.reasons import give_reasons
from analysis.contrast.rerank import Reranker, load_reranker
from analysis.contrast.sides import Rivalry, Side, Standing
from analysis.contrast.speakers import is_same_speaker
from analysis.contrast.stance import Reading, load_stance
from analysis.contrast.standing import Judged, name_relation
from analysis.contrast.weighing import DAMPED, OVERRULED, squash, weigh

Pair = tuple[Side, Side, str | None]


@dataclass(frozen=True, slots=True)
class _Calls:
    """The ordered pairs that the model reads for one pair of statements."""

    direct: tuple[int, int]
    question: tuple[int, int] | None


def compete(a: Side, b: Side, question: str | None = None) -> Rivalry:
    """Return how likely two statements are rivals; `question` is what is in dispute, if known."""
    return compete_many([(a, b, question)])[0]


def compete_many(pairs: Sequence[Pair]) -> list[Rivalry]:
    """Return a rivalry a pair, in order; a text read under one question is read only once."""
    texts: dict[tuple[str, str], int] = {}
    calls = [_plan(pair, texts) for pair in pairs]
    readings = load_stance().read(list(texts))
    reranker = load_reranker()
    return [_judge(pair, call, readings, reranker) for pair, call in zip(pairs, calls, strict=True)]


def _plan(pair: Pair, texts: dict[tuple[str, str], int]) -> _Calls:
    a, b, question = pair

    def call(first: str, second: str) -> int:
        return texts.setdefault((first, second), len(texts))

    direct = (call(a.text, b.text), call(b.text, a.text))
    if not question or what_is_asked(question) is not Asked.SIDES or question in {a.text, b.text}:
        return _Calls(direct, None)
    return _Calls(direct, (call(question, a.text), call(question, b.text)))


def _judge(
    pair: Pair, calls: _Calls, readings: list[Reading], reranker: Reranker | None
) -> Rivalry:
    a, b, question = pair
    if a.origin and a.origin == b.origin:
        reason = "Both come from one report: it cannot compete with itself."
        return Rivalry(0.0, Standing.NOT_COMPARABLE, (reason,), {})
    evidence = find_evidence(a, b)
    direct = [readings[n] for n in calls.direct]
    stances = [readings[n].undermines for n in calls.question] if calls.question else None
    asked = what_is_asked(question)
    difference = find_difference(a, b, evidence, asked)
    features = features_of(evidence, asked) | _model_features(direct, stances, evidence, difference)
    if difference:
        is_asked = difference.asked in {asked, Asked.WHO}
        features["clear"] = 1.0 if is_asked else evidence.cover**2
    if stances:
        features |= {name: share * features[name] for name, share in DAMPED.items()}
    score = reranker.score(features) if reranker else weigh(features)
    judged = Judged(
        evidence,
        difference,
        score,
        min(reading.entails for reading in direct),
        _change(a, b),
    )
    relation, score = name_relation(judged)
    reasons = give_reasons(a, b, evidence, difference, direct, stances, relation)
    return Rivalry(round(score, 4), relation, reasons, features)


def _model_features(
    direct: list[Reading],
    stances: list[float] | None,
    evidence: Evidence,
    difference: Difference | None,
) -> dict[str, float]:
    opposed, is_sided = 0.0, 0.0
    if stances:
        is_sided = 1.0
        one, other = stances
        opposed = squash(one * (1 - other) + (1 - one) * other)
    gate = max(0.35, evidence.overlap)
    stance = sum(squash(reading.undermines) for reading in direct) / 2
    entails = max(reading.entails for reading in direct)
    if not stances and (evidence.has_cue or difference):
        # the words are surer than the model: it takes "open" / "closed" for a paraphrase
        stance, entails = max(stance, OVERRULED * stance), OVERRULED * entails
    return {
        "stance": stance,
        "contradiction": gate * max(reading.contradicts for reading in direct),
        "entailment": entails,
        "question": opposed,
        "sided": is_sided,
        "answer": 0.0 if difference is None else 1.0,
    }


def _change(a: Side, b: Side) -> bool | None:
    """Return True for one speaker on two dates, False for one speaker otherwise, None for two."""
    if not is_same_speaker(a.speaker, b.speaker):
        return None
    return bool(a.date and b.date and a.date[:10] != b.date[:10])
