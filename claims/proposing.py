"""Which claim of a question a statement may bear on, and how: values in, a proposal out; no database, no model."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.contrast.comparing import Relation as Figures
from analysis.contrast.comparing import compare
from analysis.contrast.figures import find_figures
from analysis.contrast.sides import Rivalry, Side, Standing

Floats = NDArray[np.float32]
Pair = tuple[Side, Side, str | None]
Rate = Callable[[Sequence[Pair]], list[Rivalry]]

# Cosines. ABOUT: near enough to a claim, or a statement linked to it, to be about the question; NEAR: near
# enough to say the same where nothing but nearness speaks; COPY: the same words but for a few.
ABOUT = 0.5
NEAR = 0.68
COPY = 0.85
COMPETES = 0.5
LEAST_SCORE = 0.45  # below it an editor's time is better spent elsewhere
N_CLOSEST = 2  # linked statements of a claim that the statement is read against
N_READ = 4  # pairs that a statement is read in for one question: a reading takes some milliseconds
AGAINST = frozenset({Standing.DENIES, Standing.DISPUTES})
N_WORDS = 4  # a scrap of fewer words says too little to be read against anything but figures


@dataclass(frozen=True, slots=True)
class Subject:
    """The statement that is looked at."""

    key: int
    side: Side
    vector: Floats


@dataclass(frozen=True, slots=True)
class Linked:
    """A statement that an editor linked to a claim."""

    key: int
    side: Side
    vector: Floats
    stance: str


@dataclass(frozen=True, slots=True)
class Case:
    """A claim as it stands: its words, what an editor linked to it, and whether figures answer it."""

    claim: int
    text: str
    question: str
    is_number: bool
    vector: Floats
    linked: tuple[Linked, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A link worth an editor's look, and what it rests on; `against` is None for the claim's own words."""

    claim: int
    stance: str
    score: float
    reasons: tuple[str, ...]
    relation: str
    rivalry: float
    likeness: float
    against: int | None = None
    features: dict[str, float] | None = None


@dataclass(frozen=True, slots=True)
class _Reading:
    """One rating of the subject: against the claim's words, or against a linked statement."""

    case: Case
    linked: Linked | None
    rivalry: Rivalry
    likeness: float


def propose_link(
    subject: Subject, cases: Sequence[Case], rate: Rate, *, belongs: bool = False
) -> Proposal | None:
    """Return the likeliest link of a statement to one of the claims of one question, or None.

    Nothing is proposed for a statement that is about something else, unless an editor said that it `belongs` to
    the question: then the nearest claim is proposed if nothing speaks for another. Copies of one report are never
    rivals.
    """
    found = _find_link(subject, cases, rate)
    if found is None and belongs:
        return _nearest(subject, cases)
    return found


def _find_link(subject: Subject, cases: Sequence[Case], rate: Rate) -> Proposal | None:
    likeness = {case.claim: _likeness(subject, case) for case in cases}
    if max(likeness.values(), default=0.0) < ABOUT:
        return None
    copy = _copy_of(subject, cases)
    if copy:
        return copy
    if len(subject.side.text.split()) < N_WORDS and not any(case.is_number for case in cases):
        return None
    asked = _nearest_first(subject, cases)[:N_READ]
    pairs = [
        (subject.side, linked.side if linked else Side(case.text), case.question)
        for case, linked, _near in asked
    ]
    readings = [
        _Reading(case, linked, rivalry, near)
        for (case, linked, near), rivalry in zip(asked, rate(pairs), strict=True)
    ]
    found = [each for reading in readings for each in _read(subject, reading)]
    found += _by_figures(subject, cases, likeness)
    if not found:
        found = list(_by_nearness(subject, cases, likeness))
    worth = [each for each in found if each.score >= LEAST_SCORE]
    return max(worth, key=lambda each: (each.score, -each.claim), default=None)


def _nearest_first(
    subject: Subject, cases: Iterable[Case]
) -> list[tuple[Case, Linked | None, float]]:
    """Return the claims, and the statements linked to them, that the subject may be read against, nearest first."""
    near = [
        (case, linked, float(subject.vector @ (linked or case).vector))
        for case in cases
        for linked in (None, *_closest(subject, case))
    ]
    return sorted((each for each in near if each[2] >= ABOUT), key=lambda each: -each[2])


def _likeness(subject: Subject, case: Case) -> float:
    vectors = [case.vector, *(linked.vector for linked in case.linked)]
    return float(max(subject.vector @ vector for vector in vectors))


def _closest(subject: Subject, case: Case) -> list[Linked]:
    near = sorted(
        case.linked, key=lambda linked: (-float(subject.vector @ linked.vector), linked.key)
    )
    return near[:N_CLOSEST]


def _copy_of(subject: Subject, cases: Iterable[Case]) -> Proposal | None:
    """Return the link of a statement in nearly the same words: whatever was decided there fits here."""
    near = [
        (float(subject.vector @ linked.vector), case, linked)
        for case in cases
        for linked in case.linked
    ]
    best = max(near, key=lambda each: (each[0], -each[2].key), default=None)
    if best is None or best[0] < COPY or compare(subject.side.text, best[2].side.text).is_different:
        return None
    likeness, case, linked = best
    return Proposal(
        case.claim,
        linked.stance,
        _share(likeness),
        (f"Nearly the same words as those of {_who(linked)}, which are linked already.",),
        Standing.SAME,
        0.0,
        _share(likeness),
        linked.key,
    )


