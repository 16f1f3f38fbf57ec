"""Two texts that answer one question differently: another time, another place, another doer."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.contrast.asking import Asked
from analysis.contrast.comparing import Why
from analysis.contrast.evidence import Evidence
from analysis.contrast.places import find_places, may_be_same_place
from analysis.contrast.sides import Side
from analysis.contrast.wording import Word, Wording

MIN_COVER = 0.5
MAX_DOER_WORDS = 3
_MOMENTS = frozenset({"date", "weekday", "time of day"})
_NAMED = frozenset({Asked.WHO, Asked.WHERE, Asked.WHEN})


@dataclass(frozen=True, slots=True)
class Difference:
    """The question word and the two answers, in the words of the texts."""

    asked: Asked
    a: str
    b: str


def find_difference(a: Side, b: Side, evidence: Evidence, asked: Asked | None) -> Difference | None:
    """Return how the answers of two texts differ, or None.

    Unless the question asks for it, the texts must share half of their words: else they are about
    two things.
    """
    found = (_when(a, b, evidence), _where(a, b), _who(evidence))
    if asked in _NAMED:
        return next((each for each in found if each and each.asked == asked), None)
    if evidence.cover < MIN_COVER:
        return None
    return next((each for each in found if each), None)


def _when(a: Side, b: Side, evidence: Evidence) -> Difference | None:
    one, other = evidence.figures.a, evidence.figures.b
    if not (one and other and evidence.figures.is_different and one.dimension in _MOMENTS):
        return None
    return Difference(Asked.WHEN, one.words(a.text), other.words(b.text))


def _where(a: Side, b: Side) -> Difference | None:
    ours, theirs = find_places(a.text), find_places(b.text)
    if may_be_same_place(ours, theirs):
        return None
    return Difference(Asked.WHERE, min(ours), min(theirs))


def _who(evidence: Evidence) -> Difference | None:
    """Find two doers of one deed: what stands before the shared words, or after "by"."""
    if evidence.figures.is_different or evidence.figures.why is Why.DEFINITION:
        return None
    doers = [_doer(side, evidence.shared) for side in (evidence.a, evidence.b)]
    if not all(doers) or len(evidence.shared) < 2:
        return None
    ours, theirs = (" ".join(word.text for word in doer) for doer in doers)
    return Difference(Asked.WHO, ours, theirs)


def _doer(side: Wording, shared: frozenset[str]) -> tuple[Word, ...]:
    agent = _agent(side, shared)
    if agent:
        return agent
    if side.words and any(word.text.lower() in _PRONOUNS for word in side.words[:6]):
        return ()  # "police said they had fired": the doer is named elsewhere
    leading: list[Word] = []
    for word in side.content:
        if word.stem in shared:
            break
        leading.append(word)
    only = [word for word in side.content if word.stem not in shared]
    if not leading or len(leading) > MAX_DOER_WORDS or len(only) > len(leading) + 1:
        return ()
    return tuple(leading)


_PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i", "you"})


def _agent(side: Wording, shared: frozenset[str]) -> tuple[Word, ...]:
    """Return who did it by the words of a passive: "set by the villagers themselves"."""
    by = [n for n, word in enumerate(side.words) if word.text.lower() == "by"]
    if not by:
        return ()
    after = side.words[by[-1] + 1 : by[-1] + 2 + MAX_DOER_WORDS]
    found = [word for word in after if word in side.content and word.stem not in shared]
    return tuple(found[:MAX_DOER_WORDS])
