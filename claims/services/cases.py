"""The questions a statement may bear on, and what it is read against there: a few, of however many there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.matching.vectors import Near
from claims.models import Claim, ClaimLink, Question, Statement
from claims.proposing import ABOUT, N_CLOSEST, Case, Linked
from claims.services.suggestions import side_of
from claims.vector_store import ClaimIndex, Floats, decode

N_CLAIMS = 64  # nearest claims whose questions are looked at
N_QUESTIONS = 3  # questions that a statement is read against
State = ClaimLink.State


@dataclass(frozen=True, slots=True)
class _Link:
    """A confirmed link of a question, and how near its statement is."""

    claim: int
    statement: int
    stance: str
    likeness: float


def near_questions(vector: Floats, *, statements: Iterable[Near], claims: ClaimIndex) -> list[int]:
    """Return the standing questions that a vector is near enough to be about, the nearest first.

    A question is as near as the nearest of its claims, or of the `statements` that are confirmed on one.
    """
    by_claim = {near.key: near.score for near in claims.find_nearest(vector, N_CLAIMS)}
    by_statement = {near.key: near.score for near in statements}
    likeness: dict[int, float] = defaultdict(float)
    near_claims = Claim.objects.standing().filter(pk__in=by_claim, question__merged_into=None)
    for claim, question in near_claims.values_list("pk", "question_id"):
        likeness[question] = max(likeness[question], by_claim[claim])
    linked = ClaimLink.objects.confirmed().filter(statement__in=by_statement)
    linked = linked.filter(claim__question__merged_into=None)
    for statement, question in linked.values_list("statement_id", "claim__question_id"):
        likeness[question] = max(likeness[question], by_statement[statement])
    about = [question for question, score in likeness.items() if score >= ABOUT]
    return sorted(about, key=lambda question: (-likeness[question], question))[:N_QUESTIONS]


def load_cases(
    statement: Statement | None,
    vector: Floats,
    question_ids: Collection[int],
    *,
    apart: Collection[int] = (),
) -> dict[int, tuple[Case, ...]]:
    """Return the claims of these questions that may still be proposed to, each with the nearest that bears on it.

    What an editor settled is left out: a claim that the statement is confirmed or refused on, and the whole of a
    question where it is confirmed. Statements judged not comparable with it, `apart`, say nothing about it. For words
    that are no statement of the archive (None) nothing is settled.
    """
    settled, confirmed = _settled(statement) if statement else (set(), set())
    asked = [question for question in question_ids if question not in confirmed]
    linked = _closest(asked, vector, but=apart)
    cases: dict[int, list[Case]] = defaultdict(list)
    claims = Claim.objects.standing().filter(question__in=asked).exclude(pk__in=settled)
    claims = claims.exclude(vector=None).select_related("question", "vector")
    for claim in claims.order_by("pk"):
        cases[claim.question_id].append(
            Case(
                claim.pk,
                claim.text,
                claim.question.text,
                claim.question.answer_kind == Question.AnswerKind.NUMBER,
                decode(claim.vector),
                linked.get(claim.pk, ()),
            )
        )
    return {question: tuple(theirs) for question, theirs in cases.items()}


def _settled(statement: Statement) -> tuple[set[int], set[int]]:
    """Return the claims that are settled for a statement, and the questions that are."""
    links = ClaimLink.objects.filter(statement=statement).exclude(state=State.SUGGESTED)
    rows = list(links.values_list("claim_id", "claim__question_id", "state"))
    confirmed = {question for _claim, question, state in rows if state == State.CONFIRMED}
    return {claim for claim, _question, _state in rows}, confirmed


def _closest(
    question_ids: Collection[int], vector: Floats, *, but: Collection[int]
) -> Mapping[int, tuple[Linked, ...]]:
    """Return for each claim the confirmed statements nearest to a vector, nearest first."""
    links = (
        ClaimLink.objects.confirmed()
        .filter(claim__question__in=question_ids, statement__status="accepted")
        .exclude(statement__vector=None)
        .exclude(statement__in=but)
        .order_by("pk")
    )
    rows = list(
        links.values_list(
            "claim_id",
            "statement_id",
            "stance",
            "statement__vector__values",
            "statement__vector__scale",
        )
    )
    if not rows:
        return {}
    by_claim: dict[int, list[_Link]] = defaultdict(list)
    scores = _cosines(vector, [bytes(row[3]) for row in rows], [row[4] for row in rows])
    for (claim, statement, stance, _values, _scale), score in zip(rows, scores, strict=True):
        by_claim[claim].append(_Link(claim, statement, stance, float(score)))
    kept = [
        link
        for theirs in by_claim.values()
        for link in sorted(theirs, key=lambda link: (-link.likeness, link.statement))[:N_CLOSEST]
    ]
    return _load_linked(kept)


def _load_linked(links: Collection[_Link]) -> Mapping[int, tuple[Linked, ...]]:
    rows = Statement.objects.filter(pk__in=[link.statement for link in links]).with_context()
    held = {row.pk: row for row in rows.select_related("vector").defer(*_UNREAD)}
    found: dict[int, list[Linked]] = defaultdict(list)
    for link in links:
        row = held[link.statement]
        found[link.claim].append(Linked(row.pk, side_of(row), decode(row.vector), link.stance))
    return {claim: tuple(theirs) for claim, theirs in found.items()}


_UNREAD = ("version__text", "version__raw", "version__sketch", "proposal")


def _cosines(vector: Floats, values: list[bytes], scales: list[float]) -> NDArray[np.float32]:
    stored = np.frombuffer(b"".join(values), dtype=np.int8).reshape(len(values), -1)
    return (stored.astype(np.float32) @ vector) * np.asarray(scales, dtype=np.float32)
