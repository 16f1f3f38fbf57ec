"""Whose statements the page shows, and to whom: members of the newsroom see what waits too, everybody else what is published.

In public, what waits for a second reading stays out, as it does with partners.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet

from claims.models import ClaimLink, Statement
from claims.querysets import StatementQuerySet
from claims.querysets_reading import unread_rows
from claims.second.blind import Viewer, open_to
from speakers.lines import INCLUDES, Line
from speakers.models import Membership, Post, Speaker

# Beyond it, the parts of the page that count look at the latest alone.
N_COUNTED = 5_000


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address narrows the statements to. `year` may be a month or a day too, as the plot leads there."""

    include: str = ""
    question: str = ""
    outlet: int = 0
    when: str = ""

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Asked:
        """Return what an address asks; what it cannot mean is left out."""
        outlet, include = given.get("outlet", ""), given.get("include", "")
        return cls(
            include=include if include in INCLUDES else "",
            question=given.get("question", "")[:120],
            outlet=int(outlet) if outlet.isdecimal() and len(outlet) < 18 else 0,
            when=given.get("when", "") if _span(given.get("when", "")) else "",
        )

    @property
    def is_narrowed(self) -> bool:
        """Whether only some of the statements are asked for."""
        return bool(self.question or self.outlet or self.when)

    def address(self, **changes: Any) -> str:
        """Return the query part of an address that asks this with `changes`."""
        other = replace(self, **changes)
        values = {
            name: getattr(other, name)
            for name in ("include", "question", "outlet", "when")
            if getattr(other, name)
        }
        return "?" + urlencode(values)


@dataclass(frozen=True, slots=True)
class Scope:
    """The standing records whose statements are shown, and who looks."""

    roots: tuple[int, ...]
    viewer: Viewer

    @classmethod
    def of(cls, line: Line, include: str, viewer: Viewer) -> Scope:
        """Return the scope of a speaker with what is asked of the line."""
        return cls(tuple(line.roots(include)), viewer)

    @property
    def is_public(self) -> bool:
        """Whether only what is published is shown: nobody is signed in."""
        return not self.viewer.is_authenticated

    def statements(self) -> StatementQuerySet:
        """Return the statements, in no order."""
        rows = Statement.objects.by_records(self.roots)
        if self.is_public:
            return rows.published().exclude(unread_rows())
        shown: Any = open_to(rows.shown(), self.viewer)
        return shown  # type: ignore[no-any-return]

    def counted(self) -> StatementQuerySet:
        """Return the latest of the statements: what is counted."""
        latest = self.statements().order_by("-pk").values("pk")[:N_COUNTED]
        return Statement.objects.filter(pk__in=latest)

    def narrowed(self, asked: Asked) -> StatementQuerySet:
        """Return the statements that the address asks for."""
        rows = self.statements()
        if asked.question:
            links = self.links().filter(claim__question__slug=asked.question)
            rows = rows.filter(pk__in=links.order_by().values("statement"))
        if asked.outlet:
            rows = rows.filter(version__article__outlet=asked.outlet)
        span = _span(asked.when)
        if span is not None:
            rows = rows.filter(
                version__article__sort_at__date__gte=span[0],
                version__article__sort_at__date__lt=span[1],
            )
        return rows

    def links(self) -> QuerySet[ClaimLink]:
        """Return the confirmed links of claims that stand, published ones alone where nobody is signed in."""
        links = ClaimLink.objects.public() if self.is_public else ClaimLink.objects.confirmed()
        return links.filter(claim__folded_into=None, claim__question__merged_into=None)


def may_see(speaker: Speaker, scope: Scope) -> bool:
    """Tell whether the page is for whoever looks: members see all; others what is published or, checked, holds or has posts."""
    if not scope.is_public or scope.statements().exists():
        return True
    if speaker.is_provisional:
        return False
    own = [speaker.pk, *(record.pk for record in speaker.merged.all())]
    holds = Membership.objects.filter(Q(person__in=own) | Q(post__organisation__in=own))
    return holds.exists() or Post.objects.filter(organisation__in=own).exists()


def _span(when: str) -> tuple[dt.date, dt.date] | None:
    """Return the first day of a year, month or day, and the first day after it; None if it is none."""
    try:
        first = dt.date.fromisoformat(
            when + "-01-01"[len(when) - 4 :] if len(when) in {4, 7} else when
        )
        if len(when) == 4:
            return first, dt.date(first.year + 1, 1, 1)
        if len(when) == 7:
            return first, (first + dt.timedelta(days=32)).replace(day=1)
        return (first, first + dt.timedelta(days=1)) if len(when) == 10 else None
    except (ValueError, OverflowError):
        return None
