"""Who of the registry a name may be: by spelling, script, short form, acronym, country, role and day.

The names that share a key with the one asked are compared (`analysis.names`), and what else is known of the mention
raises or lowers them. Nothing here links: `speakers.services.linking` decides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from django.db.models import Q
from django.db.models.functions import Coalesce

from analysis.names import Verdict, judge_names
from analysis.names.keys import asked_keys, rare_keys
from analysis.names.reasons import Reason
from analysis.names.reasons import gettext_noop as _
from analysis.types import SpeakerKind
from speakers.kinds import NOBODY, are_compatible
from speakers.models import Membership, NameKey, Speaker, SpeakerName
from speakers.names import name_key

# A key that more names share says too little: only this many of them are compared, and none is sure.
N_BLOCK = 200
_N_KEYS = 400
_AFFILIATION = 0.04
_COUNTRY = 0.02
_MANY = Reason(_("many go by such a name"))
_BELONGS = Reason(_("belongs to the organisation, or held the post"))


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in an article, with what the article tells of it; "" where it does not. `on` is a day, `YYYY-MM-DD`."""

    name: str
    kind: str = ""
    country: str = ""
    affiliation: str = ""
    role: str = ""
    on: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A speaker that a mention may be: the name that matched, the verdict, the score and the reasons."""

    speaker_id: int
    alias: str
    verdict: Verdict
    score: float
    reasons: tuple[Reason, ...]
    holds_post: bool = False


@dataclass(frozen=True, slots=True)
class _Known:
    """A name of the registry with what its speaker's row tells."""

    speaker_id: int
    name: str
    kind: str
    country: str
    start: str
    end: str


def find_candidates(
    mentions: Collection[Mention], *, is_wide: bool = False
) -> dict[Mention, tuple[Candidate, ...]]:
    """Return the candidates of every mention, the likeliest first; a few queries for some hundred mentions.

    `is_wide` also offers speakers that share a surname or a rare word, and says what differs: for a person to choose from.
    """
    found: dict[Mention, tuple[Candidate, ...]] = {}
    keys = {mention: _keys(mention, is_wide=is_wide) for mention in mentions}
    for batch in _batches(keys):
        blocks = _blocks({key for mention in batch for key in keys[mention]})
        for mention in batch:
            known = {row for key in keys[mention] for row in blocks.get(key, ())}
            is_full = any(len(blocks.get(key, ())) >= N_BLOCK for key in keys[mention])
            found[mention] = _ranked(mention, known, is_full=is_full, is_wide=is_wide)
    return _with_roles(found)


def _keys(mention: Mention, *, is_wide: bool) -> frozenset[str]:
    if not mention.name.strip() or not name_key(mention.name):
        return frozenset()
    kind = SpeakerKind(mention.kind) if mention.kind else None
    keys = asked_keys(mention.name, kind)
    return keys | rare_keys(mention.name, kind) if is_wide else keys


def _batches(keys: dict[Mention, frozenset[str]]) -> Iterator[list[Mention]]:
    """Yield mentions in groups whose keys fit one query."""
    batch: list[Mention] = []
    n_keys = 0
    for mention, own in keys.items():
        if batch and n_keys + len(own) > _N_KEYS:
            yield batch
            batch, n_keys = [], 0
        batch.append(mention)
        n_keys += len(own)
    if batch:
        yield batch


def _blocks(keys: Collection[str]) -> dict[str, list[_Known]]:
    """Return the names under every key, at most `N_BLOCK` of each; merged records stand under the one kept."""
    rows = NameKey.objects.filter(key__in=keys).values_list(
        "key",
        Coalesce("name__speaker__canonical_id", "name__speaker_id"),
        "name__name",
        Coalesce("name__speaker__canonical__kind", "name__speaker__kind"),
        Coalesce("name__speaker__canonical__country", "name__speaker__country"),
        "name__start",
        "name__end",
    )
    blocks: dict[str, list[_Known]] = defaultdict(list)
    for key, speaker_id, name, kind, country, start, end in rows.iterator():
        if len(blocks[key]) < N_BLOCK:
            blocks[key].append(_Known(speaker_id, name, kind, country, start, end))
    return blocks


