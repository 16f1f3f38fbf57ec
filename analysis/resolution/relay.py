"""Who stands inside whose words: nesting of attributions, and the outlets that relay."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from analysis.resolution.article import Article, Found
from analysis.resolution.kinds import kind_of_organisation
from analysis.resolution.lexicon import ORG_HEADS, OUTLETS, fold
from analysis.types import Attribution, Span, SpeakerKind

_LOOK_BACK: Final = 40
_MAX_NESTING: Final = 4
_SENTENCE: Final = 60
_SENTENCE_END: Final = frozenset([".", "!", "?", "\n"])
_SAYING: Final = frozenset(["said", "says", "told", "denied", "warned", "announced", "confirmed", "claimed", "acknowledged", "admitted"])  # fmt: skip
_PERFECT: Final = frozenset(["had", "has", "have"])
_MAX_RELAYED: Final = 8
_QUOTING: Final = frozenset(["quoted", "quotes", "quoting", "cited", "cites", "citing"])
_CARRIERS: Final = frozenset([("interview", "with"), ("interview", "to"), ("interviewed", "by"), ("according", "to"), ("quoted", "by"), ("cited", "by"), ("speaking", "to"), ("spoke", "to"), ("remarks", "to"), ("comments", "to"), ("statement", "to"), ("email", "to"), ("message", "to"), ("interviews", "with")])  # fmt: skip


def find_enclosing(attributions: Sequence[Attribution]) -> tuple[int | None, ...]:
    """Return for each attribution the index of the one whose content holds it whole, or None."""
    spans = sorted(
        (span.start, span.end, i) for i, a in enumerate(attributions) for span in a.content
    )
    starts = [start for start, _, _ in spans]
    return tuple(_enclosing(a, i, spans, starts) for i, a in enumerate(attributions))


def relaying_outlet(
    i: int, enclosing: Sequence[int | None], found: Mapping[int, Found | None]
) -> str | None:
    """Return the outlet whose credited words hold attribution `i` whole, if any.

    "Lumen News reported that the ministry said ...": the ministry speaks, Lumen News relays.
    """
    outer = enclosing[i]
    for _ in range(_MAX_NESTING):
        if outer is None:
            return None
        speaker = found.get(outer)
        if speaker is not None and speaker.kind is SpeakerKind.MEDIA:
            return speaker.speaker_name
        outer = enclosing[outer]
    return None


def relayed_words(article: Article, attribution: Attribution) -> Span | None:
    """Return who speaks in an outlet's words: "the ministry" in "that the ministry had said divers were there"."""
    if not attribution.content:
        return None
    items = article.tokens.items
    first = article.tokens.index_at(attribution.content[0].start)
    first += first < len(items) and items[first].low == "that"
    for k in range(first, min(len(items), first + _MAX_RELAYED)):
        if items[k].low in _SAYING:
            last = k - (items[k - 1].low in _PERFECT)
            return Span(items[first].start, items[last - 1].end) if last > first else None
        if not items[k].is_word:
            return None
    return None


def told_outlet(article: Article, attribution: Attribution) -> str | None:
    """Return the outlet that the speaker told, or that an interview or quotation in the sentence is its.

    "told the BBC", "in an interview with Harbour Radio", "was quoted by the Harbour Herald as saying".
    """
    for cue in attribution.cue:
        k = article.tokens.index_at(cue.start)
        if article.text[cue.start : cue.end].lower().split()[:1] in (["told"], ["tells"]):
            outlet = _outlet_at(article, k + 1)
            if outlet is not None:
                return outlet
        for at in (*_carrying(article, k), *_broadcast(article, cue.end)):
            is_own = not any(
                span.start <= article.tokens.starts[at] < span.end for span in attribution.content
            )
            outlet = _outlet_at(article, at + 2) if is_own else None
            if outlet is not None:
                return outlet
    return _quoting_outlet(article, attribution)


def _quoting_outlet(article: Article, attribution: Attribution) -> str | None:
    """Return the outlet in "AFP quoted a witness as saying"."""
    if not attribution.source:
        return None
    items = article.tokens.items
    k = article.tokens.index_at(attribution.source[0].start) - 1
    k -= k > 0 and items[k].low in {"a", "an", "the"}
    if k < 1 or items[k].low not in _QUOTING:
        return None
    name = next((n for n in reversed(article.names) if n.end_i == k), None)
    is_outlet = name is not None and (fold(name.text) in OUTLETS or _is_named_medium(name.words))
    return name.text if name is not None and is_outlet else None


def _carrying(article: Article, k: int) -> Iterator[int]:
    """Yield where "interview with", "quoted by" or the like stands in the sentence of token `k`."""
    items = article.tokens.items
    first = k
    while first > 0 and items[first - 1].text not in _SENTENCE_END and k - first < _SENTENCE:
        first -= 1
    for at in range(first, min(len(items) - 1, k + _SENTENCE)):
        if (items[at].low, items[at + 1].low) in _CARRIERS:
            yield at
        if at > k and items[at].text in _SENTENCE_END:
            return


def _broadcast(article: Article, end: int) -> Iterator[int]:
    """Yield what leads to the station right after a cue: "said on Lumen Television"."""
    k = article.tokens.index_at(end)
    if k < len(article.tokens.items) and article.tokens.items[k].low == "on":
        yield k - 1


def _outlet_at(article: Article, start_i: int) -> str | None:
    part = article.tokens.items[start_i : start_i + 6]
    words = [token.text for token in part if token.low != "the"]
    for size in (4, 3, 2, 1):
        said = " ".join(words[:size])
        if fold(said) in OUTLETS or _is_named_medium(words[:size]):
            return said
    return None


def _is_named_medium(words: Sequence[str]) -> bool:
    """Tell whether words are a name of their own that ends in "Wire", "Herald", "Radio"."""
    if len(words) < 2 or not all(word[:1].isupper() for word in words):
        return False
    return words[-1].lower() in ORG_HEADS and kind_of_organisation(words) is SpeakerKind.MEDIA


def _enclosing(
    attribution: Attribution, i: int, spans: Sequence[tuple[int, int, int]], starts: Sequence[int]
) -> int | None:
    parts = (*attribution.source, *attribution.cue, *attribution.content)
    if not parts or not attribution.source:
        return None
    first = min(span.start for span in parts)
    last = max(span.end for span in parts)
    stop = bisect_right(starts, first)
    best: tuple[int, int] | None = None
    for _start, end, j in spans[max(0, stop - _LOOK_BACK) : stop]:
        if j != i and end >= last and (best is None or end < best[0]):
            best = (end, j)
    return best[1] if best else None
