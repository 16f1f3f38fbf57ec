"""What a speaker said on each question: the claims, the stances, and a change of position where there is one."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claims.contrast.changes import N_STEPS, has_changed
from claims.contrast.said import COLUMNS, Said
from claims.models import Claim, Question
from claims.querysets_questions import COUNTS
from claims.speaker_page.scope import Scope

N_LINKS = 400
N_QUESTIONS = 12


@dataclass(frozen=True, slots=True)
class Stand:
    """A claim with what the speaker does to it, how often, and when last."""

    claim: Claim
    stance: str
    stance_label: str
    n: int
    last_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Step:
    """One statement of a change of position, with what it does to which claims."""

    said: Said
    stands: tuple[tuple[Said, Claim], ...]


@dataclass(frozen=True, slots=True)
class Position:
    """A question with where the speaker stands on it; `steps` are empty where nothing changed."""

    question: Question
    n_statements: int
    first_at: dt.datetime
    last_at: dt.datetime
    stands: tuple[Stand, ...]
    steps: tuple[Step, ...]


def read_positions(scope: Scope) -> tuple[Position, ...]:
    """Return the questions that the speaker spoke on last, the newest first: two queries, whatever is stored.

    As on contrast pages, statements that editors have accepted are a position, and no others.
    """
    links = scope.links().filter(COUNTS, statement__in=scope.statements().values("pk"))
    rows = links.order_by("-statement", "pk").values_list(*COLUMNS)[:N_LINKS]
    said = sorted((Said.of(row) for row in rows), key=lambda one: one.order)
    claims = Claim.objects.select_related("question").in_bulk({one.claim_id for one in said})
    by_question: dict[int, list[Said]] = {}
    for one in said:
        by_question.setdefault(claims[one.claim_id].question_id, []).append(one)
    found = [_position(group, claims) for group in by_question.values()]
    found.sort(key=lambda position: position.last_at, reverse=True)
    return tuple(found[:N_QUESTIONS])


def _position(said: Sequence[Said], claims: dict[int, Claim]) -> Position:
    counted: Counter[tuple[int, str]] = Counter((one.claim_id, one.stance) for one in said)
    last = {(one.claim_id, one.stance): one for one in said}
    stands = [
        Stand(claims[claim], stance, last[claim, stance].stance_label, n, last[claim, stance].at)
        for (claim, stance), n in counted.items()
    ]
    steps = tuple(_steps(said, claims))[:N_STEPS] if has_changed(list(said)) else ()
    return Position(
        question=claims[said[0].claim_id].question,
        n_statements=len({one.statement_id for one in said}),
        first_at=said[0].at,
        last_at=said[-1].at,
        stands=tuple(stands),
        steps=steps,
    )


def _steps(said: Sequence[Said], claims: dict[int, Claim]) -> Iterator[Step]:
    """Yield one step a statement; words that only repeat the step before are left out."""
    by_statement: dict[int, list[Said]] = {}
    for one in said:
        by_statement.setdefault(one.statement_id, []).append(one)
    before: set[tuple[int, str]] = set()
    for group in by_statement.values():
        now = {(one.claim_id, one.stance) for one in group}
        if not now <= before:
            yield Step(group[0], tuple((one, claims[one.claim_id]) for one in group))
        before = now
