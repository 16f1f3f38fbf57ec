"""Two records side by side: what each is, what it said, and what a merge of the two would touch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from django.contrib.auth.models import User

from claims.curation.reading import Pair
from claims.models import Statement
from claims.second.blind import open_to
from speakers.models import Membership, Speaker
from speakers.services.duplicates import Likeness, compare_pair

N_SAID, N_ROLES = 4, 4
UNREAD = ("version__text", "version__raw", "version__furniture", "version__sketch", "proposal")


@dataclass(frozen=True, slots=True)
class Side:
    """One record: the name that is like one of the other's, its last statements, and whether it would stand for both.

    `n_coming` is how many statements of the other would then be shown under it.
    """

    speaker: Speaker
    alias: str
    roles: Sequence[Membership]
    statements: Sequence[Statement]
    is_kept: bool
    n_coming: int

    @property
    def n_credited(self) -> int:
        """How many statements are credited to it."""
        return n_credited(self.speaker)


@dataclass(frozen=True, slots=True)
class Card:
    """A pair ready to show."""

    pair: Pair
    sides: tuple[Side, Side]
    reasons: Sequence[str]


def lay_out(pair: Pair, viewer: User) -> Card:
    """Return the pair with what `viewer` may see of each record: a fixed number of queries, whatever is stored."""
    likely = pair.likely
    likeness = compare_pair(pair.one, pair.other) if likely is None else None
    names = (likely.alias_a, likely.alias_b) if likely else _names(likeness)
    sides = (
        side_of(pair.one, viewer, alias=names[0], other=pair.other),
        side_of(pair.other, viewer, alias=names[1], other=pair.one),
    )
    if likely is not None:
        return Card(pair, sides, likely.reasons_said)
    return Card(pair, sides, likeness.reasons_said if likeness else [])


def side_of(speaker: Speaker, viewer: User, *, alias: str, other: Speaker | None = None) -> Side:
    """Return a record read `with_credited()`, `with_names()` and `with_roles()` as a side, against `other` if there is one."""
    return Side(
        speaker=speaker,
        alias=alias if alias != speaker.name else "",
        roles=speaker.all_memberships[:N_ROLES],
        statements=_said(speaker, viewer),
        is_kept=other is not None and prefer(speaker, other) == speaker,
        n_coming=n_credited(other) if other is not None else 0,
    )


def prefer(one: Speaker, other: Speaker) -> Speaker:
    """Return the record to keep unless a curator says otherwise: checked, then with more statements, then the older."""

    def rank(speaker: Speaker) -> tuple[bool, int, int]:
        return not speaker.is_provisional, n_credited(speaker), -speaker.pk

    return max(one, other, key=rank)


def n_credited(speaker: Speaker) -> int:
    """Return how many statements are credited to a speaker read `with_credited()`."""
    return cast(int, speaker.n_credited)  # type: ignore[attr-defined]


def _names(likeness: Likeness | None) -> tuple[str, str]:
    return (likeness.own_name, likeness.other_name) if likeness else ("", "")


def _said(speaker: Speaker, viewer: User) -> list[Statement]:
    said = Statement.objects.by(speaker).shown().with_context().defer(*UNREAD)
    return list(open_to(said.order_by("-pk"), viewer)[:N_SAID])
