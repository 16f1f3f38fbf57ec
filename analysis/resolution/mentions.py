"""Every span of an article that names a linked speaker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analysis.resolution.article import Article, Found
from analysis.types import Attribution, Span


def find_mentions(
    article: Article, attributions: Sequence[Attribution], found: Mapping[int, Found | None]
) -> dict[str, tuple[Span, ...]]:
    """Return for each speaker's key its names in the text and its sources, in text order.

    Mentions of one speaker never overlap: a name inside a longer source stands for both.
    """
    named: dict[str, list[Span]] = {found_.key: [] for found_ in found.values() if found_}
    sources: dict[str, list[Span]] = {key: [] for key in named}
    for person in article.people.everyone:
        key = f"person:{person.number}"
        if key in named:
            named[key].extend(
                _name_span(article, name.start_i, name.end_i, name.span, person.words)
                for name in person.mentions
            )
    for org in article.organisations.all:
        key = f"org:{org.key.owner}:{org.key.rest}"
        if key in named:
            named[key].extend(org.mentions)
    for i, speaker in found.items():
        if speaker is not None:
            if speaker.by_way_of is None:  # else the source names the outlet
                sources[speaker.key].extend(attributions[i].source)
            if speaker.place is not None:
                sources[speaker.key].append(speaker.place)
    return {key: _without_overlaps(named[key], sources[key]) for key in named}


def _name_span(
    article: Article, start_i: int, end_i: int, span: Span, words: Sequence[str]
) -> Span:
    """Return the part of a run that is the person's own name, its role left out."""
    lows = {word.lower() for word in words}
    for token in article.tokens.items[start_i:end_i]:
        if token.low in lows and token.start < span.end:
            return Span(token.start, span.end)
    return span


def _without_overlaps(named: Sequence[Span], sources: Sequence[Span]) -> tuple[Span, ...]:
    """Return names, and the sources that overlap none, sorted and free of overlaps."""
    kept: list[tuple[Span, bool]] = []
    marked = [(span, True) for span in named] + [(span, False) for span in sources]
    for span, is_name in sorted(marked, key=lambda pair: (pair[0].start, -pair[0].end)):
        if not kept or not span.overlaps(kept[-1][0]):
            kept.append((span, is_name))
        elif is_name and not kept[-1][1]:
            kept[-1] = (span, True)
    return tuple(span for span, _ in kept)
