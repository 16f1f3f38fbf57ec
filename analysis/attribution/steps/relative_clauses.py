"""A clause that hangs on a source: "..., according to the ministry, which added that ...".

Such a clause is an attribution of its own, said by the same source. The model either swallows it
into the attribution before, or names its source "which".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from analysis.attribution.cues import LEXICON
from analysis.attribution.drafts import Draft, made_by_rule
from analysis.types import Span

PRONOUNS = frozenset({"which", "who"})
CLAUSE = re.compile(
    r",?[^\S\n]+(?P<pronoun>which|who)[^\S\n]+[\"“«]?"
    r"(?P<cue>(?:(?:has|had|have|also|then|later|further|\w+ly)[^\S\n]+)*(?P<verb>\w+))"
)
WORD_OR_END = re.compile(r"\S|\Z")


def split_relative_clauses(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts with every such clause as its own, credited to its antecedent."""
    split: list[Draft] = []
    for draft in drafts:
        split += _split_clause(text, draft, drafts)
    return [_name_antecedent(text, draft, split) for draft in split]


def _split_clause(text: str, draft: Draft, drafts: Sequence[Draft]) -> list[Draft]:
    """Cut the clause out of the draft whose content swallowed it."""
    clause = CLAUSE.match(text, draft.source[-1].end) if draft.source else None
    if clause is None or not _is_reporting(clause["verb"]):
        return [draft]
    cue = Span(*clause.span("cue"))
    kept = tuple(span for span in draft.content if span.start < clause.start("pronoun"))
    swallowed = [span for span in draft.content if span.start >= clause.start("pronoun")]
    if not kept or not swallowed or any(_has_cue(other, cue) for other in drafts):
        return [draft]
    start = next(word.start() for word in WORD_OR_END.finditer(text, cue.end))
    end = max(span.end for span in swallowed)
    if start >= end:
        return [draft]
    return [
        replace(draft, content=kept),
        Draft(draft.source, (cue,), (Span(start, end),), made_by_rule(draft.signals)),
    ]


def _name_antecedent(text: str, draft: Draft, drafts: Sequence[Draft]) -> Draft:
    """Put the antecedent in the place of a bare "which" or "who" that follows a source."""
    if len(draft.source) != 1 or draft.source[0].of(text).lower() not in PRONOUNS:
        return draft
    pronoun = draft.source[0]
    for other in drafts:
        before = [span for span in other.source if span.end < pronoun.start]
        if other is draft or not before or not other.content:
            continue
        is_next = text[before[-1].end : pronoun.start].strip() in {"", ","}
        if is_next and other.content[0].start < before[-1].start:
            return replace(draft, source=other.source)
    return draft


def _is_reporting(verb: str) -> bool:
    return verb.lower() in LEXICON and not verb.endswith("ing")


def _has_cue(draft: Draft, cue: Span) -> bool:
    return any(span.overlaps(cue) for span in draft.cue)
