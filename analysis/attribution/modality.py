"""How firmly a content is put forward: hedged, negated, asked, or supposed."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from analysis.attribution.cues import is_negated_cue
from analysis.attribution.vocabulary import word_set
from analysis.types import CueClass, Modality, Span

HEDGES = word_set(
    """may might could possibly perhaps maybe probably likely unlikely reportedly allegedly
    apparently seemingly supposedly purportedly presumably potentially conceivably arguably
    appear appears appeared seem seems seemed suspected believed alleged presumed possible
    probable plausible roughly approximately"""
)
HEDGED_CUES = word_set(
    """suggest suggests suggested suggesting suspect suspects suspected suspecting guess guesses
    guessed speculate speculates speculated speculating assume assumes assumed hint hints hinted
    hinting imply implies implied implying reportedly allegedly alleged believed thought rumored
    rumoured estimate estimates estimated estimating"""
)
NEGATORS = word_set(
    """not no never none nobody nothing neither nor nowhere cannot without hardly scarcely barely
    ain't can't"""
)
SUPPOSITIONS = word_set("if unless would wouldn't supposing provided otherwise")
CLAUSE_STARTS = word_set(
    """that which who whom whose because if when while although though but unless until since
    whereas after before"""
)
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
ENDS_IN_QUESTION = re.compile(r"\?[\"'”’»)\]\s]*$")
BEFORE_MONTH = re.compile(r"(?:\d|\b(?:in|last|this|since|of|by)) $", re.IGNORECASE)
ASKED = re.compile(r"^[\s\"“‘«]*(?:whether|if)\b", re.IGNORECASE)


def find_modality(
    text: str, cue: Sequence[Span], content: Sequence[Span], cue_class: CueClass
) -> tuple[Modality, ...]:
    """Return the modalities of an attribution, in the order of `Modality`."""
    words = [word for span in content for word in read_words(text, span)]
    cue_words = {word for span in cue for word in read_words(text, span)}
    is_negated = is_negated_cue(text, cue) or _is_negated(main_clause(words))
    is_question = _is_question(text, content, cue_class)
    holds = {
        Modality.HEDGED: bool(cue_words & (HEDGED_CUES | HEDGES)) or bool(HEDGES & set(words)),
        Modality.NEGATED: is_negated,
        Modality.QUESTION: is_question,
        Modality.HYPOTHETICAL: _is_supposed(words, is_question=is_question),
    }
    return tuple(modality for modality in Modality if holds[modality])


def read_words(text: str, span: Span) -> list[str]:
    """Return the words of a span in small letters; the month of May is left out."""
    return [
        word.group().lower().replace("’", "'")
        for word in WORD.finditer(text, span.start, span.end)
        if word.group() != "May" or not _is_month(text, word.start(), word.end())
    ]


def _is_month(text: str, start: int, end: int) -> bool:
    if text[end : end + 2].strip()[:1].isdigit():
        return True
    return BEFORE_MONTH.search(text[max(0, start - 7) : start]) is not None


def main_clause(words: Sequence[str]) -> Sequence[str]:
    """Return the words up to the first clause that hangs on them."""
    for i, word in enumerate(words):
        if i > 1 and word in CLAUSE_STARTS:
            return words[:i]
    return words


def _is_negated(words: Sequence[str]) -> bool:
    return any(word in NEGATORS or word.endswith("n't") for word in words)


def _is_question(text: str, content: Sequence[Span], cue_class: CueClass) -> bool:
    last, first = content[-1].of(text), content[0].of(text)
    follows = text[content[-1].end : content[-1].end + 1] == "?"
    if follows or ENDS_IN_QUESTION.search(last):
        return True
    return ASKED.match(first) is not None and (
        cue_class is CueClass.ASK or first.lstrip(' \n"“‘«').lower().startswith("whether")
    )


def _is_supposed(words: Sequence[str], *, is_question: bool) -> bool:
    """Tell "if", "would" and "were to" from the "if" of "asked if", which only asks."""
    later = words[1:] if is_question else words
    pairs = set(itertools.pairwise(words))
    return bool(SUPPOSITIONS & set(later)) or ("were", "to") in pairs
