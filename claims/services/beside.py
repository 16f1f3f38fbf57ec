"""What is logged of a statement beside its own columns: links to claims, judgements to others, a second reading."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.contrib.auth.models import User

from claims.log import BESIDE, part_name
from claims.models import ClaimLink, ReviewEvent, Statement, StatementJudgement
from claims.services.readings import readings_now, write_reading
from claims.services.relations import judge_statements, take_back_judgement

State = ClaimLink.State
Key = tuple[int, str]
# What an act logs beside the columns: `{"before": {...}, "after": {...}}`.
Beside = dict[str, dict[str, Any]]


def logged_link(link: ClaimLink | None, *, claim_id: int) -> dict[str, Any]:
    """Return a link as the log keeps it: only a confirmed one has a stance."""
    logged: dict[str, Any] = {"claim": claim_id, "stance": None}
    if link is None:
        return logged
    name = "stance" if link.state == State.CONFIRMED else str(link.state)
    return logged | {name: link.stance}


def logged_judgement(judgement: StatementJudgement | None, *, other_id: int) -> dict[str, Any]:
    """Return a judgement on a pair as the log keeps it; without a verdict if none stands."""
    if judgement is None:
        return {"other": other_id, "verdict": None}
    return {"other": other_id, "verdict": judgement.verdict, "why": judgement.why}


def judge_in_act(
    *, statement: Statement, other: Statement, verdict: str, actor: User, why: str = ""
) -> Beside:
    """Judge the two, and return what the act on `statement` that it is part of has to log."""
    standing = StatementJudgement.objects.standing().on(statement.pk, other.pk).first()
    new = judge_statements(one=statement, other=other, verdict=verdict, actor=actor, why=why)
    return {
        "before": {"judgement": logged_judgement(standing, other_id=other.pk)},
        "after": {"judgement": logged_judgement(new, other_id=other.pk)},
    }


def read_beside(events: Sequence[ReviewEvent]) -> dict[Key, Any]:
    """Return how what the events changed beside the columns stands now, by statement and part."""
    logged = {
        name: [(event.statement_id, event.before[name]) for event in events if name in event.before]
        for name in BESIDE
    }
    return (
        _links_now(logged["link"])
        | _judgements_now(logged["judgement"])
        | _readings_now(logged["reading"])
    )


def write_beside(statement: Statement, before: Mapping[str, Any], *, actor: User) -> None:
    """Bring the link, judgement or second reading named in `before` to how it is logged there."""
    for name, write in _WRITERS.items():
        if name in before:
            write(statement, before[name], actor)


def _links_now(logged: list[tuple[int, dict[str, Any]]]) -> dict[Key, Any]:
    if not logged:
        return {}
    rows = ClaimLink.objects.filter(
        statement__in={pk for pk, _ in logged}, claim__in={value["claim"] for _, value in logged}
    )
    known = {(row.statement_id, row.claim_id): row for row in rows}
    return {
        (pk, part_name("link", value)): logged_link(
            known.get((pk, value["claim"])), claim_id=value["claim"]
        )
        for pk, value in logged
    }


def _judgements_now(logged: list[tuple[int, dict[str, Any]]]) -> dict[Key, Any]:
    if not logged:
        return {}
    rows = StatementJudgement.objects.standing().about({pk for pk, _ in logged})
    known = {frozenset((row.a_id, row.b_id)): row for row in rows}
    return {
        (pk, part_name("judgement", value)): logged_judgement(
            known.get(frozenset((pk, value["other"]))), other_id=value["other"]
        )
        for pk, value in logged
    }


def _readings_now(logged: list[tuple[int, dict[str, Any]]]) -> dict[Key, Any]:
    if not logged:
        return {}
    found = readings_now({pk for pk, _ in logged})
    return {(pk, part_name("reading", value)): found[pk] for pk, value in logged}


def _write_link(statement: Statement, logged: Mapping[str, Any], actor: User) -> None:
    """Bring the link to how it is logged; where there was none the row stays, refused: pages show the past by it."""
    for key, state in (
        ("stance", State.CONFIRMED),
        ("suggested", State.SUGGESTED),
        ("refused", State.REFUSED),
    ):
        if logged.get(key):
            values = {"state": state, "stance": logged[key]}
            ClaimLink.objects.update_or_create(
                statement=statement,
                claim_id=logged["claim"],
                defaults=values,
                create_defaults=values | {"created_by": actor},
            )
            return
    links = ClaimLink.objects.filter(statement=statement, claim=logged["claim"])
    links.update(state=State.REFUSED)


def _write_second(statement: Statement, logged: Mapping[str, Any], _actor: User) -> None:
    write_reading(statement.pk, logged)


def _write_judgement(statement: Statement, logged: Mapping[str, Any], actor: User) -> None:
    if logged["verdict"]:
        judge_statements(
            one=statement,
            other=Statement.objects.get(pk=logged["other"]),
            verdict=logged["verdict"],
            why=logged["why"],
            actor=actor,
        )
        return
    standing = StatementJudgement.objects.standing().on(statement.pk, logged["other"]).first()
    if standing is not None:
        take_back_judgement(judgement=standing, actor=actor)


_WRITERS: Mapping[str, Callable[[Statement, Mapping[str, Any], User], None]] = {
    "link": _write_link,
    "judgement": _write_judgement,
    "reading": _write_second,
}
