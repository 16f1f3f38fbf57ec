"""From a name in an article to a speaker of the registry: precision first.

A wrong link credits words to somebody who never said them, so only two things link: the name is, letter for letter of
its key, a registered name of exactly one speaker of a compatible kind; or it is no registered name, but surely one
speaker's in another spelling, script, order or short form, and nobody else comes near. A name that bodies of many
countries share ("Foreign Ministry") links by an alias only where the article says whose it is, and a mere common noun
("the ministry") never. Everything else is a candidate for a person to choose.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from analysis.names import Verdict
from analysis.names.judging import is_pronoun
from analysis.names.reasons import Reason
from analysis.names.reasons import gettext_noop as _
from speakers.candidates import Candidate, Mention, find_candidates
from speakers.generic_names import is_common_noun, is_said_to_be_of, may_be_shared
from speakers.kinds import NOBODY, PEOPLE, are_compatible
from speakers.models import MentionJudgement, Speaker, SpeakerName
from speakers.names import name_key
from speakers.services.registry import create_speaker

N_CANDIDATES = 8
UNKNOWN = Reason(_("no speaker goes by this name"))
_NOBODY = Reason(_("not the name of one speaker"))
_REGISTERED = Reason(_("registered name"))
_SHARED = Reason(_("many go by such a name, and whose it is, is not said"))
_ONE_WORD = Reason(_("one word of a person's name"))
# A candidate that is not sure, but as likely as this, keeps another from being linked.
_RIVAL = 0.65
_WITH_OWNERS = ("speaker__canonical__parent", "speaker__parent")


@dataclass(frozen=True, slots=True)
class SpeakerMatch:
    """What the registry knows about a name: the speaker it links to, or the ones a person may choose from.

    `alias` is the registered name that matched; `proposals` say why each of `candidates` is one, in the same order.
    """

    speaker: Speaker | None
    reason: Reason
    candidates: tuple[Speaker, ...] = ()
    alias: str = ""
    proposals: tuple[Candidate, ...] = ()


def find_speaker(
    *,
    name: str,
    kind: str = "",
    affiliation: str = "",
    country: str = "",
    role: str = "",
    on: str = "",
) -> SpeakerMatch:
    """Return the one speaker that `name` surely is, else candidates, those who only share a surname included.

    `kind` empty is compatible with every kind; `country` drops speakers of another country; `affiliation` and `role`,
    held on the day `on` where it is given, only decide between namesakes.
    """
    mention = Mention(name, kind, country, affiliation, role, on)
    match = find_speakers([mention])[mention]
    if match.speaker is not None or match.candidates or not may_link(name, kind):
        return match
    candidates = find_candidates([mention], is_wide=True)[mention]
    known = _speakers({c.speaker_id for c in candidates[:N_CANDIDATES]})
    return _match(None, match.reason, candidates, known)


def find_speakers(mentions: Iterable[Mention]) -> dict[Mention, SpeakerMatch]:
    """Return the match of every mention; one query for those that go by a registered name, a few for the others."""
    asked = list(dict.fromkeys(mentions))
    keys = {name_key(mention.name) for mention in asked if may_link(mention.name, mention.kind)}
    rows = SpeakerName.objects.filter(key__in=keys).select_related(*_WITH_OWNERS) if keys else []
    by_key: dict[str, list[SpeakerName]] = {}
    for row in rows:
        by_key.setdefault(row.key, []).append(row)
    refused = _refused(asked)
    found = {}
    for mention in asked:
        exact = by_key.get(name_key(mention.name), [])
        left = [row for row in exact if row.speaker.root.pk not in refused[mention]]
        found[mention] = _decide(mention, left)
    open_ = [m for m, match in found.items() if match.speaker is None and may_link(m.name, m.kind)]
    return found | _find_alike(open_, found, refused)


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


def propose_speakers(mentions: Iterable[Mention]) -> dict[Mention, Speaker | None]:
    """Return what `propose_speaker` would for every mention; a few queries, and a few for each new speaker."""
    found = find_speakers(mentions)
    proposed: dict[Mention, Speaker | None] = {}
    # In one order for all workers, so that two of them never wait for each other's rows.
    for mention in sorted(found, key=lambda m: (name_key(m.name), m.name, m.kind)):
        match = found[mention]
        proposed[mention] = match.speaker or _create_if_new(mention.name, mention.kind, match)
    return proposed


def may_link(name: str, kind: str) -> bool:
    """Tell whether `name` can name one speaker at all: no pronoun, no collective, no person by one word."""
    words = name_key(name).split()
    if not words or kind in NOBODY or is_pronoun(name):
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
    return bool(long_words) and not is_common_noun(name)


def _decide(mention: Mention, exact: Iterable[SpeakerName]) -> SpeakerMatch:
    """Return the verdict on speakers that go by exactly the name: `exact` are the rows that say so."""
    if not may_link(mention.name, mention.kind):
        return SpeakerMatch(None, _NOBODY)
    country = mention.country.upper()
    rows = [
        row
        for row in exact
        if are_compatible(mention.kind, row.speaker.root.kind)
        and not (country and row.speaker.root.country not in {"", country})
    ]
    speakers = tuple({row.speaker.root.pk: row.speaker.root for row in rows}.values())
    # The kind may be unknown here; a person still needs two words.
    is_bare = len(name_key(mention.name).split()) < 2 and any(s.kind in PEOPLE for s in speakers)
    if len(speakers) == 1 and not is_bare:
        if all(_is_anybodys(mention, row) for row in rows):
            return SpeakerMatch(None, _SHARED, speakers)
        return SpeakerMatch(speakers[0], _REGISTERED, speakers, alias=mention.name)
    if speakers:
        shared = Reason(_("%(n)s speakers go by this name"), n=str(len(speakers)))
        return SpeakerMatch(None, _ONE_WORD if is_bare else shared, speakers)
    return SpeakerMatch(None, UNKNOWN)


def _is_anybodys(mention: Mention, row: SpeakerName) -> bool:
    """Tell whether other bodies go by the words too, and nothing says that this one is meant."""
    if is_common_noun(mention.name):
        return True
    if not may_be_shared(row.name, row.speaker.root):
        return False
    is_of = is_said_to_be_of(mention, row.speaker.root)
    return row.kind != SpeakerName.Kind.FULL if is_of is None else not is_of


def _refused(mentions: Collection[Mention]) -> dict[Mention, set[int]]:
    """Return the speakers that people judged each name not to mean, in whatever article."""
    standing = MentionJudgement.objects.standing().filter(
        verdict=MentionJudgement.Verdict.NOT_SAME, scope="", name__in={m.name for m in mentions}
    )
    columns = ("name", "kind", "affiliation", "speaker", "speaker__canonical")
    known: dict[tuple[str, ...], set[int]] = {}
    for name, kind, affiliation, speaker, root in standing.values_list(*columns):
        known.setdefault((name, kind, affiliation), set()).add(root or speaker)
    return {m: known.get((m.name, m.kind, m.affiliation), set()) for m in mentions}


def _find_alike(
    mentions: Collection[Mention],
    found: dict[Mention, SpeakerMatch],
    refused: dict[Mention, set[int]],
) -> dict[Mention, SpeakerMatch]:
    """Return what the registry knows of names that no single speaker goes by letter for letter."""
    if not mentions:
        return {}
    candidates = {
        mention: tuple(c for c in own if c.speaker_id not in refused[mention])
        for mention, own in find_candidates(mentions).items()
    }
    known = _speakers({c.speaker_id for own in candidates.values() for c in own[:N_CANDIDATES]})
    alike: dict[Mention, SpeakerMatch] = {}
    for mention, own in candidates.items():
        exact = found[mention]
        sure = _surest(own, {speaker.pk for speaker in exact.candidates})
        if sure is not None:
            alike[mention] = _match(sure, next(iter(sure.reasons), _REGISTERED), own, known)
        elif exact.candidates:
            alike[mention] = exact
        else:
            alike[mention] = _match(None, _why_open(own), own, known)
    return alike


def _surest(candidates: Sequence[Candidate], namesakes: Collection[int]) -> Candidate | None:
    """Return the only one who may be meant without a doubt; of `namesakes`, the only one who held the post then."""
    sure = [c for c in candidates if c.verdict is Verdict.SAME]
    if namesakes or len(sure) > 1:
        sure = [c for c in sure if c.holds_post and (not namesakes or c.speaker_id in namesakes)]
        return sure[0] if len(sure) == 1 else None
    rivals = [c for c in candidates if c.verdict is not Verdict.SAME and c.score >= _RIVAL]
    return sure[0] if sure and not rivals else None


def _why_open(candidates: Sequence[Candidate]) -> Reason:
    n_sure = sum(c.verdict is Verdict.SAME for c in candidates)
    if n_sure < 2:
        return UNKNOWN
    return Reason(_("%(n)s speakers may be meant"), n=str(n_sure))


def _match(
    linked: Candidate | None,
    reason: Reason,
    candidates: Sequence[Candidate],
    known: dict[int, Speaker],
) -> SpeakerMatch:
    shown = tuple(c for c in candidates[:N_CANDIDATES] if c.speaker_id in known)
    return SpeakerMatch(
        known[linked.speaker_id] if linked is not None else None,
        reason,
        tuple(known[c.speaker_id] for c in shown),
        linked.alias if linked is not None else "",
        shown,
    )


def _speakers(ids: Collection[int]) -> dict[int, Speaker]:
    return Speaker.objects.in_bulk(ids) if ids else {}


def _create_if_new(
    name: str, kind: str, match: SpeakerMatch, *, country: str = "", description: str = ""
) -> Speaker | None:
    has_namesakes = match.reason != UNKNOWN
    if has_namesakes or not is_full_name(name, kind):
        return None
    return create_speaker(
        name=name, kind=kind, country=country, description=description, is_provisional=True
    )


def _is_proper(name: str) -> bool:
    """Whether a word other than a leading article has a capital, or the script has none."""
    words = name.split()
    if words and words[0].casefold() in {"the", "a", "an"}:
        words = words[1:]
    letters = [word for word in words if any(c.isalpha() for c in word)]
    has_case = any(c.lower() != c.upper() for word in letters for c in word)
    return bool(letters) and (not has_case or any(c.isupper() for word in letters for c in word))