def _ranked(
    mention: Mention, known: Iterable[_Known], *, is_full: bool, is_wide: bool
) -> tuple[Candidate, ...]:
    """Return the best name of every speaker that may be meant."""
    best: dict[int, Candidate] = {}
    for row in known:
        candidate = _compare(mention, row)
        if candidate is None or (candidate.verdict is Verdict.DIFFERENT and not is_wide):
            continue
        if is_full and candidate.verdict is Verdict.SAME:
            candidate = replace(
                candidate,
                verdict=Verdict.MAYBE,
                reasons=(*candidate.reasons, _MANY),
            )
        held = best.get(row.speaker_id)
        if held is None or _order(candidate) < _order(held):
            best[row.speaker_id] = candidate
    return tuple(sorted(best.values(), key=_order))


def _order(candidate: Candidate) -> tuple[bool, float, str, int]:
    return (
        candidate.verdict is not Verdict.SAME,
        -candidate.score,
        candidate.alias,
        candidate.speaker_id,
    )


def _compare(mention: Mention, row: _Known) -> Candidate | None:
    """Return the candidate that a name makes its speaker, None when kinds or countries are against it."""
    if row.kind in NOBODY or not are_compatible(mention.kind, row.kind):
        return None
    country = mention.country.upper()
    if country and row.country and country != row.country:
        return None
    kind = SpeakerKind(mention.kind) if mention.kind else SpeakerKind(row.kind)
    compared = judge_names(mention.name, row.name, one_kind=kind, other_kind=SpeakerKind(row.kind))
    if not _was_name(row, mention.on):
        then = Reason(_("“%(name)s” was not the name on that day"), name=row.name)
        compared = compared.capped(0.7, then)
    score = min(1.0, compared.score + (_COUNTRY if country and country == row.country else 0.0))
    return Candidate(row.speaker_id, row.name, compared.verdict, round(score, 3), compared.reasons)


def _was_name(row: _Known, on: str) -> bool:
    """Tell whether a name was in use on a day; dates may be years or months alone."""
    if not on:
        return True
    began = not row.start or row.start <= on[: len(row.start)]
    return began and (not row.end or on[: len(row.end)] <= row.end)


def _with_roles(
    found: dict[Mention, tuple[Candidate, ...]],
) -> dict[Mention, tuple[Candidate, ...]]:
    """Raise candidates who hold a post in the organisation, or of the role, that the article names."""
    asked = [
        m for m, candidates in found.items() if (m.affiliation or m.role) and len(candidates) > 1
    ]
    people = {c.speaker_id for mention in asked for c in found[mention]}
    if not people:
        return found
    posts = _posts(people)
    for mention in asked:
        raised = [_raised(mention, c, posts[c.speaker_id]) for c in found[mention]]
        found[mention] = tuple(sorted(raised, key=_order))
    return found


def _posts(people: Collection[int]) -> dict[int, list[tuple[str, str, frozenset[str]]]]:
    """Return the first and last day of every mandate with the words of its post and organisation."""
    mandates = Membership.objects.filter(Q(person__in=people) | Q(person__canonical__in=people))
    person = Coalesce("person__canonical_id", "person_id")
    columns = ("start", "end", "post__label", "post__organisation")
    rows = list(mandates.values_list(person, *columns))
    names: dict[int, set[str]] = defaultdict(set)
    bodies = {row[4] for row in rows}
    for body, key in SpeakerName.objects.filter(speaker__in=bodies).values_list("speaker", "key"):
        names[body].add(key)
    parts = Speaker.objects.filter(pk__in=people, parent__isnull=False)
    found: dict[int, list[tuple[str, str, frozenset[str]]]] = defaultdict(list)
    for part, key in parts.values_list("pk", "parent__names__key"):
        found[part].append(("", "", frozenset({key})))
    for person, start, end, label, body in rows:
        found[person].append((start, end, frozenset({name_key(label), *names[body]})))
    return found


def _raised(
    mention: Mention, candidate: Candidate, posts: Sequence[tuple[str, str, frozenset[str]]]
) -> Candidate:
    wanted = {name_key(words) for words in (mention.affiliation, mention.role) if words}
    for start, end, words in posts:
        dated = _Known(0, "", "", "", start, end)
        if wanted & words and _was_name(dated, mention.on):
            score = min(1.0, candidate.score + _AFFILIATION)
            reasons = (*candidate.reasons, _BELONGS)
            return replace(candidate, score=score, reasons=reasons, holds_post=True)
    return candidate
