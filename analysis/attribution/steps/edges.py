"""What clings to the edge of a span without being part of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from analysis.attribution.drafts import Draft
from analysis.types import Span

# "the engineer, Tomas Beck, said": the closing comma belongs to the sentence
LOOSE_END = re.compile(r"[\s,;]+\Z")
# "described as reckless by" + "the Green Alliance"
LOOSE_BY = re.compile(r"\s+by\Z")


def trim_edges(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts without commas at the end of sources, and "by" between content and agent."""
    return [
        replace(
            draft,
            source=tuple(trim_end(text, span, LOOSE_END) for span in draft.source),
            content=tuple(
                trim_end(text, span, LOOSE_BY) if _is_before_source(text, span, draft) else span
                for span in draft.content
            ),
        )
        for draft in drafts
    ]


def trim_end(text: str, span: Span, loose: re.Pattern[str]) -> Span:
    """Return `span` without the loose end; a span that is nothing else stays as it is."""
    end = span.start + len(loose.sub("", span.of(text)))
    return Span(span.start, end) if end > span.start else span


def _is_before_source(text: str, span: Span, draft: Draft) -> bool:
    return any(
        span.end <= source.start and not text[span.end : source.start].strip()
        for source in draft.source
    )
