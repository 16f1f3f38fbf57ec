"""Which other statements stand beside one: chosen by a few narrow columns, then those that are shown read whole, at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from django.db.models import Q
from rapidfuzz import fuzz

from claims.contrast.holders import COPY_RATIO
from claims.models import QueueEntry, RatedPair, ReadingDue, Statement
from claims.models.likeness import RIVALS
from claims.querysets import StatementQuerySet
from claims.querysets_reading import hidden_rows
from speakers.models import Speaker

N_EARLIER = 3
# Of one speaker's newest statements of a status, and of the likeliest rivals, to find a few that differ.
N_LOOKED_AT = 12
N_RIVALS = 3
N_CARRIED = 60
UNREAD = ("version__text", "version__raw", "version__sketch", "proposal")
COLUMNS = ("pk", "words", "version__article__origin", "version__article__sort_at")


@dataclass(frozen=True, slots=True)
class Rival:
    """A statement that competes with this one, how, and why an engine thinks so."""

    statement: Statement
    pair: RatedPair


@dataclass(frozen=True, slots=True)
class Others:
    """What waits in the same words, what the speaker said before, and what competes."""

    copies: tuple[Statement, ...]
    earlier: tuple[Statement, ...]
    rivals: tuple[Rival, ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """As much of a statement as tells whether it is worth showing."""

    pk: int
    words: str
    origin: int
    at: dt.datetime


def look_at_others(statement: Statement, speaker: Speaker | None, *, viewer_id: int) -> Others:
    """Return what stands beside `statement`, whose registered speaker is `speaker`: eight queries at most."""
    article = statement.version.article
    own = _Candidate(statement.pk, statement.words, article.origin_id, article.sort_at)
    copies = _copies(statement)
    earlier = list(_earlier(own, speaker, but=copies, viewer_id=viewer_id)) if speaker else []
    pairs = _rivals(statement, viewer_id)
    shown = {*copies, *earlier, *pairs}
    rows = Statement.objects.with_context().defer(*UNREAD).in_bulk(shown)
    return Others(
        tuple(rows[pk] for pk in copies if pk in rows),
        tuple(rows[pk] for pk in earlier if pk in rows),
        tuple(Rival(rows[pk], pair) for pk, pair in pairs.items() if pk in rows),
    )


def _copies(statement: Statement) -> list[int]:
    """Return the waiting statements that carry the same words in other articles of the same report."""
    own = QueueEntry.objects.filter(pk=statement.pk)
    group = QueueEntry.objects.filter(group__in=own.values("group")).exclude(pk=statement.pk)
    return list(group.order_by("pk").values_list("pk", flat=True)[:N_CARRIED])


def _earlier(
    own: _Candidate, speaker: Speaker, *, but: Sequence[int], viewer_id: int
) -> Iterable[int]:
    """Return the speaker's last words before these: what editors accepted, and what waits if that is little.

    What the viewer may still read blind is left out: it would tell that it was accepted.
    """
    # Named one by one: of a single record, as most speakers are, the newest are then read off an index.
    records = list(Speaker.objects.one_with(speaker).values_list("pk", flat=True))
    said = {"speaker": records[0]} if len(records) == 1 else {"speaker__in": records}
    rows = Statement.objects.filter(**said).exclude(pk__in=[own.pk, *but])
    accepted = rows.filter(status=Statement.Status.ACCEPTED).exclude(hidden_rows(viewer_id))
    found: list[_Candidate] = []
    for standing in (accepted, rows.filter(status=Statement.Status.PROPOSED)):
        newest = _candidates(standing.order_by("-pk")[:N_LOOKED_AT])
        before = [one for one in newest if one.at <= own.at]
        found += sorted(before, key=lambda one: one.at, reverse=True)
        found = list(_without_copies(found, of=own))
        if len(found) >= N_EARLIER:
            break
    return [one.pk for one in found[:N_EARLIER]]


def _rivals(statement: Statement, viewer_id: int) -> dict[int, RatedPair]:
    """Return the likeliest rivals that stand, by key, likeliest first; of versions of one article the newest."""
    either = Q(a=statement) | Q(b=statement)
    pairs = RatedPair.objects.filter(either, relation__in=RIVALS).defer("features")
    by_key = {
        pair.b_id if pair.a_id == statement.pk else pair.a_id: pair
        for pair in pairs.order_by("-score", "-pk")[: 2 * N_LOOKED_AT]
    }
    if not by_key:
        return {}
    standing = Statement.objects.filter(
        pk__in=by_key, status__in=[Statement.Status.PROPOSED, Statement.Status.ACCEPTED]
    )
    hidden = ReadingDue.objects.filter(pk__in=by_key).hidden_from(viewer_id)
    unseen = set(hidden.values_list("pk", flat=True))
    likeliest = sorted(
        (one for one in _candidates(standing) if one.pk not in unseen),
        key=lambda one: (-by_key[one.pk].score, -one.pk),
    )
    return {one.pk: by_key[one.pk] for one in islice(_without_copies(likeliest), N_RIVALS)}


def _candidates(rows: StatementQuerySet) -> list[_Candidate]:
    return [_Candidate(*row) for row in rows.values_list(*COLUMNS)]


def _without_copies(
    candidates: Iterable[_Candidate], *, of: _Candidate | None = None
) -> Iterator[_Candidate]:
    """Yield each that is not one before it, or `of`, again: in another version, or in a copy of the report."""
    kept = [of] if of else []
    for one in candidates:
        if not any(_is_copy(other, one) for other in kept):
            kept.append(one)
            yield one


def _is_copy(first: _Candidate, other: _Candidate) -> bool:
    return first.origin == other.origin and fuzz.ratio(first.words, other.words) >= COPY_RATIO
