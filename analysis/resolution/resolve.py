"""Sources of one article to resolved speakers: the public step of this package."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from analysis.names.reasons import Reason
from analysis.names.reasons import gettext_noop as _
from analysis.resolution.affiliations import name_affiliation, subject_body
from analysis.resolution.article import Found, build_article
from analysis.resolution.linking import Linker
from analysis.resolution.mentions import find_mentions
from analysis.resolution.relay import relaying_outlet, told_outlet
from analysis.types import Attribution, ResolvedSpeaker, Span

_SPOKESPEOPLE: Final = frozenset(["spokesman", "spokeswoman", "spokesperson"])


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
    mentions = find_mentions(article, attributions, found)
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
    relay = speaker.by_way_of or relaying_outlet(i, linker.enclosing, found)
    if relay is None:
        relay = told_outlet(linker.article, attributions[i])
    reasons = speaker.reasons
    if relay is not None:
        reasons = (*reasons, Reason(_("The words come by way of %(name)s."), name=relay))
    start = attributions[i].source[0].start
    role = speaker.role or best.role
    affiliation = speaker.affiliation or best.affiliation
    if affiliation is not None:
        affiliation = name_affiliation(linker.article, affiliation, start)
    elif role is not None and role.lower() in _SPOKESPEOPLE:
        affiliation = subject_body(linker.article, start)
    return ResolvedSpeaker(
        name=best.speaker_name,
        kind=best.kind,
        role=role,
        affiliation=affiliation if affiliation != best.speaker_name else None,
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
