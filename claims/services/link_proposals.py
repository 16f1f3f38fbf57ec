"""The only writer of proposed links: names in articles that no record is credited for, and the records they may mean."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from django.db import transaction
from django.db.models import QuerySet

from analysis.names import Verdict
from analysis.names.bodies import read_body
from analysis.names.known_bodies import is_generic
from claims.models import LinkProposal, Statement
from speakers.candidates import Candidate, Mention, find_candidates
from speakers.generic_names import is_common_noun, is_said_to_be_of
from speakers.kinds import NOBODY, PEOPLE
from speakers.models import Speaker, SpeakerName
from speakers.names import name_key
from speakers.reasons import stored

T = TypeVar("T")
N_BATCH = 200
N_EACH = 3  # records proposed for one name
LEAST_LIKE = 0.45


@dataclass(frozen=True, slots=True)
class Group:
    """What is decided in one go: the statements of one name, in every article or in one."""

    name: str
    kind: str
    affiliation: str
    article_id: int | None

    @property
    def mention(self) -> Mention:
        """The name as the registry is asked for it."""
        return Mention(self.name, self.kind, affiliation=self.affiliation)


def propose_links(
    *, statement_ids: Collection[int] | None = None, names: Collection[str] | None = None
) -> int:
    """Propose records for the unlinked statements named, or of these names, or for all; return how many proposals stand.

    What was proposed for the same names before is replaced. A few queries for each batch of names.
    """
    n_made = 0
    for batch in _batches(_groups(_asked(statement_ids, names))):
        n_made += _propose(batch)
    return n_made


def propose_for_changed(*, since: dt.datetime) -> int:
    """Propose links to records that were compared anew since, for statements that have one of their names as it stands."""
    changed = SpeakerName.objects.filter(speaker__compared_at__gte=since).order_by("pk")
    names = changed.values_list("name", flat=True).iterator()
    return sum(propose_links(names=batch) for batch in _batches(names))


def is_local(name: str, kind: str) -> bool:
    """Tell whether a name means somebody only inside one article: "the navy", "Foreign Ministry", a surname alone."""
    if kind in PEOPLE:
        return len(name_key(name).split()) < 2
    return is_common_noun(name) or is_generic(read_body(name))


def _asked(
    statement_ids: Collection[int] | None, names: Collection[str] | None
) -> QuerySet[Statement]:
    rows = Statement.objects.unlinked().exclude(speaker_kind__in=NOBODY)
    if statement_ids is not None:
        rows = rows.filter(pk__in=statement_ids)
    return rows if names is None else rows.filter(speaker_name__in=names)


def _groups(rows: QuerySet[Statement]) -> Iterator[Group]:
    columns = ("speaker_name", "speaker_kind", "affiliation_words", "version__article")
    seen: set[Group] = set()
    for name, kind, affiliation, article in rows.order_by().values_list(*columns).distinct():
        group = Group(name, kind, affiliation, article if is_local(name, kind) else None)
        if name_key(name) and group not in seen:
            seen.add(group)
            yield group


def _batches(rows: Iterable[T]) -> Iterator[list[T]]:
    left = iter(rows)
    while batch := list(islice(left, N_BATCH)):
        yield batch


def _propose(groups: Sequence[Group]) -> int:
    found = find_candidates({group.mention for group in groups}, is_wide=True)
    likely = {group: [c for c in found[group.mention] if _is_likely(c)] for group in groups}
    keys = {candidate.speaker_id for own in likely.values() for candidate in own}
    speakers = Speaker.objects.select_related("parent").in_bulk(keys)
    counted = _count(groups)
    rows = [
        _row(group, candidate, counted[group])
        for group, own in likely.items()
        for candidate in _kept(group, own, speakers)
    ]
    with transaction.atomic():
        _forget(groups)
        LinkProposal.objects.bulk_create(rows)
    return len(rows)


def _is_likely(candidate: Candidate) -> bool:
    return candidate.verdict is not Verdict.DIFFERENT and candidate.score >= LEAST_LIKE


def _kept(
    group: Group, candidates: Iterable[Candidate], speakers: Mapping[int, Speaker]
) -> Iterator[Candidate]:
    """Yield the likeliest, without bodies that the article says are another's."""
    fit = (
        c
        for c in candidates
        if c.speaker_id in speakers
        and (group.article_id is None or _may_be_of(group, speakers[c.speaker_id]))
    )
    return islice(fit, N_EACH)


def _may_be_of(group: Group, speaker: Speaker) -> bool:
    return group.kind in PEOPLE or is_said_to_be_of(group.mention, speaker) is not False


def _row(group: Group, candidate: Candidate, n_statements: int) -> LinkProposal:
    return LinkProposal(
        name=group.name,
        kind=group.kind,
        affiliation=group.affiliation,
        article_id=group.article_id,
        speaker_id=candidate.speaker_id,
        alias=candidate.alias,
        score=candidate.score,
        reasons=stored(candidate.reasons),
        n_statements=n_statements,
    )


def _count(groups: Sequence[Group]) -> Counter[Group]:
    names = {group.name for group in groups}
    rows = Statement.objects.unlinked().filter(speaker_name__in=names).order_by()
    columns = ("speaker_name", "speaker_kind", "affiliation_words", "version__article")
    counted: Counter[Group] = Counter()
    for name, kind, affiliation, article in rows.values_list(*columns):
        counted[Group(name, kind, affiliation, article)] += 1
        counted[Group(name, kind, affiliation, None)] += 1
    return counted


def _forget(groups: Sequence[Group]) -> None:
    by_name: dict[str, set[Group]] = defaultdict(set)
    for group in groups:
        by_name[group.name].add(group)
    known = LinkProposal.objects.filter(name__in=list(by_name))
    stale = [
        row.pk
        for row in known
        if Group(row.name, row.kind, row.affiliation, row.article_id) in by_name[row.name]
    ]
    LinkProposal.objects.filter(pk__in=stale).delete()
