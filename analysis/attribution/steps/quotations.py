"""Quotations cut in two: “This,” the minister said. “And this.”.

The second, standing alone after the attribution in the same paragraph, is the same speaker's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from analysis.attribution.drafts import Draft
from analysis.attribution.quotes import MARKS, find_quotations
from analysis.types import Span

MIN_WORDS = 3  # a shorter quotation may be a title or a scare quote
LOOK_AHEAD = 2000  # characters; a line without end must not be read again and again
BETWEEN = re.compile(r"[.,;:]?[^\S\n]*")
SENTENCE_END = ".!?…"


def join_split_quotations(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts, each with the stand-alone quotations that follow its attribution."""
    taken = [span for draft in drafts for span in (*draft.source, *draft.cue, *draft.content)]
    return [_join_next(text, draft, taken) for draft in drafts]


def _join_next(text: str, draft: Draft, taken: Sequence[Span]) -> Draft:
    """Return `draft` with what follows it; a quotation before the cue shows that one is going on."""
    if not draft.cue or not _has_quotation_before(text, draft):
        return draft
    limit = min(len(text), draft.end + LOOK_AHEAD)
    line_end = text.find("\n", draft.end, limit)
    line_end = limit if line_end < 0 else line_end
    added: list[Span] = []
    at = draft.end
    for start, end in find_quotations(text, draft.end, line_end):
        gap = BETWEEN.fullmatch(text, at, start)
        span = Span(start, end)
        if gap is None or any(span.overlaps(other) for other in taken) or not _stands(text, span):
            break
        added.append(span)
        at = end
    return replace(draft, content=(*draft.content, *added)) if added else draft


def _has_quotation_before(text: str, draft: Draft) -> bool:
    first = draft.content[0]
    return (
        first.start < draft.cue[0].start and MARKS.search(text, first.start, first.end) is not None
    )


def _stands(text: str, span: Span) -> bool:
    """Tell whether a quotation is a sentence by itself."""
    inner = span.of(text).strip('"“”«»')
    return len(inner.split()) >= MIN_WORDS and inner.rstrip()[-1:] in SENTENCE_END
