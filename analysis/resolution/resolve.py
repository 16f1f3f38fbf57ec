"""Sources of one article to resolved speakers: the public step of this package."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.resolution.article import Article, Found, build_article
from analysis.resolution.lexicon import OUTLETS, fold
from analysis.resolution.linking import Linker
from analysis.types import Attribution, ResolvedSpeaker, Span, SpeakerKind


def resolve_speakers(
    text: str, attributions: Sequence[Attribution]
) -> tuple[ResolvedSpeaker | None, ...]:
    """Return the speaker of each attribution, in the order given.

    None stands for an attribution without a source, or whose source names nobody ("we", a pronoun
    with nothing before it). The same speaker has the same name and the same mentions throughout.

    Rules and their order: docs/resolution.md.
    """
    article = build_article(text, attributions)
    linker = Linker(article, attributions)
    found = linker.link_all()
    mentions = _mentions(article, attributions, found)
    canonical = _canonical(found)
    return tuple(
        _speaker(i, attributions, linker, found, mentions, canonical)
        for i in range(len(attributions))
    )


def _speaker(
    i: int,
    attributions: Sequence[Attribution],
    linker: Linker,
    found: dict[int, Found | None],
    mentions: dict[str, tuple[Span, ...]],
    canonical: dict[str, Found],
) -> ResolvedSpeaker | None:
    speaker = found.get(i)
    if speaker is None:
        return None
    best = canonical[speaker.key]
    relay = _relay(i, linker, found, canonical)
    if relay is None:
        relay = _told_outlet(linker.article, attributions[i])
    reasons = speaker.reasons
    if relay is not None:
        reasons = (*reasons, f"The words come by way of {relay}.")
    return ResolvedSpeaker(
        name=best.speaker_name,
        kind=best.kind,
        role=speaker.role or best.role,
        affiliation=speaker.affiliation or best.affiliation,
        mentions=mentions[speaker.key],
        relayed_by=relay if relay != best.speaker_name else None,
        reasons=reasons,
        score=speaker.score,
    )


def _canonical(found: dict[int, Found | None]) -> dict[str, Found]:
    """Return for each speaker the link with the fullest name."""
    best: dict[str, Found] = {}
    for speaker in found.values():
        if speaker is None:
            continue
        known = best.get(speaker.key)
        if known is None or len(speaker.speaker_name) > len(known.speaker_name):
            best[speaker.key] = speaker
    return best


def _mentions(
    article: Article, attributions: Sequence[Attribution], found: dict[int, Found | None]
) -> dict[str, tuple[Span, ...]]:
    """Return every span of each linked speaker: its names in the text and its sources."""
    wanted = {speaker.key for speaker in found.values() if speaker}
    spans: dict[str, set[Span]] = {key: set() for key in wanted}
    for person in article.people.everyone:
        key = f"person:{person.mentions[0].start if person.mentions else 0}:{fold(person.name)}"
        if key in spans:
            spans[key].update(name.span for name in person.mentions)
    for org in article.organisations.all:
        key = f"org:{org.key.owner}:{org.key.rest}"
        if key in spans:
            spans[key].update(org.mentions)
    for i, speaker in found.items():
        if speaker is None:
            continue
        for span in attributions[i].source:
            if not any(span.overlaps(other) for other in _near(spans[speaker.key], span)):
                spans[speaker.key].add(span)
    return {key: tuple(sorted(value)) for key, value in spans.items()}


def _near(spans: set[Span], span: Span) -> list[Span]:
    return [other for other in spans if other.overlaps(span)]


def _relay(
    i: int, linker: Linker, found: dict[int, Found | None], canonical: dict[str, Found]
) -> str | None:
    """Return the outlet whose credited words hold the whole attribution, if any."""
    outer = linker.enclosing[i]
    for _ in range(4):
        if outer is None:
            return None
        speaker = found.get(outer)
        if speaker is not None and speaker.kind is SpeakerKind.MEDIA:
            return canonical[speaker.key].speaker_name
        outer = linker.enclosing[outer]
    return None


def _told_outlet(article: Article, attribution: Attribution) -> str | None:
    """Return the outlet that the speaker "told", named right after the cue."""
    for cue in attribution.cue:
        if article.text[cue.start : cue.end].lower().split()[:1] not in (["told"], ["tells"]):
            continue
        start_i = article.tokens.index_at(cue.start) + 1
        part = article.tokens.items[start_i : start_i + 6]
        words = [t.text for t in part if t.low != "the"]
        for size in (4, 3, 2, 1):
            said = " ".join(words[:size])
            if fold(said) in OUTLETS:
                return said
    return None
