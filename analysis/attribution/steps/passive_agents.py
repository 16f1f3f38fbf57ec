"""The agent of a passive: "has been described as a risk by the central bank"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from analysis.attribution.drafts import Draft
from analysis.types import Span

PARTICIPLE = re.compile(
    r"(?:\w+ed|said|told|known|seen|thought|found|held|put|given|made|understood|felt|written)$"
)
NAME = r"[A-Z](?:[\w’'&-]|\.(?=\w)|(?<=[A-Z])\.)*"
PEOPLE = (
    "officials|critics|experts|analysts|investigators|prosecutors|police|authorities|residents|"
    "witnesses|scientists|researchers|engineers|leaders|lawmakers|opponents|supporters|"
    "government|ministry|court|group|groups|agency|party|bank|department|office|company|union"
)
# "by the Kenyan health ministry", "by Maria Lopez", not "by train", "by 2030" or "by saying"
AGENT = re.compile(
    r"\bby[^\S\n]+(?P<agent>"
    r"(?:(?:the|a|an|his|her|its|their|some|many|several|most)[^\S\n]+(?:[a-z][\w’'-]*[^\S\n]+){0,3}?)?"
    rf"(?:{NAME}|(?:{PEOPLE})\b)"
    rf"(?:[^\S\n]+(?:of[^\S\n]+(?:the[^\S\n]+)?|and[^\S\n]+)?(?:{NAME}|(?:{PEOPLE})\b))*"
    r")(?=[\s,.;:)”\"]|$)"
)
MONTHS = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
)
LOOK_AHEAD = 300  # characters
SENTENCE_END = re.compile(r"[.!?](?=\s+[A-Z“\"])|\n|$")


def find_passive_agents(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts; one without a source whose cue is a participle gets its agent."""
    return [draft if draft.source else _with_agent(text, draft) for draft in drafts]


def _with_agent(text: str, draft: Draft) -> Draft:
    if not draft.cue or not PARTICIPLE.search(draft.cue[-1].of(text)):
        return draft
    sentence_end = _end_of_sentence(text, draft.end)
    for match in AGENT.finditer(text, draft.cue[-1].end, sentence_end):
        agent = Span(*match.span("agent"))
        if MONTHS.match(agent.of(text)) or not _is_reachable(text, draft, match.start()):
            continue
        content = _without(text, draft.content, Span(match.start(), agent.end))
        if content:
            return replace(draft, source=(agent,), content=content)
    return draft


def _end_of_sentence(text: str, start: int) -> int:
    end = SENTENCE_END.search(text, start, start + LOOK_AHEAD)
    return end.start() if end else start


def _is_reachable(text: str, draft: Draft, start: int) -> bool:
    """Tell whether the agent follows the cue at once, or the content that follows the cue."""
    between = text[draft.cue[-1].end : start].strip()
    ends = [span.end for span in draft.content if span.start < start]
    reached = [max(draft.cue[-1].end, *ends)] if ends else [draft.cue[-1].end]
    return not between or not text[reached[0] : start].strip() or start < reached[0]


def _without(text: str, spans: Sequence[Span], agent: Span) -> tuple[Span, ...]:
    """Cut the agent off the end of the content that holds it."""
    kept = []
    for span in spans:
        if not span.overlaps(agent):
            kept.append(span)
        elif text[agent.end : span.end].strip(' .,;”"') == "":
            end = span.start + len(text[span.start : agent.start].rstrip())
            kept += [Span(span.start, end)] if span.start < end else []
        else:
            kept.append(span)
    return tuple(kept)
