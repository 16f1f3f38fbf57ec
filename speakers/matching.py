"""Speakers that go by the words typed, each with what tells them from namesakes."""

from __future__ import annotations

from dataclasses import dataclass

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
    """Return the speakers who go by `words`, the likeliest first; four queries however many there are."""
    found = Speaker.objects.suggested(words).with_names().with_roles()[:N_MATCHES]
    return [Match(speaker, _role(speaker), _alias(speaker, name_key(words))) for speaker in found]


def _role(speaker: Speaker) -> str:
    """Return the post of the newest mandate, as stored."""
    mandates = sorted(speaker.memberships.all(), key=lambda held: held.start, reverse=True)
    return str(mandates[0].post) if mandates else ""


def _alias(speaker: Speaker, key: str) -> str:
    """Return the name that holds `key`, if the full name does not."""
    if key in name_key(speaker.name):
        return ""
    return next((row.name for row in speaker.names.all() if key in row.key), "")
