"""Quotations over several paragraphs: each is opened again, only the last is closed.

Ada Brook said: “We tried.
“Then we left.” - two spans of one content. The steps before see one window; this one, the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analysis.attribution.drafts import Draft
from analysis.attribution.quotes import find_quotations
from analysis.types import Span

OPENS = frozenset('“"«„')
CLOSES = frozenset('”"»')
MAX_PARAGRAPHS = 12
MAX_LINE = 4000  # characters


def join_continuations(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts, each quotation left open with what goes on in the paragraphs after it."""
    return [_with_continuation(text, draft, drafts) for draft in drafts]


def _with_continuation(text: str, draft: Draft, drafts: Sequence[Draft]) -> Draft:
    if not draft.cue or not draft.content:
        return draft
    last = max(draft.content)
    line_end = _line_end(text, last.end)
    if not _is_left_open(text, last, line_end):
        return draft
    added: list[Span] = []
    while len(added) < MAX_PARAGRAPHS:
        span = _quotation_opening_next(text, line_end)
        if span is None or any(_has_own_cue(other, span) for other in drafts):
            break
        added.append(span)
        line_end = _line_end(text, span.end)
        if span.end < line_end or text[span.end - 1] in CLOSES:
            break
    return replace(draft, content=(*draft.content, *added)) if added else draft


def _is_left_open(text: str, span: Span, line_end: int) -> bool:
    """Tell whether the quotation that `span` ends in reaches the paragraph's end without a mark."""
    if text[span.end : line_end].strip():
        return False
    line_start = max(text.rfind("\n", 0, span.end) + 1, line_end - MAX_LINE)
    quotations = find_quotations(text, line_start, line_end)
    if not quotations or quotations[-1][1] != line_end:
        return False
    start, _ = quotations[-1]
    return start < span.end and text[start] in OPENS and not _is_closed(text, start, line_end)


def _is_closed(text: str, start: int, line_end: int) -> bool:
    end = start + len(text[start:line_end].rstrip())
    return end - start > 1 and text[end - 1] in CLOSES


def _quotation_opening_next(text: str, line_end: int) -> Span | None:
    """Return the quotation that opens the next paragraph, to its closing mark or the line's end."""
    start = line_end
    while start < len(text) and text[start].isspace():
        start += 1
    if start >= len(text) or text[start] not in OPENS:
        return None
    stop = _line_end(text, start)
    if stop - start > MAX_LINE:
        return None
    first = find_quotations(text, start, stop)[0]
    end = first[0] + len(text[first[0] : first[1]].rstrip())
    return Span(first[0], end) if first[0] == start else None


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _has_own_cue(draft: Draft, span: Span) -> bool:
    """Tell whether the words of `span` are credited by a cue outside of them."""
    is_outside = not any(span.overlaps(cue) for cue in draft.cue)
    return is_outside and any(span.overlaps(content) for content in draft.content)
