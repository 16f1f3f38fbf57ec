"""What the demo's editors withdraw after partners were told of it: something to look at with `withdrawn=only`."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth import get_user_model

from claims.demo.files import read_seed
from claims.models import ReviewEvent, Statement
from claims.services.review import withdraw_statement


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A published statement, and who withdraws it for what reason."""

    statement: Statement
    user: str
    why: str


def find_withdrawals() -> list[Withdrawal]:
    """Return those of `withdrawn.json` that are still to be made; one that somebody took back is not made again."""
    withdrawn = ReviewEvent.objects.filter(act=ReviewEvent.Act.WITHDRAW)
    standing = Statement.objects.published().exclude(pk__in=withdrawn.values("statement"))
    found = (
        (row, standing.filter(words__contains=row["words"]).first())
        for row in read_seed("withdrawn.json")
    )
    return [Withdrawal(one, row["user"], row["why"]) for row, one in found if one is not None]


def withdraw_all(withdrawals: list[Withdrawal]) -> None:
    """Withdraw each, through the service that a click would call."""
    for each in withdrawals:
        withdraw_statement(
            statement_id=each.statement.pk,
            row_version=each.statement.row_version,
            actor=get_user_model().objects.get(username=each.user),
            why=each.why,
        )
