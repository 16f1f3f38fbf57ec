"""The demo's second readings, where they differ, and what its editors say to each other about statements."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from analysis.types import Span
from claims.demo.files import read_seed
from claims.marking import Marking
from claims.models import Desk, ReadingDue, SecondReading, Statement
from claims.second.states import state_of
from claims.services.comments import add_comment
from claims.services.correcting import Labels
from claims.services.returning import return_statement
from claims.services.second_reading import Marked, give_reading, keep_draft
from claims.services.settling import settle_difference


def set_shares(desks: Mapping[str, Desk]) -> None:
    """Let the desks of `second.json` have a share of the verdicts from now on read twice."""
    for slug, share in read_seed("second.json")["shares"].items():
        desks[slug].second_share = share
        desks[slug].save(update_fields=["second_share"])


def read_second(users: Mapping[str, User]) -> int:
    """Give the second readings of `second.json`; return how many.

    Each is given by the first of its readers who had no hand in the first reading. All but those that `differ`
    say the same as the first; the last ones are left to wait. They are spread over the last weeks, for the
    agreement page to have something to draw.
    """
    rows = read_seed("second.json")
    waiting = list(ReadingDue.objects.order_by("pk").values_list("pk", flat=True))
    n_given, now = 0, timezone.now()
    for number, pk in enumerate(waiting[: -rows["left"]]):
        statement = Statement.objects.select_related("version", "speaker").get(pk=pk)
        for name in rows["readers"]:
            if ReadingDue.objects.filter(pk=pk).hidden_from(users[name].pk).exists():
                said = _said_of(statement, rows["differ"])
                weeks_ago = rows["weeks"] - 1 - number * rows["weeks"] // len(waiting)
                read_at = now - dt.timedelta(weeks=weeks_ago)
                _read(statement, users[name], said, read_at=read_at)
                n_given += 1
                break
    return n_given


def settle_some(users: Mapping[str, User]) -> int:
    """Settle the differences that `second.json` says are settled; return how many."""
    rows = read_seed("second.json")["settled"]
    n_settled = 0
    for reading in SecondReading.objects.open().select_related("statement"):
        statement = reading.statement
        row = next((row for row in rows if row["words"] in statement.words), None)
        if row is not None:
            settle_difference(
                statement_id=statement.pk,
                row_version=statement.row_version,
                choice=row["choice"],
                actor=users[row["user"]],
                why=row["why"],
            )
            n_settled += 1
    return n_settled


def talk(users: Mapping[str, User]) -> int:
    """Make the comments of `second.json`, and send back what it says is sent back; return how many acts that is."""
    rows = read_seed("second.json")
    for row in rows["comments"]:
        statement = _holding(row["words"])
        add_comment(statement_id=statement.pk, actor=users[row["user"]], text=row["text"])
    for row in rows["sent_back"]:
        statement = _holding(row["words"])
        return_statement(
            statement_id=statement.pk,
            row_version=statement.row_version,
            actor=users[row["user"]],
            why=row["why"],
        )
    return len(rows["comments"]) + len(rows["sent_back"])


def _holding(words: str) -> Statement:
    """Return the first statement whose words hold `words`; raises `Statement.DoesNotExist` if none does."""
    statement = Statement.objects.filter(words__contains=words).order_by("pk").first()
    if statement is None:
        raise Statement.DoesNotExist(f"no statement of the demo holds the words “{words}”")
    return statement


def _said_of(statement: Statement, rows: list[dict[str, Any]]) -> dict[str, Any]:
    return next((row for row in rows if row["words"] in statement.words), {})


def _read(
    statement: Statement, reader: User, said: Mapping[str, Any], *, read_at: dt.datetime
) -> None:
    """Mark what the first reader has marked, but for what is `said` otherwise, and give the same verdict."""
    marking, text = Marking.of(statement), statement.version.text
    if "content" in said:
        spans = tuple(_find(text, words, statement.start) for words in said["content"])
        marking = replace(marking, content=spans)
    labels = Labels(
        statement.quotation,
        said.get("cue_class", statement.cue_class),
        tuple(statement.modality),
    )
    marked = Marked(marking, labels, statement.speaker)
    keep_draft(statement_id=statement.pk, actor=reader, marked=marked)
    stands = state_of(statement) or {}
    verdict = said.get("verdict", stands.get("verdict", ""))
    give_reading(
        statement_id=statement.pk,
        verdict=verdict,
        actor=reader,
        why=said.get("why", ""),
        read_at=read_at,
    )


def _find(text: str, words: str, near: int) -> Span:
    start = text.index(words, near)
    return Span(start, start + len(words))
