"""Changes of position: one speaker on rival claims at different times, in their own words."""

from __future__ import annotations

from dataclasses import dataclass

from claims.contrast.columns import Contrast
from claims.contrast.said import Said
from claims.models.question import Stance

N_CHANGES, N_STEPS = 8, 12


@dataclass(frozen=True, slots=True)
class Step:
    """One statement of the sequence, with the letters of the claims it bears on and what it does to each."""

    first: Said
    stances: tuple[tuple[str, Said], ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A speaker and the steps by which their position changed."""

    label: str
    steps: tuple[Step, ...]


def find_changes(contrast: Contrast) -> tuple[Change, ...]:
    """Return the registered speakers who asserted one claim and later a rival of it, or denied what they asserted.

    A speaker without a row in the registry may be two people, so nothing is said of them. Two statements of one
    day's article are one position, however they are linked.
    """
    by_speaker: dict[int, list[Said]] = {}
    for one in contrast.said:
        if one.speaker_id is not None and not one.is_anonymous:
            by_speaker.setdefault(one.speaker_id, []).append(one)
    changes = [
        Change(said[0].label, _steps(said, contrast))
        for said in by_speaker.values()
        if has_changed(said)
    ]
    return tuple(changes[:N_CHANGES])


def has_changed(said: list[Said]) -> bool:
    """Tell whether `said`, of one speaker and oldest first, holds a later stance at odds with an earlier one."""
    return any(
        _is_at_odds(earlier, later)
        for i, earlier in enumerate(said)
        for later in said[i + 1 :]
        if later.article_id != earlier.article_id and later.at > earlier.at
    )


def _is_at_odds(earlier: Said, later: Said) -> bool:
    pair = {earlier.stance, later.stance}
    if earlier.claim_id == later.claim_id:
        return pair == {Stance.ASSERTS, Stance.DENIES}
    return pair == {Stance.ASSERTS}


def _steps(said: list[Said], contrast: Contrast) -> tuple[Step, ...]:
    """One step for each statement; words that only repeat the step before are left to the claim's column."""
    by_statement: dict[int, list[Said]] = {}
    for one in said:
        by_statement.setdefault(one.statement_id, []).append(one)
    steps: list[Step] = []
    last: set[tuple[str, str]] = set()
    for group in by_statement.values():
        pairs = sorted(((contrast.letters[s.claim_id], s) for s in group), key=lambda p: p[0])
        now = {(letter, s.stance) for letter, s in pairs}
        if not now <= last:
            steps.append(Step(group[0], tuple(pairs)))
        last = now
    return tuple(steps[:N_STEPS])
