"""Words of another sentence that were caught up: he read out 19 names. He said that he would be back.

“19 names” is no content of "said": it neither stands in the cue's sentence nor is a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from analysis.attribution.drafts import Draft
from analysis.attribution.quotes import MARKS
from analysis.types import Span

SENTENCE_END = re.compile(r"(?<!\b[A-Z])(?<!\b(?:Mr|Ms|Dr|St))[.!?][”’\"')]*\s+(?=[A-Z“‘\"'(])|\n")
SHORT = 3  # words: "The mission" opens its sentence, and is none
LOOK_BACK = 300  # characters


def drop_strays(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts without unquoted parts of a sentence that is not the cue's."""
    return [_without_strays(text, draft) for draft in drafts]


def _without_strays(text: str, draft: Draft) -> Draft:
    if len(draft.content) < 2 or not draft.cue:
        return draft
    cue = draft.cue[0]
    at_home = [span for span in draft.content if not _sentence_ends(text, span, cue)]
    if not at_home:
        return draft
    kept = tuple(span for span in draft.content if span in at_home or not _is_part(text, span))
    return replace(draft, content=kept) if len(kept) < len(draft.content) else draft


def _sentence_ends(text: str, span: Span, cue: Span) -> bool:
    """Tell whether a sentence ends between a content and the cue."""
    low, high = sorted((span, cue))
    return SENTENCE_END.search(text, max(low.start, low.end - 3), high.start) is not None


def _is_part(text: str, span: Span) -> bool:
    """Tell whether a content is neither quoted nor opens its sentence."""
    if MARKS.search(text, max(0, span.start - 1), span.end + 1) is not None:
        return False
    before = text[max(0, span.start - LOOK_BACK) : span.start]
    ends = [match.end() for match in SENTENCE_END.finditer(before + text[span.start : span.end])]
    if len(before) in ends or not before:
        return len(span.of(text).split()) <= SHORT and text[span.end - 1] not in ".!?"
    return True
