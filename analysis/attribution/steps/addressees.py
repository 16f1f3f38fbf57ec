"""Who was told is not who spoke: “Too late,” Ada Brook, the union’s secretary, told the Harbour Times."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from analysis.attribution.drafts import Draft
from analysis.attribution.vocabulary import word_set
from analysis.types import Span

TELLING = word_set(
    """tell tells told telling inform informs informed assure assures assured warn warns warned
    ask asks asked remind reminds reminded notify notifies notified"""
)
SENTENCE_START = re.compile(r"[.!?][”’\"']?[^\S\n]+(?=[A-Z“‘\"'])")
# what stands between the subject and the last word of the cue: "has", "also", "later"
AUXILIARIES = re.compile(
    r"(?:[^\S\n]+(?:has|had|have|also|then|later|again|once|already|\w+ly))*[^\S\n]*\Z"
)
LEADING = re.compile(r"[\s,;:”’\"'»—–-]*(?:(?:and|but|while|as)\s+)?")
# a subject opens with a determiner, a pronoun or a name; "On Monday", "After that" are none
SUBJECT = re.compile(
    r"(?!(?i:on|in|at|after|before|when|if|as|by|for|from|since|while|although|though|because|during|"
    r"under|then|there|last|asked|what|that|who|how|why)\b)"
    r"(?:[A-Z]|(?i:the|a|an|his|her|its|their|one|two|he|she|they|it)\b)[^\"“”«»\n.?!;:]*"
)
VERBAL = re.compile(r"\b(?:is|was|were|are|said|says|say|that|which|will|would|who|to)\b")
MAX_WORDS = 16
LOOK_BACK = 400  # characters


def replace_addressees(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts; a source that is the object of "told" gives way to the subject before it."""
    return [_with_subject(text, draft, drafts) for draft in drafts]


def _with_subject(text: str, draft: Draft, drafts: Sequence[Draft]) -> Draft:
    if not draft.cue or len(draft.source) != 1 or not _is_addressee(text, draft):
        return draft
    subject = _subject_before(text, draft)
    if subject is None or any(_uses(other, subject) for other in drafts if other is not draft):
        return draft
    return replace(draft, source=(subject,))


def _is_addressee(text: str, draft: Draft) -> bool:
    """Tell whether the source follows a verb of telling at once."""
    words = draft.cue[-1].of(text).lower().split()
    between = text[draft.cue[-1].end : draft.source[0].start]
    return words[-1:] != [] and words[-1] in TELLING and bool(between) and not between.strip()


def _subject_before(text: str, draft: Draft) -> Span | None:
    """Return the noun phrase between the cue and the content, or the sentence's start, before it."""
    cue = draft.cue[0].start
    floor = max(text.rfind("\n", 0, cue) + 1, cue - LOOK_BACK)
    starts = [match.end() for match in SENTENCE_START.finditer(text, floor, cue)]
    ends = [span.end for span in draft.content if span.end <= cue]
    low = max([floor, *starts, *ends])
    opening = LEADING.match(text, low, cue)
    start = opening.end() if opening else low
    end = start + len(AUXILIARIES.sub("", text[start:cue]).rstrip(" ,"))
    words = text[start:end]
    if not 0 < len(words.split()) <= MAX_WORDS:
        return None
    if SUBJECT.fullmatch(words) is None or VERBAL.search(words.partition(",")[0]):
        return None
    return Span(start, end)


def _uses(draft: Draft, span: Span) -> bool:
    return any(span.overlaps(other) for other in (*draft.cue, *draft.content))
