"""The values that cross the boundary of `analysis`: frozen, plain, free of spaCy and Django.

Offsets are half-open `[start, end)`, counted in Unicode code points of the text given.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Quotation(StrEnum):
    """How the words of the content relate to the speaker's own words."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class CueClass(StrEnum):
    """The speech act that the cue names."""

    ASSERT = "assert"
    DENY = "deny"
    ACCUSE = "accuse"
    DEMAND = "demand"
    PROMISE = "promise"
    PREDICT = "predict"
    DOUBT = "doubt"
    ASK = "ask"
    CONCEDE = "concede"
    WARN = "warn"
    THINK = "think"
    OTHER = "other"


class Modality(StrEnum):
    """How firmly the content is put forward; an attribution may carry several."""

    HEDGED = "hedged"
    NEGATED = "negated"
    QUESTION = "question"
    HYPOTHETICAL = "hypothetical"


class SpeakerKind(StrEnum):
    """What sort of speaker a source names."""

    PERSON = "person"
    OFFICE = "office"
    MINISTRY = "ministry"
    GOVERNMENT = "government"
    AGENCY = "agency"
    MILITARY = "military"
    PARTY = "party"
    LEGISLATURE = "legislature"
    COURT = "court"
    COMPANY = "company"
    NGO = "ngo"
    IGO = "igo"
    ARMED_GROUP = "armed_group"
    MEDIA = "media"
    EXPERT = "expert"
    DOCUMENT = "document"
    COLLECTIVE = "collective"
    ANONYMOUS = "anonymous"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of code points; `start < end` always holds."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, got [{self.start}, {self.end})")

    def of(self, text: str) -> str:
        """Return the words of `text` that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is credited (`source`), by which reporting words (`cue`), with what (`content`).

    `source` and `cue` may be empty: an agentless passive names nobody, a bare quotation has no cue.
    `content` has at least one span. Spans of one role are in text order and do not overlap.
    `plain_confidence` is set where an installation's recalibration changed the confidence: what it was before.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    quotation: Quotation
    cue_class: CueClass
    modality: tuple[Modality, ...]
    confidence: float
    plain_confidence: float | None = None


@dataclass(frozen=True, slots=True)
class ResolvedSpeaker:
    """The speaker that a source names, as far as one article tells.

    `name` is the fullest name in the article, `mentions` every span that was taken to name the same
    speaker, in text order. `role` and `affiliation` are words of the article, or None. `relayed_by`
    names the outlet that carried the words ("Reuters reported that the ministry said"), or None.
    `reasons` say in one line each which mention and which rule led here; `score` is 0.0 to 1.0.
    """

    name: str
    kind: SpeakerKind
    role: str | None = None
    affiliation: str | None = None
    mentions: tuple[Span, ...] = ()
    relayed_by: str | None = None
    reasons: tuple[str, ...] = ()
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one pass over one text found; `speakers` runs parallel to `attributions`.

    `furniture` are the lines that are not the article (credits, notices, biographies): nothing is
    attributed inside them. `n_skipped` counts windows that failed and were passed over.
    """

    attributions: tuple[Attribution, ...]
    speakers: tuple[ResolvedSpeaker | None, ...]
    furniture: tuple[Span, ...] = field(default=())
    engine: str = ""
    n_skipped: int = 0
