"""What a question asks for: a number, a time, a place, a doer, or to be for or against."""

from __future__ import annotations

import re
from enum import StrEnum


class Asked(StrEnum):
    """The kind of answer that a question takes."""

    NUMBER = "number"
    WHEN = "when"
    WHERE = "where"
    WHO = "who"
    OPEN = "open"
    SIDES = "sides"


_OPENING = 4
_KINDS = (
    (
        Asked.NUMBER,
        re.compile(r"\bhow (?:many|much|long|far|old|high|large|big|often|deep|heavy)\b"),
    ),
    (Asked.NUMBER, re.compile(r"\bwhat (?:share|percentage|number|proportion|sum|toll)\b")),
    (Asked.WHEN, re.compile(r"\bwhen\b|\b(?:what|which) (?:time|date|day|hour|month|year)\b")),
    (Asked.WHERE, re.compile(r"\bwhere\b|\b(?:what|which) (?:place|city|town|country|village)\b")),
    (Asked.WHO, re.compile(r"\bwho(?:m|se)?\b")),
    (Asked.OPEN, re.compile(r"\b(?:how|why|what|which)\b")),
)


def what_is_asked(question: str | None) -> Asked | None:
    """Return what `question` asks for, from its first words; None without a question.

    A claim ("Schools should ban phones") and a question of yes and no have sides.
    """
    if not question or not question.strip():
        return None
    opening = " ".join(question.lower().split()[:_OPENING])
    return next((kind for kind, words in _KINDS if words.search(opening)), Asked.SIDES)
