"""Sources said again by their noun: "the officials", "the official" after "An official, who asked not to be named"."""

from __future__ import annotations

from typing import Final

from analysis.resolution.article import Found
from analysis.resolution.lexicon import fold, singular
from analysis.resolution.nominals import replace_score
from analysis.resolution.phrases import Phrase
from analysis.types import SpeakerKind

_CLOSERS: Final = frozenset(["of", "at", "in", "for", "from", "with", "on", "who", "familiar", "close", "briefed"])  # fmt: skip


def said_again(found: list[tuple[int, Found]], phrase: Phrase) -> Found | None:
    """Link "the officials" to an earlier collective, "the official" to the one unnamed so far, by the same noun."""
    if phrase.determiner not in {"the", "these", "those"} or len(phrase.words) > 1:
        return None
    unnamed = {
        speaker.key: speaker
        for _start, speaker in found
        if speaker.kind is SpeakerKind.ANONYMOUS and _head_of(speaker) == phrase.head
    }
    if len(unnamed) == 1:  # "the official" after one "An official, who asked not to be named"
        return replace_score(next(iter(unnamed.values())), 0.65)
    for _start, speaker in reversed(found[-12:]):
        last = singular(fold(speaker.speaker_name).split()[-1])
        if speaker.is_plural and last == singular(phrase.head):
            return replace_score(speaker, 0.65)
    return None


def _head_of(speaker: Found) -> str:
    """Return the head noun of an unnamed source: "official" of "senior official at the port"."""
    words = fold(speaker.speaker_name).split()
    stop = next((k for k, word in enumerate(words) if word in _CLOSERS), len(words))
    return words[stop - 1] if stop else ""
