"""What a cue does with its content: asserts it, denies it, asks it, promises it, ..."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.attribution.cue_words import PHRASES, make_lexicon
from analysis.attribution.vocabulary import word_set
from analysis.types import CueClass, Span

LEXICON = make_lexicon()
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
NEGATORS = word_set("not never no neither nor hardly scarcely without cannot")
REFUSALS = word_set(
    """refuse refuses refused refusing decline declines declined declining fail fails failed
    failing stop stops stopped stopping unable unwilling"""
)
# a cue that is negated does another thing: who does not deny concedes, who does not believe doubts
NEGATED_CLASS = {
    CueClass.DENY: CueClass.CONCEDE,
    CueClass.CONCEDE: CueClass.DENY,
    CueClass.THINK: CueClass.DOUBT,
    CueClass.DOUBT: CueClass.THINK,
    CueClass.PREDICT: CueClass.DOUBT,
}
# what may stand between a negator and its cue: "did not immediately respond", "has never been told"
BETWEEN = re.compile(r"(?:\w+ly|ever|yet|even|been|be|to|so|have|has|had|did|does|do)")
REFUSED = re.compile(r"\s+to\s+(?P<verb>\w+)")
LOOK_BACK = 40


def classify_cue(text: str, cue: Sequence[Span], *, quoted: bool = False) -> CueClass:
    """Return the class of a cue, after its negation; OTHER when no word of it is known.

    A bare quotation has no cue, or only a colon: with `quoted` it is taken to assert.
    """
    words = words_of_cue(text, cue)
    kind = _plain_class(words)
    if kind is None:
        return CueClass.ASSERT if quoted and not words else CueClass.OTHER
    if not is_negated_cue(text, cue):
        return kind
    return NEGATED_CLASS.get(kind, CueClass.OTHER)


def _plain_class(words: Sequence[str]) -> CueClass | None:
    joined = f" {' '.join(words)} "
    for phrase, kind in PHRASES.items():
        if f" {phrase} " in joined:
            return kind
    known = [LEXICON[word] for word in words if word in LEXICON]
    if len(known) > 1 and words and any(word in REFUSALS for word in words):
        known = [LEXICON[w] for w in words if w in LEXICON and w not in REFUSALS]
    telling = [kind for kind in known if kind not in {CueClass.ASSERT, CueClass.THINK}]
    return (telling or known or [None])[0]


def is_negated_cue(text: str, cue: Sequence[Span]) -> bool:
    """Tell whether a cue is said not to happen: "did not say", "refused to confirm"."""
    if not cue:
        return False
    words = words_of_cue(text, cue)
    if any(_negates(word) for word in words[:-1]) or _is_refusal(words):
        return " ".join(words) != "no doubt"
    return _is_negated_before(text, cue[0].start)


def _is_refusal(words: Sequence[str]) -> bool:
    """Tell "refused to confirm", which negates, from "refused", which is what the speaker does."""
    return any(
        word in REFUSALS and any(later in LEXICON for later in words[i + 1 :])
        for i, word in enumerate(words)
    )


def _is_negated_before(text: str, start: int) -> bool:
    before = text[max(0, start - LOOK_BACK) : start]
    clause = re.split(r"[.,;:!?\n“”\"]", before)[-1]
    words = [word.group().lower().replace("’", "'") for word in WORD.finditer(clause)]
    for word in reversed(words):
        if _negates(word) or (word in REFUSALS and clause.rstrip().endswith(" to")):
            return True
        if not BETWEEN.fullmatch(word):
            return False
    return False


def _negates(word: str) -> bool:
    return word in NEGATORS or word.endswith("n't")


def words_of_cue(text: str, cue: Sequence[Span]) -> list[str]:
    """Return the words of a cue; after "refused" or "declined" with the verb that was refused."""
    words = [word for span in cue for word in read_words(text, span)]
    if words and words[-1] in REFUSALS:
        refused = REFUSED.match(text, cue[-1].end)
        if refused and refused["verb"].lower() in LEXICON:
            return [*words, "to", refused["verb"].lower()]
    return words


def read_words(text: str, span: Span) -> list[str]:
    """Return the words of a span in small letters, with straight apostrophes."""
    found = WORD.finditer(text, span.start, span.end)
    return [word.group().lower().replace("’", "'") for word in found]