def _read(subject: Subject, reading: _Reading) -> Iterable[Proposal]:
    """Yield what a rating speaks for."""
    rivalry, case, linked = reading.rivalry, reading.case, reading.linked
    figures = _figures(subject, case)
    if figures in {Figures.LESS, Figures.GREATER} and rivalry.relation not in AGAINST:
        return  # another figure is another answer, not a word about this one
    other = linked.side.text if linked else case.text
    if rivalry.relation in AGAINST and rivalry.score >= COMPETES:
        stance = "asserts" if linked and linked.stance == "denies" else "denies"
        yield _made(reading, stance, rivalry.score * _about_share(reading), rivalry.reasons)
    elif rivalry.relation is Standing.SAME:
        reason = f"Says the same as {_who(linked) if linked else 'the claim'}: “{_short(other)}”"
        stance = linked.stance if linked else "asserts"
        yield _made(reading, stance, reading.likeness, (reason,))
    elif rivalry.relation is Standing.QUALIFIES:
        yield _made(reading, "qualifies", rivalry.score * _about_share(reading), rivalry.reasons)


def _about_share(reading: _Reading) -> float:
    """Return how far a conflict counts: in full when both are plainly about one thing."""
    return min(1.0, reading.likeness / NEAR)


def _figures(subject: Subject, case: Case) -> Figures | None:
    return compare(subject.side.text, case.text).relation if case.is_number else None


def _gives_figure(subject: Subject, case: Case) -> bool:
    """Tell whether the statement gives the figure of the claim; the year in which both were so is none, unless it is the answer."""
    if not case.is_number:
        return False
    found = compare(subject.side.text, case.text)
    if found.relation is not Figures.EQUAL or found.b is None:
        return False
    return found.b.moment is None or all(figure.moment for figure in find_figures(case.text))


def _by_figures(
    subject: Subject, cases: Iterable[Case], likeness: dict[int, float]
) -> Iterable[Proposal]:
    """Yield the claims whose figure the statement gives."""
    for case in cases:
        if _gives_figure(subject, case) and likeness[case.claim] >= ABOUT:
            reason = f"Gives the figure of the claim: “{case.text}”"
            none = Rivalry(0.0, Standing.NONE, (), {})
            reading = _Reading(case, None, none, likeness[case.claim])
            yield _made(reading, "asserts", 0.5 + likeness[case.claim] / 2, (reason,))


def _by_nearness(
    subject: Subject, cases: Iterable[Case], likeness: dict[int, float]
) -> Iterable[Proposal]:
    """Yield the claims that are near in meaning, where no word or figure speaks for or against them."""
    for case in cases:
        if likeness[case.claim] < NEAR or case.is_number:
            continue  # to be near a figure without giving it is no answer
        closest = next(iter(_closest(subject, case)), None)
        is_linked = closest is not None and float(subject.vector @ closest.vector) >= NEAR
        linked = closest if is_linked else None
        if linked is not None and linked.stance == "qualifies":
            continue  # what limits a claim limits it in its own way: nearness does not carry over
        reason = (
            f"Speaks of the same as {_who(linked)}: “{_short(linked.side.text)}”"
            if linked
            else f"Speaks of the same as the claim: “{case.text}”"
        )
        none = Rivalry(0.0, Standing.NONE, (reason,), {})
        reading = _Reading(case, linked, none, likeness[case.claim])
        stance = linked.stance if linked else "asserts"
        yield _made(reading, stance, 0.8 * likeness[case.claim], (reason,))


def _nearest(subject: Subject, cases: Sequence[Case]) -> Proposal | None:
    """Return the link to the nearest claim, for a statement that an editor placed in the question."""
    likeness = {case.claim: _likeness(subject, case) for case in cases}
    case = max(cases, key=lambda case: (likeness[case.claim], -case.claim), default=None)
    if case is None:
        return None
    reason = f"An editor said that it belongs to this question; the nearest claim is “{case.text}”"
    reading = _Reading(case, None, Rivalry(0.0, Standing.NONE, (), {}), likeness[case.claim])
    return _made(reading, "asserts", LEAST_SCORE, (reason,))


def _made(reading: _Reading, stance: str, score: float, reasons: Iterable[str]) -> Proposal:
    other = _who(reading.linked) if reading.linked else "the claim"
    named = tuple(reason.replace("the second statement", other) for reason in reasons)
    return Proposal(
        claim=reading.case.claim,
        stance=stance,
        score=_share(score),
        reasons=named,
        relation=reading.rivalry.relation.value,
        rivalry=_share(reading.rivalry.score),
        likeness=_share(reading.likeness),
        against=reading.linked.key if reading.linked else None,
        features=reading.rivalry.features,
    )


def _who(linked: Linked) -> str:
    return linked.side.speaker or "a linked statement"


def _short(text: str) -> str:
    """Return the words without their own quotation marks, for a reason that quotes them."""
    bare = text.strip(" ,“”\"‘’'")
    return bare if len(bare) <= 120 else f"{bare[:119]}…"


def _share(value: float) -> float:
    return round(min(max(value, 0.0), 1.0), 4)
