"""Suggested links and rated pairs: what is read for them, and the one place where they are written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, Q

from analysis.contrast.sides import Rivalry, Side
from analysis.types import CueClass
from claims.models import (
    Claim,
    ClaimLink,
    LinkSuggestion,
    RatedPair,
    Statement,
    StatementVector,
)
from claims.proposing import Proposal
from claims.services.filing import file_dispute
from claims.vector_store import Floats, text_sha256, vectors_of

N_LATE = 200
N_CONFIRMED = 40  # statements of a question that the archive is searched with
State = ClaimLink.State


@dataclass(frozen=True, slots=True)
class PairRating:
    """How two statements were read against each other."""

    one: int
    other: int
    likeness: float
    rivalry: Rivalry


def side_of(statement: Statement) -> Side:
    """Return a statement as the rivalry engine reads it."""
    article = statement.version.article
    return Side(
        text=statement.words,
        speaker=statement.speaker_label if statement.speaker or statement.speaker_name else None,
        date=article.sort_at.date().isoformat(),
        origin=str(article.origin_id) if article.origin_id else None,
        cue_class=CueClass(statement.cue_class),
    )


def late_statements(
    *,
    among: Collection[int] | None = None,
    since: dt.datetime | None = None,
    n: int = N_LATE,
) -> list[int]:
    """Return statements that stand and were not looked at since they last changed, newest first.

    With `since`, those that changed before are passed over, but for those somebody asked to be looked at again:
    whoever has looked at all of them once need not go through the archive every minute.
    """
    shown = Statement.objects.shown().order_by("-pk")
    if among is not None:
        shown = shown.filter(pk__in=among)
    changed = shown.filter(modified_at__gte=since) if since else shown
    late = Q(vector=None) | Q(vector__looked_at=None) | Q(vector__looked_at__lt=F("modified_at"))
    found = set(changed.filter(late).values_list("pk", flat=True)[:n])
    if since:
        again = StatementVector.objects.filter(looked_at=None, statement__in=shown.order_by())
        found.update(again.order_by("-statement").values_list("statement", flat=True)[:n])
    return sorted(found, reverse=True)[:n]


def late_questions() -> list[int]:
    """Return questions with a claim that the archive was not searched for, or whose words have changed."""
    claims = Claim.objects.standing().values_list(
        "question_id", "question__text", "text", "vector__text_sha256", "vector__looked_at"
    )
    late = {
        question
        for question, asked, text, digest, looked_at in claims
        if looked_at is None or digest != text_sha256(f"{asked} {text}")
    }
    return sorted(late)


def store_proposals(*, statement: Statement, proposals: Iterable[Proposal]) -> list[ClaimLink]:
    """Make the suggestions of a statement be exactly `proposals`; return their links.

    Confirmed and refused links are never touched: a claim that has one gets no suggestion. A suggestion that
    is not proposed any more goes. Doing it twice changes nothing.
    """
    by_claim = {proposal.claim: proposal for proposal in proposals}
    with transaction.atomic():
        rows = ClaimLink.objects.select_for_update().filter(statement=statement)
        old = list(rows.values_list("claim_id", "state"))
        settled = {claim: state for claim, state in old if state != State.SUGGESTED}
        gone = {claim for claim, _state in old} - settled.keys() - by_claim.keys()
        if gone:
            rows.filter(claim__in=gone).delete()
        stored = _store(
            statement, [each for each in by_claim.values() if each.claim not in settled]
        )
        is_disputed = bool(stored) or State.CONFIRMED in settled.values()
        file_dispute(statement.pk, is_disputed=is_disputed)
        return stored


def rated_with(statement_id: int) -> set[int]:
    """Return the statements that were rated against this one."""
    pairs = RatedPair.objects.filter(Q(a=statement_id) | Q(b=statement_id))
    return {
        key for pair in pairs.values_list("a_id", "b_id") for key in pair if key != statement_id
    }


def store_ratings(ratings: Iterable[PairRating]) -> int:
    """Keep how pairs were rated, in place of earlier ratings of the same pairs; return how many."""
    rows = []
    for rating in ratings:
        first, second = sorted((rating.one, rating.other))
        rows.append(
            RatedPair(
                a_id=first,
                b_id=second,
                score=rating.rivalry.score,
                likeness=round(rating.likeness, 4),
                relation=rating.rivalry.relation.value,
                reasons=list(rating.rivalry.reasons),
                features=rating.rivalry.features,
            )
        )
    columns = ["score", "likeness", "relation", "reasons", "features", "made_at"]
    RatedPair.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["a", "b"], update_fields=columns
    )
    return len(rows)


def forget_ratings(statement_ids: Collection[int]) -> None:
    """Drop the ratings of statements whose words have changed."""
    RatedPair.objects.filter(Q(a__in=statement_ids) | Q(b__in=statement_ids)).delete()


def confirmed_vectors(question_id: int) -> list[Floats]:
    """Return the vectors of the statements confirmed last on a question's claims."""
    links = ClaimLink.objects.confirmed().filter(claim__question=question_id).order_by("-pk")
    newest = links.values_list("statement_id", flat=True)[:N_CONFIRMED]
    return list(vectors_of(list(newest)).values())


def _store(statement: Statement, proposals: Sequence[Proposal]) -> list[ClaimLink]:
    """Write suggestions, in place of earlier ones of the same claims."""
    links = ClaimLink.objects.bulk_create(
        [
            ClaimLink(
                statement=statement,
                claim_id=proposal.claim,
                stance=proposal.stance,
                state=State.SUGGESTED,
                score=proposal.score,
                reasons=list(proposal.reasons),
            )
            for proposal in proposals
        ],
        update_conflicts=True,
        unique_fields=["statement", "claim"],
        update_fields=["stance", "state", "score", "reasons"],
    )
    LinkSuggestion.objects.bulk_create(
        [
            LinkSuggestion(
                link=link,
                against_id=proposal.against,
                relation=proposal.relation,
                rivalry=proposal.rivalry,
                likeness=proposal.likeness,
                features=proposal.features or {},
            )
            for link, proposal in zip(links, proposals, strict=True)
        ],
        update_conflicts=True,
        unique_fields=["link"],
        update_fields=["against", "relation", "rivalry", "likeness", "features"],
    )
    return links
