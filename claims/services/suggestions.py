"""Suggested links and rated pairs: what is read for them, and the one place where they are written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, Q

from analysis.contrast.sides import Rivalry, Side
from analysis.types import CueClass
from claims.models import (
    Claim,
    ClaimLink,
    LinkSuggestion,
    Question,
    RatedPair,
    Statement,
    StatementJudgement,
)
from claims.proposing import Case, Linked, Proposal
from claims.services.filing import file_statements
from claims.vector_store import Floats, claim_text, decode, text_sha256, vectors_of

N_LATE = 200
State = ClaimLink.State
Verdict = StatementJudgement.Verdict
# What was said of a pair that keeps the one from speaking for or against the other.
APART = frozenset({Verdict.NOT_COMPARABLE, Verdict.UNRELATED})


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


def late_statements(*, among: Collection[int] | None = None, n: int = N_LATE) -> list[int]:
    """Return statements that stand and were not looked at since they last changed, newest first."""
    late = Q(vector=None) | Q(vector__looked_at=None) | Q(vector__looked_at__lt=F("modified_at"))
    rows = Statement.objects.shown().filter(late).order_by("-pk")
    if among is not None:
        rows = rows.filter(pk__in=among)
    return list(rows.values_list("pk", flat=True)[:n])


def late_questions() -> list[int]:
    """Return questions with a claim that the archive was not searched for, or whose words have changed."""
    claims = Claim.objects.standing().select_related("question", "vector")
    late = {
        claim.question_id
        for claim in claims
        if (vector := getattr(claim, "vector", None)) is None
        or vector.looked_at is None
        or vector.text_sha256 != text_sha256(claim_text(claim))
    }
    return sorted(late)


def load_cases(question_ids: Collection[int]) -> dict[int, list[Case]]:
    """Return the claims of these questions with their confirmed statements, by question."""
    links = (
        ClaimLink.objects.confirmed()
        .filter(claim__question__in=question_ids, statement__status="accepted")
        .select_related("statement__version__article", "statement__speaker", "statement__vector")
        .defer("statement__version__text", "statement__version__raw")
        .order_by("pk")
    )
    linked: dict[int, list[Linked]] = defaultdict(list)
    for link in links:
        vector = getattr(link.statement, "vector", None)
        if vector is not None:
            side = side_of(link.statement)
            linked[link.claim_id].append(
                Linked(link.statement_id, side, decode(vector), link.stance)
            )
    cases: dict[int, list[Case]] = defaultdict(list)
    claims = Claim.objects.filter(question__in=question_ids).exclude(vector=None)
    for claim in claims.select_related("question", "vector").order_by("pk"):
        is_number = claim.question.answer_kind == Question.AnswerKind.NUMBER
        cases[claim.question_id].append(
            Case(
                claim.pk,
                claim.text,
                claim.question.text,
                is_number,
                decode(claim.vector),
                tuple(linked[claim.pk]),
            )
        )
    return dict(cases)


def open_cases(
    statement: Statement, cases: Mapping[int, Sequence[Case]], *, kept_out: Collection[int] = ()
) -> dict[int, tuple[Case, ...]]:
    """Return the cases that may still be proposed to: what an editor settled is left out.

    A question where the statement is confirmed or refused on a claim is settled for that claim; one where it
    is confirmed, or that it is `kept_out` of, is settled whole. Statements judged not comparable with this one say
    nothing about it.
    """
    links = ClaimLink.objects.filter(statement=statement).exclude(state=State.SUGGESTED)
    settled = set(links.values_list("claim_id", flat=True))
    confirmed = set(
        links.filter(state=State.CONFIRMED).values_list("claim__question_id", flat=True)
    )
    apart = judged_apart(statement.pk)
    found = {}
    for question, theirs in cases.items():
        left = tuple(_without(case, apart) for case in theirs if case.claim not in settled)
        if question not in confirmed and question not in kept_out and left:
            found[question] = left
    return found


def judged_apart(statement_id: int) -> set[int]:
    """Return the statements that an editor said this one cannot be compared with."""
    judged = StatementJudgement.objects.standing().about([statement_id]).filter(verdict__in=APART)
    pairs = judged.values_list("a_id", "b_id")
    return {key for pair in pairs for key in pair if key != statement_id}


def store_proposals(
    *, statement: Statement, proposals: Iterable[Proposal], looked_among: Collection[int]
) -> list[ClaimLink]:
    """Make the suggestions of a statement among these questions be exactly `proposals`; return their links.

    Confirmed and refused links are never touched: a claim that has one gets no suggestion. A suggestion that
    is not proposed any more goes. Doing it twice changes nothing.
    """
    by_claim = {proposal.claim: proposal for proposal in proposals}
    with transaction.atomic():
        old = ClaimLink.objects.select_for_update().filter(statement=statement)
        settled = set(old.exclude(state=State.SUGGESTED).values_list("claim_id", flat=True))
        stale = old.filter(state=State.SUGGESTED, claim__question__in=looked_among)
        stale.exclude(claim__in=by_claim).delete()
        stored = [
            _store_proposal(statement, proposal)
            for claim, proposal in by_claim.items()
            if claim not in settled
        ]
        file_statements([statement.pk])  # it may be in dispute now, or no longer
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
    """Return the vectors of the statements confirmed on a question's claims."""
    links = ClaimLink.objects.confirmed().filter(claim__question=question_id)
    return list(vectors_of(list(links.values_list("statement_id", flat=True))).values())


def _without(case: Case, apart: Collection[int]) -> Case:
    kept = tuple(linked for linked in case.linked if linked.key not in apart)
    return Case(case.claim, case.text, case.question, case.is_number, case.vector, kept)


def _store_proposal(statement: Statement, proposal: Proposal) -> ClaimLink:
    link, _is_new = ClaimLink.objects.update_or_create(
        statement=statement,
        claim_id=proposal.claim,
        defaults={
            "stance": proposal.stance,
            "state": State.SUGGESTED,
            "score": proposal.score,
            "reasons": list(proposal.reasons),
        },
    )
    LinkSuggestion.objects.update_or_create(
        link=link,
        defaults={
            "against_id": proposal.against,
            "relation": proposal.relation,
            "rivalry": proposal.rivalry,
            "likeness": proposal.likeness,
            "features": proposal.features or {},
        },
    )
    return link
