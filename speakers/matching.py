"""Speakers that go by the words typed, each with what tells them from namesakes."""

from __future__ import annotations

from dataclasses import dataclass

from speakers.candidates import Candidate, Mention, find_candidates
from speakers.models import Speaker
from speakers.names import name_key

N_MATCHES = 12


@dataclass(frozen=True, slots=True)
class Match:
    """A speaker to choose: the newest role they held, and the name that fits where it is not the full one."""

    speaker: Speaker
    role: str
    alias: str


def match_names(words: str) -> list[Match]:
    """Return the speakers who go by `words`, the likeliest first; a few queries however many there are.

    Those whose names hold the words come first, then those who may be meant in another spelling, script or order.
    """
    found = list(Speaker.objects.suggested(words).with_names().with_roles()[:N_MATCHES])
    matches = [Match(s, _role(s), _alias(s, name_key(words))) for s in found]
    if len(matches) < N_MATCHES:
        matches += _spelt_otherwise(words, {speaker.pk for speaker in found})
    return matches[:N_MATCHES]


def _spelt_otherwise(words: str, known: set[int]) -> list[Match]:
    """Return speakers besides `known` who may go by `words`, each with the name that is alike."""
    mention = Mention(words)
    own: dict[int, Candidate] = {
        c.speaker_id: c for c in find_candidates([mention])[mention] if c.speaker_id not in known
    }
    speakers = Speaker.objects.filter(pk__in=list(own)[:N_MATCHES]).with_names().with_roles()
    by_pk = {speaker.pk: speaker for speaker in speakers}
    return [
        Match(by_pk[pk], _role(by_pk[pk]), c.alias if c.alias != by_pk[pk].name else "")
        for pk, c in own.items()
        if pk in by_pk
    ]


def _role(speaker: Speaker) -> str:
    """Return the post of the newest mandate, as stored."""
    mandates = sorted(speaker.all_memberships, key=lambda held: held.start, reverse=True)
    return str(mandates[0].post) if mandates else ""


def _alias(speaker: Speaker, key: str) -> str:
    """Return the name that holds `key`, if the full name does not."""
    if key in name_key(speaker.name):
        return ""
    return next((row.name for row in speaker.all_names if key in row.key), "")
