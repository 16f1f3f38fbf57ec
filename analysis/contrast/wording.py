"""The words of one text that matter when it is set beside another."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from analysis.contrast import cue_lists
from analysis.contrast.framing import find_frame
from analysis.contrast.stems import stem
from analysis.contrast.tokens import Token, split

_NOT_NEGATED = {"not": ("only", "just", "least"), "no": ("fewer", "less", "more")}  # "not only"
_OBJECT_WORDS = 6
_UNDOING_DISTANCE = 2


@dataclass(frozen=True, slots=True)
class Word:
    """A word as the text has it, with its stem."""

    text: str
    stem: str
    at: int
    start: int


@dataclass(frozen=True, slots=True)
class Wording:
    """One text's words by what they do.

    `content` are the words that carry meaning, without the cues. `names` are stems of words with a
    capital inside a sentence. `objects` are the stems just after a denial, a minimiser or a negation:
    what is denied or made light of. A cue that is itself negated counts as neither.
    """

    words: tuple[Word, ...]
    content: tuple[Word, ...]
    stems: frozenset[str]
    names: frozenset[str]
    objects: frozenset[str]
    negations: tuple[Word, ...]
    denials: tuple[Word, ...]
    minimisers: tuple[Word, ...]
    opposers: tuple[Word, ...]
    hedges: tuple[Word, ...]
    qualifiers: tuple[Word, ...]
    amplifiers: tuple[Word, ...]
    acts: tuple[Word, ...]
    is_question: bool

    def spelled(self, wanted: str) -> str:
        """Return the word of the text that has the stem `wanted`."""
        return next(word.text for word in self.words if word.stem == wanted)

    @property
    def n_reversals(self) -> int:
        """Count the words that turn a sentence round."""
        return len(self.negations) + len(self.denials)


@lru_cache(maxsize=4096)
def read_wording(text: str) -> Wording:
    """Return the words of `text` by what they do."""
    tokens = split(text)
    words = tuple(
        Word(token.text, stem(token.low), at, token.start)
        for at, token in enumerate(tokens)
        if token.is_word
    )

    def among(stems: frozenset[str]) -> tuple[Word, ...]:
        return tuple(word for word in words if word.stem in stems)

    negations = tuple(word for word in words if _negates(tokens, word))
    phrases = tuple(word for word in words if _makes_light(tokens, word.at))
    turned = tuple(
        sorted({*among(cue_lists.DENIALS | cue_lists.MINIMISERS), *phrases}, key=lambda w: w.at)
    )
    frame = find_frame(tokens)
    undone = _undone(turned, negations)
    cues = {word.at for word in (*negations, *turned)}
    negations = tuple(word for word in negations if word.at not in undone)
    denials = tuple(w for w in among(cue_lists.DENIALS) if w.at not in undone)
    minimisers = tuple(w for w in turned if w.at not in undone and w not in denials)
    content = tuple(
        word
        for word in words
        if word.at not in cues | frame
        and word.text.lower() not in cue_lists.SMALL
        and len(word.stem) > 1
    )
    return Wording(
        words,
        content,
        frozenset(word.stem for word in content),
        frozenset(_names(tokens, words)),
        _objects(words, (*denials, *minimisers, *negations)),
        negations,
        denials,
        minimisers,
        among(cue_lists.OPPOSERS),
        among(cue_lists.HEDGES),
        among(cue_lists.QUALIFIERS),
        among(cue_lists.AMPLIFIERS),
        among(cue_lists.ACTS),
        text.rstrip().endswith("?"),
    )


def _makes_light(tokens: tuple[Token, ...], at: int) -> bool:
    """Tell whether a verb and a small word near by make light of something: "played down", "brush off"."""
    after = {token.low for token in tokens[at + 1 : at + 4]}
    return bool(cue_lists.LIGHT_PHRASES.get(stem(tokens[at].low), frozenset()) & after)


def _undone(cues: tuple[Word, ...], negations: tuple[Word, ...]) -> set[int]:
    """Return where a cue and the negation just before it undo each other: "no doubt", "not false"."""
    return {
        at
        for cue in cues
        for negation in negations
        if 0 < cue.at - negation.at <= _UNDOING_DISTANCE
        for at in (cue.at, negation.at)
    }


def _negates(tokens: tuple[Token, ...], word: Word) -> bool:
    low = tokens[word.at].low
    if low.endswith("n't"):
        return True
    if low not in cue_lists.NEGATIONS:
        return False
    after = tokens[word.at + 1].low if word.at + 1 < len(tokens) else ""
    return after not in _NOT_NEGATED.get(low, ())


def _names(tokens: tuple[Token, ...], words: tuple[Word, ...]) -> set[str]:
    return {
        word.stem
        for word in words
        if tokens[word.at].is_capital
        and word.at > 0
        and tokens[word.at - 1].text not in {".", "!", "?"}
        and word.text.lower() not in cue_lists.SMALL
    }


def _objects(words: tuple[Word, ...], cues: tuple[Word, ...]) -> frozenset[str]:
    """Return the stems of the few words that each cue is about."""
    ats = {cue.at for cue in cues}
    found: set[str] = set()
    for number, word in enumerate(words):
        if word.at in ats:
            after = words[number + 1 : number + 1 + _OBJECT_WORDS]
            before = words[max(0, number - _OBJECT_WORDS) : number]
            near = _aimed_at(word, before, after)
            found |= {each.stem for each in near if each.text.lower() not in cue_lists.SMALL}
    return frozenset(found)


def _aimed_at(cue: Word, before: tuple[Word, ...], after: tuple[Word, ...]) -> tuple[Word, ...]:
    """Return the words a cue is about: after it, but before it for "as a pretext", "is nonsense", "were faked".

    Words of making light have it on either side: "called the clashes isolated", "isolated clashes".
    """
    if cue.stem in cue_lists.PRETEXTS:
        return before
    is_said_of = any(word.text.lower() in _BEING for word in before[-3:])
    if is_said_of or cue.stem in cue_lists.MINIMISERS:
        return (*before, *after)
    return after


_BEING = frozenset({"is", "are", "was", "were", "be", "been", "being", "as"})
