"""Who is spoken about but not heard: named in what others say, with no statement of their own on the question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claims.contrast.said import Said
from claims.models.question import Stance
from speakers.models import Speaker, SpeakerName
from speakers.names import name_key

_ADVERSE_ACTS = frozenset({"accuse", "deny", "doubt", "warn", "demand"})
_NO_PARTY = frozenset({"anonymous", "document", "collective", "media"})
# Named in passing as places; they are a party only where something is denied or laid at their door.
_PLACES = frozenset({"government", "legislature", "igo"})
_WORD = re.compile(r"[\w.’'-]+")
N_STATEMENTS, N_WORDS, N_NAMED = 300, 6, 12


@dataclass(frozen=True, slots=True)
class Unheard:
    """A speaker of the registry with the statements that name them."""

    speaker: Speaker
    named_in: tuple[Said, ...]


def find_unheard(said: Sequence[Said]) -> tuple[Unheard, ...]:
    """Return the people and organisations that statements name and that have none of their own in `said`.

    `said` is everything on the question, whatever the filters. Governments count only where a statement accuses,
    doubts or denies: elsewhere their names are places. An organisation is heard when one of its parts is.
    One query.
    """
    once = sorted(
        {one.statement_id: one for one in said}.values(), key=lambda s: not _is_adverse(s)
    )
    naming: dict[str, list[Said]] = {}
    for one in once[:N_STATEMENTS]:
        for key in name_keys(one.words):
            naming.setdefault(key, []).append(one)
    names = (
        SpeakerName.objects.filter(key__in=list(naming))
        .exclude(speaker__kind__in=_NO_PARTY)
        .select_related("speaker__canonical")
        .order_by("speaker__name")
    )
    heard = {one.speaker_id for one in said} | {one.speaker_parent_id for one in said}
    spoken = {name_key(one.label) for one in said}
    found: dict[int, tuple[Speaker, dict[int, Said]]] = {}
    for name in names:
        speaker = name.speaker.root
        if speaker.pk in heard or name.key in spoken:
            continue
        if speaker.kind in _PLACES and not any(map(_is_adverse, naming[name.key])):
            continue
        _speaker, by_id = found.setdefault(speaker.pk, (speaker, {}))
        by_id.update({one.statement_id: one for one in naming[name.key]})
    return tuple(
        Unheard(speaker, tuple(sorted(by_id.values(), key=lambda s: s.order))[:3])
        for speaker, by_id in list(found.values())[:N_NAMED]
    )


def name_keys(words: str) -> set[str]:
    """Return the look-up keys of every run of words that begins and ends with a capital."""
    tokens = _WORD.findall(words)
    runs: set[str] = set()
    for i, token in enumerate(tokens):
        if not token[:1].isupper():
            continue
        for j in range(i, min(i + N_WORDS, len(tokens))):
            if tokens[j][:1].isupper():
                runs.add(name_key(" ".join(tokens[i : j + 1])))
    return {key for key in runs if len(key) > 1}


def _is_adverse(one: Said) -> bool:
    return one.stance == Stance.DENIES or one.cue_class in _ADVERSE_ACTS


def anonymous_only(said: Iterable[Said]) -> tuple[Said, ...]:
    """Return the first statement of each unnamed source, oldest first."""
    firsts: dict[tuple[int | None, str], Said] = {}
    for one in said:
        if one.is_anonymous:
            firsts.setdefault(one.holder_key, one)
    return tuple(firsts.values())
