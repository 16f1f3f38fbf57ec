"""What goes into a contrast and what comes out of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from analysis.types import CueClass


@dataclass(frozen=True, slots=True)
class Side:
    """One statement: the words credited to a speaker, and what is known about them.

    `speaker` is a name, `date` an ISO date of the statement, `origin` any name of the independent
    report that carried it, `cue_class` the speech act of the reporting words.
    """

    text: str
    speaker: str | None = None
    date: str | None = None
    origin: str | None = None
    cue_class: CueClass | None = None


class Standing(StrEnum):
    """How one statement stands to another."""

    DENIES = "denies"
    DISPUTES = "disputes"
    DIFFERENT_NUMBER = "different_number"
    DIFFERENT_ANSWER = "different_answer"
    QUALIFIES = "qualifies"
    CHANGE_OF_POSITION = "change_of_position"
    SAME = "same"
    NOT_COMPARABLE = "not_comparable"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Rivalry:
    """How likely two statements compete, in what way, and the words that say so.

    `score` is 0.0 to 1.0. `reasons` are sentences for an editor, best first; they quote the texts
    and never say who is right. `features` are what a re-ranker learns from.
    """

    score: float
    relation: Standing
    reasons: tuple[str, ...]
    features: dict[str, float]
