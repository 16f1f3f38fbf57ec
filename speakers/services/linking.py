"""From a name in an article to a speaker of the registry: precision first.

A wrong link credits words to somebody who never said them, so only one thing links: the name is, letter for
letter of its key, a registered name, and exactly one speaker of a compatible kind goes by it. Everything else
is a candidate for a person to choose.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from speakers.kinds import NOBODY, PEOPLE, are_compatible
from speakers.models import Speaker, SpeakerName
from speakers.names import name_key
from speakers.services.registry import create_speaker

N_CANDIDATES = 8

# fmt: off
_PRONOUNS = frozenset({
    "i", "me", "my", "we", "us", "our", "you", "your", "he", "him", "his", "she", "her",
    "hers", "it", "its", "they", "them", "their", "theirs", "one", "who", "whom", "this",
    "that", "these", "those", "someone", "somebody", "everyone", "everybody", "anyone",
    "nobody", "others", "another", "both", "himself", "herself", "itself", "themselves",
})
# Common nouns that name a body only together with other words: "Police", "The Ministry".
_COMMON_NOUNS = frozenset({
    "administration", "agency", "army", "association", "authorities", "authority", "bank",
    "board", "cabinet", "commission", "committee", "company", "council", "court", "defence",
    "defense", "department", "embassy", "firm", "force", "forces", "government", "group",
    "institute", "judge", "judiciary", "law", "leader", "lawyer", "legislature", "media",
    "mayor", "military", "minister", "ministry", "movement", "navy", "newspaper", "office",
    "official", "officials", "opposition", "organisation", "organization", "paper",
    "parliament", "parties", "party", "police", "president", "prosecutor", "prosecutors",
    "rebels", "report", "reporters", "secretariat", "senate", "service", "source", "sources",
    "spokesman", "spokesperson", "spokeswoman", "state", "statement", "study", "survey",
    "union", "university", "witness", "witnesses",
})
# fmt: on


@dataclass(frozen=True, slots=True)
class SpeakerMatch:
    """What the registry knows about a name: the speaker it links to, or the ones a person may choose from."""

    speaker: Speaker | None
    reason: str
    candidates: tuple[Speaker, ...] = ()


def find_speaker(
    *, name: str, kind: str = "", affiliation: str = "", country: str = ""
) -> SpeakerMatch:
    """Return the one speaker that goes by exactly `name`, else candidates.

    `kind` empty is compatible with every kind; `country` drops speakers of another country; `affiliation`
    only decides between namesakes: it must be a registered name of the organisation one of them belongs to.
    """
    rows = SpeakerName.objects.filter(key=name_key(name)).select_related("speaker__parent")
    exact = [
        s
        for s in _speakers_of(rows)
        if not (country and s.country and s.country != country.upper())
    ]
    match = _decide(name, kind, exact)
    if match.speaker is not None or not may_link(name, kind):
        return match
    if affiliation and len(match.candidates) > 1:
        members = _members_of(match.candidates, affiliation)
        if len(members) == 1:
            return SpeakerMatch(members[0], "only namesake in this organisation", match.candidates)
    if match.candidates:
        return match
    return SpeakerMatch(None, match.reason, _find_alike(name, kind))


def find_speakers(
    names_and_kinds: Iterable[tuple[str, str]],
) -> dict[tuple[str, str], SpeakerMatch]:
    """Return the match of every (name, kind), all with one query; the candidates are namesakes only."""
    asked = list(dict.fromkeys(names_and_kinds))
    keys = {name_key(name) for name, kind in asked if may_link(name, kind)}
    rows = SpeakerName.objects.filter(key__in=keys).select_related("speaker") if keys else []
    by_key: dict[str, list[Speaker]] = {}
    for row in rows:
        by_key.setdefault(row.key, []).append(row.speaker)
    return {
        (name, kind): _decide(name, kind, by_key.get(name_key(name), [])) for name, kind in asked
    }


def propose_speaker(
    *, name: str, kind: str, affiliation: str = "", country: str = "", description: str = ""
) -> Speaker | None:
    """Return the speaker `find_speaker` links to, else a new provisional one, else None.

    None when a person has to choose between namesakes, and for names that name nobody in particular
    (`is_full_name`). Two workers proposing one name at once get one speaker.
    """
    match = find_speaker(name=name, kind=kind, affiliation=affiliation, country=country)
    if match.speaker is not None:
        return match.speaker
    return _create_if_new(name, kind, match, country=country, description=description)


def propose_speakers(
    names_and_kinds: Iterable[tuple[str, str]],
) -> dict[tuple[str, str], Speaker | None]:
    """Return what `propose_speaker` would for every (name, kind); one query, and a few for each new speaker."""
    found = find_speakers(names_and_kinds)
    proposed: dict[tuple[str, str], Speaker | None] = {}
    # In one order for all workers, so that two of them never wait for each other's rows.
    for name, kind in sorted(found, key=lambda asked: (name_key(asked[0]), asked)):
        match = found[name, kind]
        proposed[name, kind] = match.speaker or _create_if_new(name, kind, match)
    return proposed


def may_link(name: str, kind: str) -> bool:
    """Tell whether `name` can name one speaker at all: no pronoun, no collective, no person by one word."""
    words = name_key(name).split()
    if not words or kind in NOBODY or _is_pronoun(name):
        return False
    return kind not in PEOPLE or len(words) > 1


def is_full_name(name: str, kind: str) -> bool:
    """Tell whether `name` is full enough to start a provisional speaker from.

    A person needs two words of more than a letter; a body a proper name that is not a lone common noun
    ("Police", "the ministry"); an office or a document two words of it.
    """
    if kind not in Speaker.Kind.values or not may_link(name, kind) or len(name) > 200:
        return False
    words = name_key(name).split()
    long_words = [word for word in words if len(word) > 1 and not word.isdigit()]
    if not _is_proper(name):
        return False
    if kind in PEOPLE or kind in {Speaker.Kind.OFFICE, Speaker.Kind.DOCUMENT}:
        return len(long_words) > 1
    return bool(long_words) and not set(words) <= _COMMON_NOUNS


def _decide(name: str, kind: str, exact: Iterable[Speaker]) -> SpeakerMatch:
    """Return the verdict on speakers that go by exactly `name`."""
    if not may_link(name, kind):
        return SpeakerMatch(None, "not the name of one speaker")
    known = {speaker.pk: speaker for speaker in exact if are_compatible(kind, speaker.kind)}
    speakers = tuple(known.values())
    # `kind` may be unknown here; a person still needs two words.
    people_by_one_word = len(name_key(name).split()) < 2 and any(s.kind in PEOPLE for s in speakers)
    if len(speakers) == 1 and not people_by_one_word:
        return SpeakerMatch(speakers[0], "registered name", speakers)
    if speakers:
        reason = (
            "one word of a person's name"
            if people_by_one_word
            else f"{len(speakers)} speakers go by this name"
        )
        return SpeakerMatch(None, reason, speakers)
    return SpeakerMatch(None, "no speaker goes by this name")


def _create_if_new(
    name: str, kind: str, match: SpeakerMatch, *, country: str = "", description: str = ""
) -> Speaker | None:
    has_namesakes = match.reason != "no speaker goes by this name"
    if has_namesakes or not is_full_name(name, kind):
        return None
    return create_speaker(
        name=name, kind=kind, country=country, description=description, is_provisional=True
    )


def _speakers_of(rows: Iterable[SpeakerName]) -> list[Speaker]:
    return list({row.speaker_id: row.speaker for row in rows}.values())


def _members_of(speakers: Iterable[Speaker], affiliation: str) -> list[Speaker]:
    """Return those of `speakers` who are part of, or hold a post in, an organisation that goes by `affiliation`."""
    key = name_key(affiliation)
    by_pk = {speaker.pk: speaker for speaker in speakers}
    near = Speaker.objects.filter(pk__in=by_pk)
    members = set(near.filter(parent__names__key=key).values_list("pk", flat=True))
    members |= set(
        near.filter(memberships__post__organisation__names__key=key).values_list("pk", flat=True)
    )
    return [by_pk[pk] for pk in sorted(members)]


def _find_alike(name: str, kind: str) -> tuple[Speaker, ...]:
    """Return speakers to offer to a person: a name of theirs ends, or holds, the last word of `name`."""
    last = name_key(name).split()[-1]
    if len(last) < 3:
        return ()
    found = Speaker.objects.filter(names__key__contains=last).distinct().order_by("name")[:50]
    return tuple(s for s in found if are_compatible(kind, s.kind))[:N_CANDIDATES]


def _is_pronoun(name: str) -> bool:
    """Pronouns, but not "US" nor "WHO"."""
    word = name.strip()
    return word.casefold() in _PRONOUNS and not (len(word) > 1 and word.isupper())


def _is_proper(name: str) -> bool:
    """Whether a word other than a leading article has a capital, or the script has none."""
    words = name.split()
    if words and words[0].casefold() in {"the", "a", "an"}:
        words = words[1:]
    letters = [word for word in words if any(c.isalpha() for c in word)]
    has_case = any(c.lower() != c.upper() for word in letters for c in word)
    return bool(letters) and (not has_case or any(c.isupper() for word in letters for c in word))
