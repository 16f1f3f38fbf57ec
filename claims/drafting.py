"""A question drafted from one statement's words: a start for an editor, made from the words alone."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from analysis.contrast.figure import Figure
from analysis.contrast.figures import find_figures
from analysis.contrast.wording import read_wording
from claims.models import Question, Statement

N_TEXT = 300
N_ANSWER = 120
N_UNIT = 60
AMOUNTS = frozenset({"count", "money", "percent", "duration", "length", "mass", "area", "volume"})
_OPENING = re.compile(r"^[\s“”\"'‘’…]*(?:that|whether)?\s+|^[\s“”\"'‘’…]+", re.IGNORECASE)
Kind = Question.AnswerKind


@dataclass(frozen=True, slots=True)
class Draft:
    """What the form for a new question starts with."""

    text: str
    answer_kind: str
    unit: str
    claim_text: str
    answer: str


def draft_question(statement: Statement) -> Draft:
    """Return a question that the statement answers, in words that leave every answer open."""
    words = _plain(statement.words)
    claim = _sentence(words)
    figure = next((f for f in find_figures(words) if f.dimension in AMOUNTS), None)
    if figure is not None:
        unit = figure.written or figure.unit
        answer = figure.words(words)[:N_ANSWER]
        return Draft(_ask_figure(words, figure), Kind.NUMBER, unit[:N_UNIT], claim, answer)
    is_denial = statement.cue_class == Statement.CueClass.DENY
    if is_denial or read_wording(words).denials:
        return Draft(_ask_whether(words), Kind.YES_NO, "", claim, _("no") if is_denial else "")
    return Draft(_ask_whether(words), Kind.FREE, "", claim, "")


def draft_claim(statement: Statement) -> str:
    """Return the statement's words as a plain sentence that somebody could hold."""
    return _sentence(_plain(statement.words))


def _plain(words: str) -> str:
    """Return the words as one line without quotation marks or "that" before them."""
    line = " ".join(words.split())
    return _OPENING.sub("", line).rstrip(" ,;.:!?“”\"'‘’…") or line


def _sentence(words: str) -> str:
    return f"{_cut(words, N_TEXT - 1)}."[:1].upper() + f"{_cut(words, N_TEXT - 1)}."[1:]


def _ask_figure(words: str, figure: Figure) -> str:
    """Return "How many people died in the fire?" for "twelve people died in the fire"."""
    how = _("how many") if figure.dimension == "count" else _("how much")
    before = words[: figure.start].rstrip()
    asked = f"{before} {how} {words[figure.end :].lstrip().removeprefix('of ')}".strip()
    return f"{_cut(asked[:1].upper() + asked[1:], N_TEXT - 1)}?"


def _ask_whether(words: str) -> str:
    asked = _("What is said on this: %(words)s") % {"words": words}
    return f"{_cut(asked, N_TEXT - 1)}?"


def _cut(text: str, n: int) -> str:
    return text if len(text) <= n else f"{text[: n - 1].rsplit(' ', 1)[0]}…"
