"""Content in pieces that belong together: joined where nothing but marks stands between."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from analysis.attribution.drafts import Draft
from analysis.types import Span

# a comma between two quotations keeps them apart: “so,” “but” are two
NOTHING_BETWEEN = re.compile(r"[^\S\n]*|[\"“”«»]?[^\S\n]*[\"“”«»]?")


def join_fragments(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts with adjacent spans of one role made one, in text order."""
    return [
        replace(
            draft,
            source=join_spans(text, draft.source),
            content=join_spans(text, draft.content),
        )
        for draft in drafts
    ]


def join_spans(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Return `spans` in order, joined where they touch, overlap, or only marks stand between."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and _is_adjacent(text, joined[-1], span):
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def _is_adjacent(text: str, left: Span, right: Span) -> bool:
    if right.start <= left.end:
        return True
    return NOTHING_BETWEEN.fullmatch(text, left.end, right.start) is not None
