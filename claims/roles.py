"""The role held on a statement's day, by the registry and by the article's words, side by side."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, prefetch_related_objects

from claims.models import Statement
from speakers.models import Membership
from speakers.role_words import fits
from speakers.roles import roles_on


@dataclass(frozen=True, slots=True)
class RoleNote:
    """What the registry has the speaker hold on the day, what the article says, and whether the two name other roles.

    That they differ is no error of either: an article may speak of another time, and the registry may lack a post.
    """

    day: dt.date
    held: tuple[Membership, ...]
    words: str
    differ: bool

    @property
    def posts(self) -> str:
        """The posts held on the day, in words."""
        return "; ".join(str(role.post) for role in self.held)


def role_note(statement: Statement) -> RoleNote:
    """Return the roles of a statement's speaker; no query for one that `note_roles` has seen."""
    day = statement.version.article.sort_at.date()
    speaker, words = statement.speaker, statement.role_words
    held = tuple(roles_on(speaker, day)) if speaker is not None else ()
    return RoleNote(day, held, words, bool(words and held) and not fits(words, held))


def note_roles(statements: Iterable[Statement]) -> None:
    """Give each of the statements its `role_note`: a few queries, however many there are."""
    rows = list(statements)
    roots = [row.speaker.root for row in rows if row.speaker is not None]
    mandates = Membership.objects.select_related("post__organisation")
    prefetch_related_objects(
        roots,
        Prefetch("memberships", queryset=mandates),
        Prefetch("merged__memberships", queryset=mandates.all()),
    )
    for row in rows:
        row.role_note = role_note(row)
