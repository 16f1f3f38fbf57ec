"""Reasons an editor can check: sentences that quote the words of both texts, and take no side."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from analysis.contrast.answers import Difference
from analysis.contrast.comparing import Why
from analysis.contrast.evidence import Evidence
from analysis.contrast.sides import Side, Standing
from analysis.contrast.stance import Reading
from analysis.contrast.wording import Word, Wording

SURE = 0.7
MAX_SHARED = 4
_WHY = {
    Why.CURRENCY: "they are in different currencies",
    Why.TIME: "they are of different times",
    Why.PLACE: "they are of different places",
    Why.DEFINITION: "they count different things",
}


def give_reasons(
    a: Side,
    b: Side,
    evidence: Evidence,
    difference: Difference | None,
    direct: list[Reading],
    stances: list[float] | None,
    relation: Standing,
) -> tuple[str, ...]:
    """Return the reasons for a pair, the checkable words first, the model's readings last."""
    names = _name(a, "the first statement"), _name(b, "the second statement")
    found: list[str] = []
    if relation is Standing.SAME:
        found.append("Both say the same in nearly the same words.")
    if relation is Standing.CHANGE_OF_POSITION:
        days = _day(a.date), _day(b.date)
        found.append(f"{_capital(names[0])}: one thing on {days[0]}, another on {days[1]}.")
    found += _cue_reasons(names, evidence)
    found += _figure_reasons(a, b, evidence)
    if difference:
        found.append(
            f"Different answers ({difference.asked.value}): {_pair(difference.a, difference.b)}."
        )
    found += _word_reasons(evidence)
    found += _model_reasons(names, direct, stances)
    return tuple(found)


def _name(side: Side, otherwise: str) -> str:
    return side.speaker or otherwise


def _day(date: str | None) -> str:
    """Return a date in words: "12 March 2026"; one that is no full date as it is."""
    try:
        day = dt.date.fromisoformat(date or "")
    except ValueError:
        return date or "a day not known"
    return f"{day.day} {day:%B %Y}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _pair(one: str, other: str) -> str:
    return f"“{one}” / “{other}”"


def _cue_reasons(names: tuple[str, str], evidence: Evidence) -> Iterator[str]:
    sides = (
        (evidence.a, evidence.b, names, evidence.a_named),
        (evidence.b, evidence.a, names[::-1], evidence.b_named),
    )
    for own, other, (who, whom), named in sides:
        aim = _aim(own, other)
        if own.denials and not other.denials:
            yield _about(f"{who}: denies what {whom} asserts", own.denials[0], aim)
        elif own.minimisers and not other.minimisers:
            yield _about(f"{who}: disputes what {whom} asserts", own.minimisers[0], aim)
        elif evidence.is_turned and own.negations and evidence.shared:
            yield _about(f"{who}: negates what {whom} puts forward", own.negations[0], aim)
        if named and (own.denials or own.minimisers or own.negations):
            yield f"{_capital(who)}: names {whom} by “{named}”."
    if evidence.is_cue_denying:
        yield "The reporting words of one of the two are words of denial."


def _about(opening: str, cue: Word, aim: str) -> str:
    words = f"“{cue.text}” / “{aim}”" if aim else f"“{cue.text}”"
    return f"{_capital(opening)}, {words}."


def _aim(own: Wording, other: Wording) -> str:
    """Return the words of the other text that a denial is about, with the word of weight before.

    What stands just after the denying word is looked for first, then any word both texts have.
    """
    wanted = [word.stem for word in own.words if word.stem in own.objects & other.stems]
    wanted += [word.stem for word in own.content if word.stem in other.stems]
    for stem in wanted:
        number = next(n for n, word in enumerate(other.words) if word.stem == stem)
        before = other.words[number - 1] if number else None
        is_weighty = before is not None and before in other.amplifiers
        return (
            f"{before.text} {other.words[number].text}"
            if before and is_weighty
            else other.words[number].text
        )
    return ""


def _figure_reasons(a: Side, b: Side, evidence: Evidence) -> Iterator[str]:
    found = evidence.figures
    if not found.a or not found.b:
        return
    words = _pair(found.a.words(a.text), found.b.words(b.text))
    if found.is_different and not found.a.moment:
        unit = f" ({found.a.unit or found.b.unit})" if found.a.unit or found.b.unit else ""
        yield f"Different figures{unit}: {words}."
    elif found.why in _WHY:
        yield f"The figures cannot be compared, {_WHY[found.why]}: {words}."


def _word_reasons(evidence: Evidence) -> Iterator[str]:
    for one, other in evidence.antonyms[:2]:
        yield f"Opposing words: {_pair(one.text, other.text)}."
    if evidence.shared:
        seen = [word for word in evidence.a.content if word.stem in evidence.shared]
        words = list(dict.fromkeys(word.text for word in seen))[:MAX_SHARED]
        yield "Both speak of " + ", ".join(f"“{word}”" for word in words) + "."


def _model_reasons(
    names: tuple[str, str], direct: list[Reading], stances: list[float] | None
) -> Iterator[str]:
    against = max(reading.undermines for reading in direct)
    if against >= SURE:
        yield f"The stance model reads one as speaking against the other ({against:.2f})."
    if stances and max(stances) >= SURE and min(stances) <= 1 - SURE:
        who = names[stances.index(max(stances))]
        yield (
            f"Toward the question the stance model reads {who} as against ({max(stances):.2f}) "
            f"and the other as in favour ({1 - min(stances):.2f})."
        )
