"""A role set before a name belongs to the source: the plan failed, its chair, Ada Brook, said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from analysis.attribution.drafts import Draft
from analysis.resolution.lexicon import is_role
from analysis.types import Span

# ", its chair", ", the committee’s deputy chair": a determiner, then few words, the last one a role
ROLE_PHRASE = re.compile(
    r"(?P<before>,[”’\"']?|[”’\"'])[^\S\n]+"
    r"(?P<phrase>(?:its|his|her|their|the|a|an|one)[^\S\n]+(?:[\w’'-]+[^\S\n]+){0,5}?(?P<head>[a-z][\w-]*))"
    r",?[^\S\n]*\Z"
)
LONGEST = 90  # characters


def join_appositions(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts, each source with the role in apposition right before its name."""
    return [_with_role(text, draft) for draft in drafts]


def _with_role(text: str, draft: Draft) -> Draft:
    """Move ", its chair" from the end of a content, or from no span at all, to the name after it."""
    if len(draft.source) != 1 or not text[draft.source[0].start].isupper():
        return draft
    name = draft.source[0]
    before = [span for span in draft.content if span.end <= name.start]
    if not before or not draft.cue or draft.cue[0].start < before[-1].end:
        return draft
    if text[name.start - 2 : name.start] != ", ":
        return draft
    floor = max(before[-1].start, name.start - LONGEST)
    match = ROLE_PHRASE.search(text, floor, name.start)
    if match is None or not is_role(match["head"]):
        return draft
    start = match.start("phrase")
    content = tuple(_cut(text, span, start, name.end) for span in draft.content)
    return replace(draft, source=(Span(start, name.end),), content=content)


def _cut(text: str, span: Span, start: int, stop: int) -> Span:
    """Return `span` without the words from `start` on, if it ends among the source's."""
    if not start < span.end <= stop:
        return span
    return Span(span.start, span.start + len(text[span.start : start].rstrip(" ,")))
